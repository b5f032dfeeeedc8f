import type { ReactNode } from 'react'
import { dayInWords } from '../../domain/calendar/day-in-words'
import { inLondon } from '../../domain/calendar/london'
import type { Standing } from '../../domain/campaign/campaign'
import type { NowFigures } from '../../domain/dashboard/now-figures'
import { clockTime, figure, inPercent } from '../figure/figures'

interface NowStripProps {
  readonly slug: string
  readonly now: NowFigures
  readonly at: Date
  readonly goal: number
  readonly standing: Standing
}

/** How the campaign stands, whatever is chosen below. `live.js` keeps it so; without it there is a link. */
export function NowStrip({ slug, now, at, goal, standing }: NowStripProps) {
  const { signatures, today, week, lettersAccepted, lettersWaiting, membersWritten, seats, replies } = now
  return (
    <section className="now" aria-labelledby="now" data-live={`/organise/campaigns/${slug}/live`}>
      <h2 className="unseen" id="now">
        How it stands
      </h2>
      <div className="now-count">
        <p>
          <strong data-now="signatures">{figure(signatures)}</strong>{' '}
          {signatures === 1 ? 'signature' : 'signatures'}
        </p>
        <div className="tally">
          <progress max={goal} value={Math.min(signatures, goal)} aria-label="Towards the goal" />
          <p className="tally-goal">
            <span>
              {inPercent(signatures / goal)} of {figure(goal)}
            </span>
            <span>{standings[standing]}</span>
          </p>
        </div>
        <p className="now-fresh hint">
          <output data-told>As of {clockTime(at)}.</output>{' '}
          <span className="printed">On {dayInWords(inLondon(at).day)}.</span>{' '}
          <a href={`/organise/campaigns/${slug}`}>Refresh</a>
        </p>
      </div>
      <dl className="now-figures">
        <NowFigure name="today" of="today" count={today} />
        <NowFigure name="in seven days" of="week" count={week} />
        <NowFigure name="letters accepted" of="lettersAccepted" count={lettersAccepted}>
          <span data-now="lettersWaiting">{figure(lettersWaiting)}</span> on their way
        </NowFigure>
        <NowFigure
          name={membersWritten === 1 ? 'MP written to' : 'MPs written to'}
          of="membersWritten"
          count={membersWritten}
        >
          of {figure(seats)} seats
        </NowFigure>
        <NowFigure name="letters answered" of="replies" count={replies} />
      </dl>
    </section>
  )
}

interface NowFigureProps {
  readonly name: string
  readonly of: keyof NowFigures
  readonly count: number
  readonly children?: ReactNode
}

function NowFigure({ name, of, count, children }: NowFigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong data-now={of}>{figure(count)}</strong>
      </dd>
      {children ? <dd className="hint">{children}</dd> : null}
    </div>
  )
}

const standings: Readonly<Record<Standing, string>> = {
  draft: 'a draft, seen by nobody',
  'not-yet-open': 'not open yet',
  open: 'open',
  paused: 'paused',
  closed: 'closed: the final count',
  'taken-down': 'taken down: seen by nobody',
}
