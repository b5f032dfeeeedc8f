import type { SingleField } from '../../domain/signature/form'
import { Field } from '../form/Field'
import type { LetterPageProps } from '../letter/LetterPage'
import { lacksSeat } from '../signature/WhereYouLive'
import { SeatPicker } from './SeatPicker'

/** Where a postcode settles no constituency: a way to give another, to choose, and to come back to the letter's page. */
export function FindSeat(page: LetterPageProps) {
  const { campaign, fields, problems, choice, addressees } = page
  const { chooses, retypes } = waysToFind(page)
  if (!chooses && !retypes) return null
  return (
    <div className="find">
      {retypes ? <PostcodeAnew typed={fields.values.postcode} /> : null}
      {choice && chooses ? (
        <SeatPicker choice={choice} typed={fields.values.constituency} problem={problems.constituency} />
      ) : null}
      <button type="submit" className="button" formAction={`/campaigns/${campaign.slug}/letter`}>
        {page.constituency !== null || addressees.some(lacksSeat) ? 'Find my MP' : 'This is where I live'}
      </button>
    </div>
  )
}

/** What of it the form has to carry unseen, since there is no control for it here. */
export function carriedOfSeat(page: LetterPageProps): readonly SingleField[] {
  const { chooses, retypes } = waysToFind(page)
  return [...(retypes ? [] : (['postcode'] as const)), ...(chooses ? [] : (['constituency'] as const))]
}

export function waysToFind({ choice, constituency }: Pick<LetterPageProps, 'choice' | 'constituency'>) {
  const why = choice?.why.kind
  return {
    chooses: choice !== null && choice.seats.length > 0,
    retypes: constituency === null && (why === 'terminated' || why === 'unknown'),
  }
}

/** Who moved, or slipped, need not go back for it. */
function PostcodeAnew({ typed }: { readonly typed: string }) {
  return (
    <Field
      name="postcode"
      label="Postcode"
      value={typed}
      problem={undefined}
      className="short"
      autoComplete="postal-code"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={20}
    />
  )
}
