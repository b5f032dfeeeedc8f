import type { DayCount } from '../../domain/dashboard/day-series'

/** The last days at a glance, beside the figure that adds them up. */
export function Sparkline({ days }: { readonly days: readonly DayCount[] }) {
  const most = Math.max(1, ...days.map(({ count }) => count))
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${days.length * 10} 40`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {days.map(({ from, count }, day) => (
        <rect
          key={from}
          className={count === 0 ? 'spark-none' : 'spark'}
          x={day * 10 + 1}
          width="8"
          y={count === 0 ? 38.5 : 39 - (37 * count) / most}
          height={count === 0 ? 1 : 1 + (37 * count) / most}
        />
      ))}
    </svg>
  )
}
