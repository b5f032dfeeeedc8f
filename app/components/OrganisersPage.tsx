import { dayInWords } from '../domain/day-in-words'
import type { Organiser } from '../domain/organiser'
import type { FieldProblems } from '../domain/problem'
import { ErrorSummary } from './ErrorSummary'
import { Field } from './Field'
import { timeInWords } from './figures'
import { OrganisePage } from './OrganisePage'
import { type ChosenCampaign, RoleFields } from './RoleFields'

export interface OrganisersPageProps {
  readonly organiser: Organiser
  readonly organisers: readonly ListedOrganiser[]
  readonly invitations: readonly ListedInvitation[]
  readonly campaigns: readonly ChosenCampaign[]
  readonly said: string | null
  /** The link that was just made; it is shown this once. */
  readonly made: { readonly url: string; readonly email: string; readonly endsAt: Date } | null
  readonly email: string
  readonly problems: FieldProblems
}

export interface ListedOrganiser {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly state: 'active' | 'disabled'
  readonly createdAt: Date
  readonly roles: readonly string[]
}

export interface ListedInvitation {
  readonly id: string
  readonly email: string
  readonly as: string
  readonly endsAt: Date
  readonly state: 'open' | 'ended'
}

/** Who organises, who is invited, and a way to invite one more. */
export function OrganisersPage(props: OrganisersPageProps) {
  const { organiser, campaigns, said, made, email, problems } = props
  return (
    <OrganisePage
      heading="Organisers"
      organiser={organiser}
      refused={Object.keys(problems).length > 0}
      before={<ErrorSummary problems={problems} places={{ email: 'email' }} elsewhere="email" wide />}
    >
      {said ? (
        <p className="done" role="status">
          {said}
        </p>
      ) : null}
      {made ? <MadeLink {...made} /> : null}
      <ListOfOrganisers {...props} />
      <ListOfInvitations {...props} />
      <section aria-labelledby="invite">
        <h2 id="invite">Invite somebody</h2>
        <form method="post" action="/organise/organisers" noValidate className="sheet narrow">
          <input type="hidden" name="step" value="invite" />
          <Field
            name="email"
            label="E-mail address"
            hint="For an organiser who has lost their key, invite the same address again."
            value={email}
            problem={problems.email}
            type="email"
            autoComplete="off"
            spellCheck={false}
            maxLength={254}
          />
          <RoleFields campaigns={campaigns} />
          <button type="submit" className="button primary">
            Make a link
          </button>
        </form>
      </section>
    </OrganisePage>
  )
}

function MadeLink({ url, email, endsAt }: NonNullable<OrganisersPageProps['made']>) {
  return (
    <div className="callout outcome" role="status">
      <h2>A link for {email}</h2>
      <p>
        Give it to them by a way that only they read. It works once, in the first browser that begins with it,
        until {timeInWords(endsAt)}. It is not shown again.
      </p>
      <pre className="link">{url}</pre>
    </div>
  )
}

function ListOfOrganisers({ organisers }: OrganisersPageProps) {
  return (
    <ul className="rows people">
      {organisers.map(({ id, name, email, state, createdAt, roles }) => (
        <li key={id}>
          <div>
            <b>
              <a href={`/organise/organisers/${id}`}>{name}</a>
            </b>
            {state === 'disabled' ? <span className="tag">disabled</span> : null}
            <p className="hint">
              {email}, since {dayInWords(createdAt)}
            </p>
          </div>
          <p className="said-roles">{roles.length > 0 ? roles.join(', ') : 'no role'}</p>
        </li>
      ))}
    </ul>
  )
}

function ListOfInvitations({ invitations }: OrganisersPageProps) {
  if (invitations.length === 0) return null
  return (
    <section aria-labelledby="invited">
      <h2 id="invited">Invited</h2>
      <ul className="rows people">
        {invitations.map(({ id, email, as, endsAt, state }) => (
          <li key={id}>
            <div>
              <b>{email}</b>
              {state === 'ended' ? <span className="tag">ended</span> : null}
              <p className="hint">
                As {as}, {state === 'ended' ? 'ended' : 'until'} {timeInWords(endsAt)}
              </p>
            </div>
            <form method="post" action="/organise/organisers">
              <input type="hidden" name="step" value="cancel" />
              <input type="hidden" name="of" value={id} />
              <button type="submit" className="button small" aria-label={`Cancel: ${email}`}>
                Cancel
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}
