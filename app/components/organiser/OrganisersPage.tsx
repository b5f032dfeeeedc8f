import { dayInWords } from '../../domain/calendar/day-in-words'
import type { Organiser } from '../../domain/organiser/organiser'
import type { FieldProblems } from '../../domain/problem'
import { ErrorSummary } from '../form/ErrorSummary'
import { Done } from '../page/Done'
import { OrganisePage } from '../page/OrganisePage'
import {
  InvitationList,
  InviteForm,
  type ListedInvitation,
  type MadeInvitation,
  MadeLink,
} from './Invitations'
import { Person } from './Person'
import { type ChosenCampaign, RoleFields } from './RoleFields'

export interface OrganisersPageProps {
  readonly organiser: Organiser
  readonly organisers: readonly ListedOrganiser[]
  readonly invitations: readonly ListedInvitation[]
  readonly campaigns: readonly ChosenCampaign[]
  readonly done: string | null
  readonly made: MadeInvitation | null
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

const address = '/organise/organisers'

/** Who organises, who is invited, and a way to invite one more. */
export function OrganisersPage(props: OrganisersPageProps) {
  const { organiser, organisers, invitations, campaigns, done, made, email, problems } = props
  return (
    <OrganisePage
      heading="Organisers"
      organiser={organiser}
      refused={Object.keys(problems).length > 0}
      before={<ErrorSummary problems={problems} places={{ email: 'email' }} elsewhere="email" wide />}
    >
      <Done done={done} words={{ cancelled: 'That link lets nobody in any more.' }} />
      {made ? <MadeLink {...made} /> : null}
      <ListOfOrganisers organisers={organisers} />
      <InvitationList address={address} invitations={invitations} />
      <InviteForm
        address={address}
        hint="For an organiser who has lost their key, invite the same address again."
        email={email}
        problem={problems.email}
        button="Make a link"
      >
        <RoleFields campaigns={campaigns} />
      </InviteForm>
    </OrganisePage>
  )
}

function ListOfOrganisers({ organisers }: Pick<OrganisersPageProps, 'organisers'>) {
  return (
    <ul className="rows people">
      {organisers.map(({ id, name, email, state, createdAt, roles }) => (
        <li key={id}>
          <Person name={<a href={`/organise/organisers/${id}`}>{name}</a>} state={state}>
            {email}, since {dayInWords(createdAt)}
          </Person>
          <p className="said-roles">{roles.length > 0 ? roles.join(', ') : 'no role'}</p>
        </li>
      ))}
    </ul>
  )
}
