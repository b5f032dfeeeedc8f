import { useId } from 'react'
import { axisTo } from '../../domain/dashboard/axis'
import { ColumnHeads } from './ColumnHeads'
import { figure } from './figures'

export interface ChartBar {
  /** What it stands for, in full. */
  readonly name: string
  readonly count: number
  /** What stands under it; not all of them have room. */
  readonly tick: string
}

interface BarChartProps {
  readonly title: string
  /** What there is to see, for whoever does not see it. */
  readonly says: string
  readonly bars: readonly ChartBar[]
  /** Heads of the table that says the same. */
  readonly columns: readonly [string, string]
  /** Bars that touch make a hill: of counts that only grow. */
  readonly hill?: boolean
  /** Whether what the last bar counts goes on. */
  readonly unfinished?: boolean
}

/**
 * Counts as bars on an axis from zero, with the same figures in a table. Drawn in shares of its box and not to a scale, so
 * that its words stay as large as the page's on a phone.
 */
export function BarChart({ title, says, bars, columns, hill = false, unfinished = false }: BarChartProps) {
  const id = useId()
  const axis = axisTo(Math.max(...bars.map(({ count }) => count)))
  const height = (count: number) => (100 * count) / axis.top
  const each = 100 / bars.length
  return (
    <figure className="chart">
      <svg className="chart-scale" aria-hidden="true">
        {axis.ticks.map(tick => (
          <text key={tick} x="100%" y={percent(100 - height(tick))} dy="0.32em" textAnchor="end">
            {figure(tick)}
          </text>
        ))}
      </svg>
      <svg className="chart-plot" role="img" aria-labelledby={`${id}-title ${id}-says`}>
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-says`}>{says}</desc>
        {axis.ticks.map(tick => (
          <line
            key={tick}
            className={tick === 0 ? 'chart-ground' : 'chart-line'}
            x1="0"
            x2="100%"
            y1={percent(100 - height(tick))}
            y2={percent(100 - height(tick))}
          />
        ))}
        {bars.map(({ name, count }, bar) => (
          <rect
            key={name}
            className={unfinished && bar === bars.length - 1 ? 'chart-bar chart-unfinished' : 'chart-bar'}
            x={percent(each * (hill ? bar : bar + gap / 2))}
            y={percent(100 - height(count))}
            width={percent(each * (hill ? 1 : 1 - gap))}
            height={percent(height(count))}
          >
            <title>{`${name}: ${figure(count)}`}</title>
          </rect>
        ))}
      </svg>
      <svg className="chart-foot" aria-hidden="true">
        {ticked(bars).map(({ tick, bar, anchor, minor }) => (
          <text
            key={bar}
            className={minor ? 'chart-minor' : undefined}
            x={percent(
              anchor === 'start' ? each * bar : anchor === 'end' ? each * (bar + 1) : each * (bar + 0.5),
            )}
            y="1em"
            textAnchor={anchor}
          >
            {tick}
          </text>
        ))}
      </svg>
      <details>
        <summary>The same in figures</summary>
        <table className="numbers">
          <caption>{title}</caption>
          <ColumnHeads columns={columns} />
          <tbody>
            {bars.map(({ name, count }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{figure(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

/** Of a bar's room, what is left free. */
const gap = 0.22

/** Labels that a desk has room for; a phone shows every other one. */
const labelsAtMost = 7

type Anchor = 'start' | 'middle' | 'end'

interface Tick {
  readonly tick: string
  readonly bar: number
  readonly anchor: Anchor
  readonly minor: boolean
}

/** Evenly spread, the first and the last among them. */
function ticked(bars: readonly ChartBar[]): readonly Tick[] {
  const labels = Math.min(bars.length, labelsAtMost)
  return Array.from({ length: labels }, (_, label): Tick => {
    const bar = labels === 1 ? 0 : Math.round((label * (bars.length - 1)) / (labels - 1))
    const anchor: Anchor =
      bars.length <= labelsAtMost ? 'middle' : label === 0 ? 'start' : label === labels - 1 ? 'end' : 'middle'
    const middle = labels % 2 === 1 && labels > 3 ? label % 3 !== 0 : label > 0 && label < labels - 1
    return { tick: bars[bar]?.tick ?? '', bar, anchor, minor: middle }
  })
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 1000}%`
}
