import type { SignatureDraft } from '../../app/domain/signature'
import { alternate } from './alternate'
import { type Benchmark, median } from './figure'
import { groupAtMost, openBenchStore, recordInGroups } from './filled'

const rounds = 5
const signaturesTogether = 4096
const signaturesAlone = 256

/** Signing in groups of 128 against a commit for each, in one process and on one table. */
export const grouped: Benchmark = async say => {
  const { store, drafts } = await openBenchStore()
  const { things, references, measured, reference, ratio } = await alternate(
    rounds,
    () => timed(drafts(signaturesTogether), all => recordInGroups(store, all)),
    () =>
      timed(drafts(signaturesAlone), async all => {
        for (const one of all) await store.recordSignatures([one])
      }),
    say,
  )
  await store.close()
  const alone = 'one a commit'
  return [
    {
      benchmark: 'grouped',
      what: `signatures, ${groupAtMost} a commit`,
      unit: 'a second',
      measured,
      reference: { what: alone, measured: reference },
      ratio,
    },
    {
      benchmark: 'grouped',
      what: `CPU of a signature, ${groupAtMost} a commit`,
      unit: 'µs',
      measured: median(things.map(({ cpu }) => cpu)),
      reference: { what: alone, measured: median(references.map(({ cpu }) => cpu)) },
      ratio: null,
    },
  ]
}

/** How many a second, and the CPU of each in µs. */
async function timed(
  drafts: readonly SignatureDraft[],
  record: (drafts: readonly SignatureDraft[]) => Promise<void>,
) {
  const cpu = process.cpuUsage()
  const began = performance.now()
  await record(drafts)
  const { user, system } = process.cpuUsage(cpu)
  const seconds = (performance.now() - began) / 1000
  return { perSecond: drafts.length / seconds, cpu: (user + system) / drafts.length }
}
