import type { Campaign } from '../domain/campaign/campaign'
import { watchFigures } from '../domain/dashboard/live-watch'
import { type NowFigures, nowFigures } from '../domain/dashboard/now-figures'
import type { Ports } from '../domain/ports'

/** Whoever watches a campaign: one look at its tallies tells them all, so that it costs the same for five hundred. */
interface Audience {
  readonly listeners: Set<Listener>
  readonly over: AbortController
}

/** Null tells that there is no more. */
type Listener = (figures: NowFigures | null) => void

/** By store and campaign. */
const audiences = new WeakMap<Ports['store'], Map<number, Audience>>()

/** A campaign's figures as they are now, and then each time that they have changed, until their reader has left. */
export async function* watchTogether(
  ports: Ports,
  campaign: Campaign,
  left: AbortSignal,
): AsyncGenerator<NowFigures> {
  const audience = audienceOf(ports, campaign)
  const { next, listener } = latestOf()
  const leave = () => listener(null)
  left.addEventListener('abort', leave)
  audience.listeners.add(listener)
  try {
    if (left.aborted) return
    yield await nowFigures(ports, campaign)
    for (let figures = await next(); figures; figures = await next()) yield figures
  } finally {
    left.removeEventListener('abort', leave)
    audience.listeners.delete(listener)
    if (audience.listeners.size === 0) audience.over.abort()
  }
}

function audienceOf(ports: Ports, campaign: Campaign): Audience {
  const known = audiences.get(ports.store) ?? new Map<number, Audience>()
  audiences.set(ports.store, known)
  const here = known.get(campaign.id)
  if (here && !here.over.signal.aborted) return here
  const audience = { listeners: new Set<Listener>(), over: new AbortController() }
  known.set(campaign.id, audience)
  void look(ports, campaign, audience)
  return audience
}

/** The first figures are what each read by itself. Where looking fails all streams end, and their readers come back. */
async function look(ports: Ports, campaign: Campaign, { listeners, over }: Audience): Promise<void> {
  const tell = (figures: NowFigures | null) => {
    for (const listener of listeners) listener(figures)
  }
  let first = true
  try {
    for await (const figures of watchFigures(ports, campaign, waiting(over.signal), over.signal)) {
      if (!first) tell(figures)
      first = false
    }
  } catch {
    over.abort()
  }
  tell(null)
}

/** Only the latest is kept for who is slow. */
function latestOf(): { next(): Promise<NowFigures | null>; listener: Listener } {
  let latest: NowFigures | null | undefined
  let wake = () => {}
  return {
    listener(figures) {
      latest = latest === null ? null : figures
      wake()
    },
    async next() {
      while (latest === undefined)
        await new Promise<void>(resolve => {
          wake = resolve
        })
      const figures = latest
      if (figures) latest = undefined
      return figures
    },
  }
}

/** Waits so long, or until nobody listens any more. */
function waiting(over: AbortSignal): (ms: number) => Promise<void> {
  return ms =>
    new Promise(done => {
      if (over.aborted) return done()
      const end = () => {
        clearTimeout(timer)
        over.removeEventListener('abort', end)
        done()
      }
      const timer = setTimeout(end, ms)
      over.addEventListener('abort', end)
    })
}
