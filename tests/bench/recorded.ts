import type { SignatureDraft } from '../../app/domain/signature/signature'
import type { alternate } from './alternate'
import { type Figure, median, ratioOf } from './figure'

/** How many a second, and the CPU of each in µs, by this process. */
export interface Recorded {
  readonly perSecond: number
  readonly cpuUs: number
}

/** Records so many drafts in this process, which makes nothing else meanwhile. */
export async function timed(
  drafts: readonly SignatureDraft[],
  record: (drafts: readonly SignatureDraft[]) => Promise<void>,
): Promise<Recorded> {
  const cpu = process.cpuUsage()
  const began = performance.now()
  await record(drafts)
  const { user, system } = process.cpuUsage(cpu)
  const seconds = (performance.now() - began) / 1000
  return { perSecond: drafts.length / seconds, cpuUs: (user + system) / drafts.length }
}

/** The two lines of the table that a comparison of recording makes: how many a second, and the CPU of each. */
export function recordingFigures(
  benchmark: string,
  what: string,
  held: string,
  {
    measured,
    reference,
    ratio,
    things,
    references,
  }: Awaited<ReturnType<typeof alternate<Recorded, Recorded>>>,
): readonly Figure[] {
  const [ours, theirs] = [things, references].map(all => all.map(({ cpuUs }) => cpuUs)) as [
    number[],
    number[],
  ]
  return [
    {
      benchmark,
      what: `signatures, ${what}`,
      unit: 'a second',
      measured,
      reference: { what: held, measured: reference },
      ratio,
    },
    {
      benchmark,
      what: `CPU of a signature, ${what}`,
      unit: 'µs',
      measured: median(ours),
      reference: { what: held, measured: median(theirs) },
      ratio: ratioOf(ours, theirs),
    },
  ]
}
