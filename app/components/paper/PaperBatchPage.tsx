import { dayInWords } from '../../domain/calendar/day-in-words'
import type { PaperBatch, PaperSignature } from '../../domain/paper/paper-signature'
import { counted, figure, timeInWords } from '../figure/figures'
import { ReasonForm } from '../form/ReasonForm'
import { ReasonPage, type RefusedReason, typedAgain } from '../page/ReasonPage'
import { paperStateWords } from '../signature/moderation-words'
import type { Desk } from '../signature/SignaturesPage'

export interface PaperBatchPageProps {
  readonly desk: Desk
  readonly batch: PaperBatch
  readonly rows: readonly PaperSignature[]
  /** Where the list goes on. */
  readonly next: string | null
  /** By code. */
  readonly seatNames: Readonly<Record<string, string>>
  readonly done: string | null
  readonly refused: RefusedReason | null
}

const doneWords = {
  entered: 'The sheet is stored. Below is what each line counts as.',
  line: 'The line is deleted. Where somebody else’s line was the same person’s, that one counts now.',
}

/** One sheet, a line for each signature. */
export function PaperBatchPage(page: PaperBatchPageProps) {
  const { desk, batch, rows, next, seatNames, done, refused } = page
  const back = `/organise/campaigns/${desk.campaign.slug}/paper`
  return (
    <ReasonPage
      heading={`Sheet of ${timeInWords(batch.enteredAt)}`}
      desk={desk}
      done={done}
      doneWords={doneWords}
      refused={refused}
    >
      <p className="lead">
        {counted(batch.signatures, 'signature', 'signatures')}, of which {figure(batch.counted)}{' '}
        {batch.counted === 1 ? 'counts' : 'count'}.
      </p>
      <ul className="cards">
        {rows.map(row => (
          <Line key={row.id} row={row} seatNames={seatNames} />
        ))}
      </ul>
      {next ? (
        <p>
          <a href={`${back}/${batch.id}?after=${next}`}>The next lines</a>
        </p>
      ) : null}
      <details open={refused !== null}>
        <summary>Delete the whole sheet</summary>
        <p>All of its lines are deleted for good and no longer count. This cannot be undone.</p>
        <ReasonForm
          intent="remove"
          button="Delete the whole sheet for good"
          danger
          {...typedAgain(refused, 'remove')}
        />
      </details>
      <p>
        <a href={back}>All sheets</a>
      </p>
    </ReasonPage>
  )
}

function Line({ row, seatNames }: Pick<PaperBatchPageProps, 'seatNames'> & { readonly row: PaperSignature }) {
  const { id, name, address, postcode, state, constituencyCode, signedOn } = row
  const seat = constituencyCode ? (seatNames[constituencyCode] ?? constituencyCode) : 'No constituency known'
  return (
    <li>
      <strong>{name}</strong>
      <span>{[address, postcode].filter(Boolean).join(', ')}</span>
      <span>{paperStateWords[state]}</span>
      <span className="hint">
        {seat}
        {signedOn ? `, signed ${dayInWords(signedOn)}` : ''}
      </span>
      <details>
        <summary>
          Delete<span className="unseen"> the line of {name}</span>
        </summary>
        <form method="post">
          <input type="hidden" name="line" value={id} />
          <button type="submit" name="intent" value="line" className="button danger">
            Yes, delete this line for good
          </button>
        </form>
      </details>
    </li>
  )
}
