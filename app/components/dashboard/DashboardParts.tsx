import type { Dashboard } from '../../domain/dashboard/dashboard'
import type { FigureFilter } from '../../domain/dashboard/figure-filter'
import type { ReplyAnswer } from '../../domain/reply/reply'
import type { LetterFate } from '../../domain/tally/tally'
import { FigureTable } from '../figure/FigureTable'
import { counted } from '../figure/figures'
import { ReportPart } from '../figure/ReportPart'
import { everyState, stateNames } from '../letter/LetterStates'

interface PartProps {
  readonly figures: Dashboard
}

export function PrincipleFigures({ figures: { principles, choosing, filter } }: PartProps) {
  return (
    <ReportPart id="principles" heading="Principles">
      {choosing === 0 ? (
        <p className="nothing">What people choose is counted with the first signature{inSeat(filter)}.</p>
      ) : (
        <FigureTable
          caption={`Of ${counted(choosing, 'signature', 'signatures')}${inSeat(filter)}${ofAllDays(filter)}; one may choose several`}
          columns={['Principle', 'Signatures']}
          rows={principles.map(({ title, signatures }) => ({ name: title, count: signatures }))}
          of={choosing}
        />
      )}
    </ReportPart>
  )
}

/** By state; of one constituency only by what came of them, since no more is counted of it. */
export function LetterFigures({ figures, slug }: PartProps & { readonly slug: string }) {
  const { letters, fates, filter } = figures
  const all = Object.values(fates).reduce((sum, count) => sum + count, 0)
  const rows = filter.seat
    ? (Object.keys(fateNames) as LetterFate[]).map(fate => ({ name: fateNames[fate], count: fates[fate] }))
    : everyState
        .map(state => ({ name: stateNames[state], count: letters[state] ?? 0 }))
        .filter(({ count }) => count > 0)
  return (
    <ReportPart id="letters" heading="Letters">
      {all === 0 ? (
        <p className="nothing">No letter has been confirmed yet{inSeat(filter)}.</p>
      ) : (
        <FigureTable
          caption={`${counted(all, 'letter', 'letters')}${inSeat(filter)}${ofAllDays(filter)}`}
          columns={['State', 'Letters']}
          rows={rows}
          of={all}
        />
      )}
      <p>
        <a href={`/organise/campaigns/${slug}/letters`}>What each state means, and how the letters read</a>
      </p>
    </ReportPart>
  )
}

export function ReplyFigures({ figures, slug }: PartProps & { readonly slug: string }) {
  const { answers, fates, filter } = figures
  return (
    <ReportPart id="replies" heading="Replies">
      {fates.accepted === 0 ? (
        <p className="nothing">
          Two weeks after a letter was accepted its writer is asked whether there was a reply.
        </p>
      ) : (
        <FigureTable
          caption={`Of ${counted(fates.accepted, 'accepted letter', 'accepted letters')}${inSeat(filter)}${ofAllDays(filter)}, as their writers told`}
          columns={['What came', 'Letters']}
          rows={[
            ...(Object.keys(answerNames) as ReplyAnswer[]).map(answer => ({
              name: answerNames[answer],
              count: answers[answer],
            })),
            {
              name: 'not told yet',
              count: fates.accepted - Object.values(answers).reduce((sum, count) => sum + count, 0),
            },
          ]}
          of={fates.accepted}
        />
      )}
      <p>
        <a href={`/organise/campaigns/${slug}/letters#replies`}>By MP, with days and positions</a>
      </p>
    </ReportPart>
  )
}

export function SourceFigures({ figures, slug }: PartProps & { readonly slug: string }) {
  const { sources, now, filter } = figures
  const narrowed = filter.seat !== null || filter.from !== null || filter.to !== null
  return (
    <ReportPart id="sources" heading="Where people came from">
      {now.signatures === 0 ? (
        <p className="nothing">Sources are counted with the first signature.</p>
      ) : (
        <FigureTable
          caption={`Of ${counted(now.signatures, 'signature', 'signatures')}${narrowed ? ' everywhere, of all days' : ''}`}
          columns={['Source', 'Signatures']}
          rows={sources.map(({ source, signatures }) => ({
            name: source === '' ? 'no link with a source' : source,
            count: signatures,
          }))}
          of={now.signatures}
        />
      )}
      <p className="hint">
        A link such as <code>/campaigns/{slug}?source=leaflet</code> counts for a source that the campaign
        lists.
      </p>
    </ReportPart>
  )
}

const fateNames: Readonly<Record<LetterFate, string>> = {
  waiting: 'on their way or waiting',
  accepted: 'accepted',
  failed: 'not accepted',
}

const answerNames: Readonly<Record<ReplyAnswer, string>> = {
  answered: 'an answer',
  acknowledged: 'only that it was received',
  none: 'nothing so far',
  'not-expected': 'nothing was expected',
}

function inSeat({ seat }: FigureFilter): string {
  return seat ? ` in ${seat.name}` : ''
}

/** What no tally holds by day is not narrowed down by days, and says so. */
function ofAllDays({ from, to }: FigureFilter): string {
  return from === null && to === null ? '' : ', of all days'
}
