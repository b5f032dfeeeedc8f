import type { Addressee } from '../domain/addressee'
import type { MemberRole } from '../domain/place'
import type { FieldProblems } from '../domain/problem'
import type { PublicCampaign } from '../domain/public-campaign'
import type { SeatChoice } from '../domain/seat-choice'
import type { SignFields, SingleField } from '../domain/sign-form'
import { readersOf, toWhom } from './Addressees'
import { Consent, ShortNotice } from './Consent'
import { ErrorSummary, Wrong } from './ErrorSummary'
import { Field } from './Field'
import { HiddenFields } from './HiddenFields'
import { LetterEditor } from './LetterEditor'
import { LetterSheet } from './LetterSheet'
import { Flourish } from './Mark'
import { Page } from './Page'
import { SourcesLine } from './PlacesSources'
import { SeatPicker } from './SeatPicker'
import type { LetterToPost } from './ToPost'
import { lacksSeat, WhereYouLive } from './WhereYouLive'

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
  readonly whole: string | null
  /** Set where an MP can only be written to on paper. */
  readonly toPost: LetterToPost | null
  /** Null where the postcode settles the constituency. */
  readonly choice: SeatChoice | null
  /** In what role the words suggested speak to the MP. */
  readonly role: MemberRole
  /** How many letters so far are much like this one. */
  readonly alike: number
  readonly demo: boolean
}

const carried: readonly SingleField[] = ['form', 'source', 'name', 'country']
const places = {
  postcode: 'postcode',
  constituency: 'constituency',
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

/** The letter before it goes: to whom, in which words, from where. Nothing has been written down yet. */
export function LetterPage(page: LetterPageProps) {
  const { campaign, fields, problems, addressees, salutation, choice } = page
  const to = readersOf(addressees)
  const waits = toWhom(addressees) === null
  const chooses = choice !== null && choice.seats.length > 0
  const retypes =
    page.constituency === null && (choice?.why.kind === 'terminated' || choice?.why.kind === 'unknown')
  const keeps = [...carried, ...(retypes ? [] : postcodeOnly), ...(chooses ? [] : constituencyOnly)]
  const heading = to ? `Your letter to ${to}` : headingWithout(page)
  return (
    <Page
      title={heading}
      refused={Object.keys(problems).length > 0}
      before={<ErrorSummary problems={problems} places={places} elsewhere="send" />}
    >
      <div className="column">
        <p className="eyebrow">
          <a href={`/campaigns/${campaign.slug}`}>{campaign.title}</a>
        </p>
        <h1>{heading}</h1>
        <Flourish />
        {page.whole && to ? <Preview to={to} subject={fields.values.subject} text={page.whole} /> : null}
        <WhereYouLive
          addressees={addressees}
          postcode={page.postcode}
          choice={page.constituency === null ? choice : null}
          on="letter-page"
        />
        {salutation === null && !chooses ? <p>You can sign without a letter, below.</p> : null}
        <form method="post" action={`/campaigns/${campaign.slug}/sign`} noValidate>
          <HiddenFields fields={fields} keeps={keeps} principles />
          {chooses || retypes ? (
            <div className="find">
              {retypes ? <PostcodeAnew typed={fields.values.postcode} /> : null}
              {chooses ? (
                <SeatPicker
                  choice={choice}
                  typed={fields.values.constituency}
                  problem={problems.constituency}
                />
              ) : null}
              <button type="submit" className="button" formAction={`/campaigns/${campaign.slug}/letter`}>
                {page.constituency !== null || addressees.some(lacksSeat)
                  ? 'Find my MP'
                  : 'This is where I live'}
              </button>
            </div>
          ) : null}
          {salutation === null ? null : <LetterEditor {...page} salutation={salutation} to={to} />}
          <section className="sheet" aria-labelledby="sign-title">
            <h2 id="sign-title">{to && !waits ? 'Sign and send' : 'Sign'}</h2>
            <IsThisRight email={fields.values.email} problem={problems.email} />
            <Consent campaign={campaign} fields={fields} problems={problems} />
            <ShortNotice campaign={campaign} />
            <div className={problems.form ? 'send wrong' : 'send'} id="send" tabIndex={-1}>
              <Wrong id="form-error" words={problems.form} />
              {to ? (
                <button type="submit" className="button primary" name="letter" value="yes">
                  {waits ? 'Sign, and keep my letter until it can go' : 'Send my letter and sign'}
                </button>
              ) : null}
              {salutation === null ? null : (
                <button
                  type="submit"
                  className="button"
                  formAction={`/campaigns/${campaign.slug}/letter#preview`}
                >
                  Show me how it will look
                </button>
              )}
              <button
                type="submit"
                className={to ? 'button quiet' : 'button primary'}
                name="letter"
                value="no"
              >
                Sign without a letter
              </button>
              <p className="hint">
                We will e-mail you a link first. Nothing counts and nothing is sent until you open it and
                press its button.
              </p>
            </div>
          </section>
        </form>
        <SourcesLine />
      </div>
    </Page>
  )
}

const postcodeOnly: readonly SingleField[] = ['postcode']
const constituencyOnly: readonly SingleField[] = ['constituency']

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

/** The address in large letters, where a slip of the finger shows, and a way to put it right. */
function IsThisRight({ email, problem }: { readonly email: string; readonly problem: string | undefined }) {
  const at = email.lastIndexOf('@')
  return (
    <div className="is-this-right">
      <p>
        We will write to{' '}
        <strong className="address">
          {email.slice(0, at)}
          <wbr />
          {email.slice(at)}
        </strong>{' '}
        Is this right?
      </p>
      <details open={problem !== undefined}>
        <summary>Change the address</summary>
        <Field
          name="email"
          label="E-mail address"
          value={email}
          problem={problem}
          type="email"
          autoComplete="email"
          spellCheck={false}
          maxLength={254}
        />
      </details>
    </div>
  )
}

function Preview({
  to,
  subject,
  text,
}: {
  readonly to: string
  readonly subject: string
  readonly text: string
}) {
  return (
    <section id="preview" tabIndex={-1} aria-labelledby="preview-title">
      <h2 id="preview-title">How it will look</h2>
      <LetterSheet to={to} subject={subject} text={text} />
    </section>
  )
}

function headingWithout({ addressees, choice }: LetterPageProps): string {
  const kinds = new Set(addressees.map(({ kind }) => kind))
  if (kinds.has('no-email')) return 'A letter to post'
  if (!kinds.has('no-constituency')) return 'There is nobody to write to now'
  if (!choice || choice.seats.length === 0) return 'We cannot find your constituency'
  const votes = choice.why.kind === 'not-westminster' || choice.why.kind === 'abroad'
  return votes ? 'Where do you vote?' : 'Who is your MP?'
}
