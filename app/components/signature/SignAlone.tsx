import { HiddenFields } from '../form/HiddenFields'
import type { LetterPageProps } from '../letter/LetterPage'
import { carriedOfSeat, FindSeat } from '../place/FindSeat'
import { SignSheet } from './SignSheet'

/** For whom nobody can be written to: a way to find out who could be, and to sign without a letter. */
export function SignAlone(page: LetterPageProps) {
  const { campaign, fields } = page
  const keeps = [...carried, ...carriedOfSeat(page)]
  return (
    <form method="post" action={`/campaigns/${campaign.slug}/sign`} noValidate>
      <HiddenFields fields={fields} keeps={keeps} principles />
      <FindSeat {...page} />
      <SignSheet {...page} heading="Sign">
        <button type="submit" className="button primary" name="letter" value="no">
          Sign without a letter
        </button>
      </SignSheet>
    </form>
  )
}

/** Their letter too, should they have begun one before their constituency was found to have nobody. */
const carried = [
  ...(['form', 'source', 'name', 'country'] as const),
  ...(['own', 'subject', 'body', 'suggested', 'address1', 'address2', 'town'] as const),
]
