import { alternate } from './alternate'
import { writersOf } from './driver'
import { type Benchmark, CannotRun, type Figure, type Say } from './figure'
import { groupAtMost, openBenchStore, recordInGroups } from './opened'
import { recordingFigures, timed } from './recorded'

const rounds = 5
const signaturesTogether = 4096
const signaturesAlone = 256

/** What committing together is worth, and what it costs to have each commit on disk before it is answered. */
export const grouped: Benchmark = async say => [...(await againstAlone(say)), ...(await againstNormal(say))]

/** Signing in groups of 128 against a commit for each, in one process and on one table. */
async function againstAlone(say: Say): Promise<readonly Figure[]> {
  const { store, drafts } = await openBenchStore()
  const compared = await alternate(
    rounds,
    () => timed(drafts(signaturesTogether), all => recordInGroups(store, all)),
    () =>
      timed(drafts(signaturesAlone), async all => {
        for (const one of all) await store.recordSignatures([one])
      }),
    say,
  )
  await store.close()
  return recordingFigures('grouped', `${groupAtMost} a commit`, 'one a commit', compared)
}

/**
 * Two stores alike, but that one's connection is told to leave its log to the system (`synchronous=NORMAL`) once the
 * store has set FULL and read it back: no setting of the product can do that.
 */
async function againstNormal(say: Say): Promise<readonly Figure[]> {
  const full = await openBenchStore()
  const [normal, writers] = await writersOf(() => openBenchStore())
  const [writer, ...more] = writers.filter(({ open }) => open)
  if (!writer || more.length > 0)
    throw new CannotRun('the store does not write on one connection of this process')
  writer.pragma('synchronous = normal')
  if (writer.pragma('synchronous', { simple: true }) !== 1) throw new Error('SQLite did not take NORMAL')
  const round = ({ store, drafts }: typeof full) =>
    timed(drafts(signaturesTogether), all => recordInGroups(store, all))
  const compared = await alternate(
    rounds,
    () => round(full),
    () => round(normal),
    say,
  )
  await Promise.all([full.store.close(), normal.store.close()])
  return recordingFigures('grouped', 'synchronous FULL', 'NORMAL', compared)
}
