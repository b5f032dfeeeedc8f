import type { PublicCampaign } from '../../domain/campaign/public-campaign'
import type { OwnWordsAsked } from '../../domain/letter/own-words'
import type { MemberRole } from '../../domain/place/place'
import type { SeatChoice } from '../../domain/place/seat-choice'
import type { FieldProblems } from '../../domain/problem'
import type { SignFields } from '../../domain/signature/form'
import type { Addressee } from '../../domain/target/addressee'
import { ErrorSummary } from '../form/ErrorSummary'
import { Flourish } from '../page/Mark'
import { Page } from '../page/Page'
import { waysToFind } from '../place/FindSeat'
import { SourcesLine } from '../place/PlacesSources'
import { SignAlone } from '../signature/SignAlone'
import { WhereYouLive } from '../signature/WhereYouLive'
import { readersOf } from './Addressees'
import type { LinkedLetter } from './ByMail'
import { CheckLetter } from './CheckLetter'
import { LetterEditor } from './LetterEditor'

export interface LetterPageProps {
  readonly campaign: PublicCampaign
  readonly fields: SignFields
  readonly problems: FieldProblems
  readonly addressees: readonly Addressee[]
  /** By name; null while it is not known. */
  readonly constituency: string | null
  readonly postcode: string
  /** What follows "Dear"; null where nobody can be written to. */
  readonly salutation: string | null
  /** Null while the letter is written. */
  readonly sheet: ShownSheet | null
  readonly asked: OwnWordsAsked
  /** Whether the words are their writer's by now, and no longer as suggested. */
  readonly edited: boolean
  /** Null where the postcode settles the constituency. */
  readonly choice: SeatChoice | null
  /** In what role the words suggested speak to the MP. */
  readonly role: MemberRole
  /** How many letters so far are much like this one. */
  readonly alike: number
  /** Whether it may wait for that until somebody has looked at it. */
  readonly mayWait: boolean
  readonly demo: boolean
}

/** A letter that is written, exactly as it goes. */
export interface ShownSheet {
  readonly subject: string
  readonly whole: string
  /** To each who can be written to, for its writer to send themselves. */
  readonly letters: readonly LinkedLetter[]
}

const places = {
  postcode: 'postcode',
  constituency: 'constituency',
  own: 'own',
  subject: 'subject',
  body: 'body',
  address1: 'address1',
  address2: 'address2',
  town: 'town',
  email: 'email',
  updates: 'updates-yes',
  agree: 'agree',
  form: 'send',
}

/** The letter before it goes, first to write and then to check, or why there is none. Nothing has been written down yet. */
export function LetterPage(page: LetterPageProps) {
  const { campaign, problems, addressees, salutation, sheet } = page
  const to = readersOf(addressees)
  const heading = headingOf(page, to)
  return (
    <Page
      title={heading}
      refused={Object.keys(problems).length > 0}
      before={<ErrorSummary problems={problems} places={places} elsewhere="send" />}
    >
      <div className={sheet ? 'column check' : 'column'}>
        <p className="eyebrow">
          <a href={`/campaigns/${campaign.slug}`}>{campaign.title}</a>
        </p>
        <h1>{heading}</h1>
        <Flourish />
        <WhereYouLive
          addressees={addressees}
          postcode={page.postcode}
          choice={page.constituency === null ? page.choice : null}
          on="letter-page"
        />
        {sheet ? (
          <CheckLetter {...page} sheet={sheet} />
        ) : salutation === null ? (
          <>
            {waysToFind(page).chooses ? null : <p>You can sign without a letter, below.</p>}
            <SignAlone {...page} />
          </>
        ) : (
          <LetterEditor {...page} salutation={salutation} to={to} />
        )}
        <SourcesLine />
      </div>
    </Page>
  )
}

function headingOf(page: LetterPageProps, to: string | null): string {
  if (to === null) return headingWithout(page)
  return page.sheet ? `Check your letter to ${to}` : `Your letter to ${to}`
}

function headingWithout({ addressees, choice }: LetterPageProps): string {
  const kinds = new Set(addressees.map(({ kind }) => kind))
  if (kinds.has('no-email')) return 'A letter to post'
  if (!kinds.has('no-constituency')) return 'There is nobody to write to now'
  if (!choice || choice.seats.length === 0) return 'We cannot find your constituency'
  const votes = choice.why.kind === 'not-westminster' || choice.why.kind === 'abroad'
  return votes ? 'Where do you vote?' : 'Who is your MP?'
}
