import { daysBetween } from '../../domain/calendar/day'
import { dayInWords } from '../../domain/calendar/day-in-words'
import type { HourCounted } from '../../domain/dashboard/day-series'
import type { OverTime, Span } from '../../domain/dashboard/over-time'
import { spans } from '../../domain/dashboard/over-time'
import { BarChart, type ChartBar } from '../figure/BarChart'
import { counted, figure, shortDay } from '../figure/figures'
import { dashboardAddress, type ShownView } from './dashboard-address'

interface OverTimeChartProps {
  readonly slug: string
  readonly view: ShownView
  readonly overTime: OverTime
  /** London's day, while the campaign still counts. */
  readonly today: string | null
}

/** Signatures by the day, by the hour, or added up. */
export function OverTimeChart({ slug, view, overTime, today }: OverTimeChartProps) {
  const bars = overTime.by === 'hour' ? overTime.hours.map(hourBar) : overTime.days.map(dayBar)
  const last = overTime.by === 'hour' ? overTime.hours.at(-1)?.day : overTime.days.at(-1)?.to
  return (
    <>
      <nav aria-label="Signatures over time">
        <ul className="views">
          {spans.map(by => (
            <li key={by}>
              <a
                href={dashboardAddress(slug, { ...view, by }, 'over-time')}
                aria-current={by === overTime.by ? 'true' : undefined}
              >
                {spanNames[by]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {view.by === 'hour' && overTime.by !== 'hour' ? (
        <p className="hint">Hours are not counted by constituency. These are the days.</p>
      ) : null}
      {bars.length === 0 ? (
        <p className="nothing">There is no day between those two on which this campaign was open.</p>
      ) : bars.every(({ count }) => count === 0) ? (
        <p className="nothing">
          Nobody signed from {bars[0]?.name} to {bars.at(-1)?.name}.
        </p>
      ) : (
        <>
          <BarChart
            title={titles[overTime.by]}
            says={says(overTime, bars)}
            bars={bars}
            columns={overTime.by === 'hour' ? ['Hour', 'Signatures'] : ['Day', 'Signatures']}
            hill={overTime.by === 'total'}
            unfinished={last === today}
          />
          <p className="hint">{footnote(overTime, last === today)}</p>
        </>
      )}
    </>
  )
}

const spanNames: Readonly<Record<Span, string>> = { day: 'By day', hour: 'By hour', total: 'In total' }

const titles: Readonly<Record<Span, string>> = {
  day: 'Signatures by day',
  hour: 'Signatures by hour',
  total: 'Signatures in total',
}

function dayBar({ from, to, count }: OverTime['days'][number]): ChartBar {
  const name = from === to ? dayInWords(from) : `${dayInWords(from)} to ${dayInWords(to)}`
  return { name, count, tick: shortDay(to) }
}

/** An hour that comes twice, as clocks go back, has two bars: the second says so. */
function hourBar({ day, hour, count }: HourCounted, bar: number, hours: readonly HourCounted[]): ChartBar {
  const again = hours[bar - 1]?.hour === hour ? ' again' : ''
  return {
    name: `${dayInWords(day)}, ${hour}:00${again} to ${hour + 1}:00`,
    count,
    tick: `${shortDay(day)}, ${hour}:00`,
  }
}

function says({ by, signatures }: OverTime, bars: readonly ChartBar[]): string {
  const most = bars.reduce((best, bar) => (bar.count > best.count ? bar : best))
  const [first, last] = [bars[0]?.name, bars.at(-1)?.name]
  if (by === 'total')
    return `It grew from ${figure(bars[0]?.count ?? 0)} to ${figure(most.count)}, ${first} to ${last}.`
  return `${counted(signatures, 'signature', 'signatures')}, ${first} to ${last}; most, ${figure(most.count)}, on ${most.name}.`
}

function footnote({ by, days }: OverTime, unfinished: boolean): string {
  const { from = '', to = '' } = days.at(-1) ?? {}
  const size = daysBetween(from, to) + 1
  return [
    by === 'hour' ? 'The last three days, by the hour in London.' : 'Days are London’s.',
    by === 'total' ? 'A bar is all that was counted until its end.' : '',
    size > 1 && by !== 'total' ? `A bar is ${size} days, the first what is left of them.` : '',
    unfinished && by !== 'total' ? 'The last one is not over yet.' : '',
    'Counted when they were confirmed; those who withdrew since are not among them.',
  ]
    .filter(words => words !== '')
    .join(' ')
}
