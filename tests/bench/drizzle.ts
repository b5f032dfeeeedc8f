import { cpSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { SignatureDraft } from '../../app/domain/signature/signature'
import { alternate } from './alternate'
import { databaseIn } from './children'
import { replayOn, taped } from './driver'
import { type Benchmark, CannotRun } from './figure'
import { benchFolder } from './folder'
import { openBenchStore, optionsIn, recordInGroups } from './opened'
import { recordingFigures, timed } from './recorded'

const rounds = 5
const signatures = 4096

/**
 * The CPU of recording through our store against the driver alone. Three databases are alike to begin with. On the
 * first the store records, and what it asks of the driver is taped; on the second another store records the same
 * drafts; on the third the tape is played, and each draft sealed and its mailbox indexed, as the store must too. So
 * both do the same statements with the same values in the same groups, and what differs is Drizzle and our own code.
 */
export const drizzle: Benchmark = async say => {
  const first = await openBenchStore()
  const lots = Array.from({ length: rounds + 1 }, () => first.drafts(signatures))
  await first.store.close()
  const [second, third] = [copyOf(first.folder), copyOf(first.folder)]

  const taping = await openBenchStore(first.folder)
  const tapes: Awaited<ReturnType<typeof taped>>[] = []
  for (const drafts of lots) tapes.push(await taped(() => recordInGroups(taping.store, drafts)))
  await taping.store.close()
  if (tapes.some(tape => tape.length < signatures))
    throw new CannotRun('the store does not record in this process, so that nothing could be taped')

  const ours = await openBenchStore(second)
  const raw = await openRaw(third)
  const turns = { ours: 0, raw: 0 }
  const compared = await alternate(
    rounds,
    () => timed(lots[turns.ours++] ?? [], all => recordInGroups(ours.store, all)),
    () => {
      const turn = turns.raw++
      return timed(lots[turn] ?? [], async drafts => {
        for (const draft of drafts) raw.seal(draft)
        raw.replay(tapes[turn] ?? [])
      })
    },
    say,
  )
  await Promise.all([ours.store.close(), raw.close()])
  const [, cpu] = recordingFigures('drizzle', 'through our store', 'better-sqlite3', compared)
  return cpu ? [cpu] : [] // how many a second tells of the disk, which both wait for alike
}

function copyOf(folder: string): string {
  const copy = benchFolder()
  cpSync(folder, copy, { recursive: true })
  return copy
}

/** The driver alone, told what the store tells it: what is durable and deleted costs both the same. */
async function openRaw(folder: string) {
  const { keyring } = optionsIn(folder)
  const database = new Database(databaseIn(folder))
  for (const pragma of ['synchronous = full', 'foreign_keys = on', 'secure_delete = on'])
    database.pragma(pragma)
  return {
    replay: replayOn(database),
    seal({ id, campaignId, mailbox, person: { name, email, postcode } }: SignatureDraft) {
      const sealer = keyring.sealer(campaignId)
      sealer.mailboxIndex(mailbox)
      sealer.seal([name, email, postcode], 'signature.sealed', id)
    },
    close: async () => void database.close(),
  }
}
