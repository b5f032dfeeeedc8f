import type { RoleHolder } from '../../domain/organiser/campaign-organisers'
import type { FieldProblems } from '../../domain/problem'
import { ErrorSummary } from '../form/ErrorSummary'
import { Done } from '../page/Done'
import { OrganisePage } from '../page/OrganisePage'
import type { Desk } from '../signature/SignaturesPage'
import {
  InvitationList,
  InviteForm,
  type ListedInvitation,
  type MadeInvitation,
  MadeLink,
} from './Invitations'
import { Person } from './Person'
import { RoleChoices } from './RoleFields'

interface CampaignOrganisersPageProps {
  readonly desk: Desk
  readonly here: readonly RoleHolder[]
  readonly everywhere: readonly Pick<RoleHolder, 'id' | 'name' | 'role'>[]
  readonly invitations: readonly ListedInvitation[]
  readonly done: string | null
  readonly made: MadeInvitation | null
  readonly email: string
  readonly problems: FieldProblems
}

const doneWords = {
  cancelled: 'That link lets nobody in any more.',
  given: 'They organise here already, and have the role from now on. They sign in again.',
  taken: 'They have no role for this campaign any more.',
}

/** Who may come in to one campaign, for those who own it. */
export function CampaignOrganisersPage(props: CampaignOrganisersPageProps) {
  const { desk, here, everywhere, invitations, done, made, email, problems } = props
  const address = `/organise/campaigns/${desk.campaign.slug}/organisers`
  return (
    <OrganisePage
      heading="Its organisers"
      {...desk}
      refused={Object.keys(problems).length > 0}
      before={
        <ErrorSummary problems={problems} places={{ email: 'email', role: 'here' }} elsewhere="email" wide />
      }
    >
      <Done done={done} words={doneWords} />
      {made ? <MadeLink {...made} /> : null}
      <section aria-labelledby="here">
        <h2 id="here">For this campaign</h2>
        {here.length > 0 ? <Here address={address} here={here} /> : <p>Nobody for this campaign alone.</p>}
      </section>
      <section aria-labelledby="everywhere">
        <h2 id="everywhere">For every campaign</h2>
        <ul>
          {everywhere.map(({ id, name, role }) => (
            <li key={id}>
              {name}, {role}
            </li>
          ))}
        </ul>
        <p className="hint">What they may do is settled under Organisers, by owners of every campaign.</p>
      </section>
      <InvitationList address={address} invitations={invitations} />
      <InviteForm
        address={address}
        hint="Whoever organises already gets the role at once, in the place of the one they have here; anybody else comes in by a link."
        email={email}
        problem={problems.email}
        button="Invite them"
      >
        <RoleChoices />
      </InviteForm>
    </OrganisePage>
  )
}

function Here({ address, here }: Pick<CampaignOrganisersPageProps, 'here'> & { readonly address: string }) {
  return (
    <ul className="rows people">
      {here.map(({ id, name, email, state, role }) => (
        <li key={id}>
          <Person name={name} state={state}>
            {email}, {role}
          </Person>
          <form method="post" action={address}>
            <input type="hidden" name="step" value="take" />
            <input type="hidden" name="of" value={id} />
            <button type="submit" className="button small" aria-label={`Take the role: ${name}, ${role}`}>
              Take the role
            </button>
          </form>
        </li>
      ))}
    </ul>
  )
}
