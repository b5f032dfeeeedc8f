import type { Campaign } from '../campaign/campaign'
import type { Ports } from '../ports'
import { type NowFigures, nowFigures, pulse } from './now-figures'

/** How often it is looked whether a figure has changed: 40 µs each time. */
export const lookMs = 2000
/** Figures are sent no more often than this, however fast people sign. */
export const sendMs = 10_000

/**
 * A campaign's figures as they are now, and then each time that they have changed, until it is called off. Waits between
 * two looks as it is told to, so that whoever asks may wake it sooner when nobody watches any more.
 * @param wait resolves after so many ms
 */
export async function* watchFigures(
  ports: Ports,
  campaign: Campaign,
  wait: (ms: number) => Promise<void>,
  calledOff: AbortSignal,
): AsyncGenerator<NowFigures> {
  let seen: string | null = null
  while (!calledOff.aborted) {
    const latest = await pulse(ports, campaign)
    if (latest !== seen) {
      const first = seen === null
      seen = latest
      yield await nowFigures(ports, campaign)
      // What changed while the page was on its way is told at once, and so is the first change after that.
      await wait(first ? lookMs : sendMs)
    } else await wait(lookMs)
  }
}
