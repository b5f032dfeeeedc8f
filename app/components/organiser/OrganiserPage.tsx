import type { Organiser } from '../../domain/organiser/organiser'
import type { FieldProblems } from '../../domain/problem'
import { ErrorSummary } from '../form/ErrorSummary'
import { Done } from '../page/Done'
import { OrganisePage } from '../page/OrganisePage'
import { MadeConnections, type MadeConnectionsProps } from './MadeConnections'
import { type ChosenCampaign, RoleFields } from './RoleFields'

export interface OrganiserPageProps {
  readonly organiser: Organiser
  readonly address: string
  readonly whose: {
    readonly name: string
    readonly email: string
    readonly state: 'active' | 'disabled'
    readonly roles: readonly { readonly campaignId: number; readonly words: string }[]
  }
  readonly made: MadeConnectionsProps
  readonly campaigns: readonly ChosenCampaign[]
  readonly done: string | null
  readonly problems: FieldProblems
}

const doneWords = {
  set: 'Their roles are changed. They sign in again.',
  disabled:
    'They are let in no more, nor is anybody by a link that they made. Tokens that they made fetch nothing any more.',
}

/** What one organiser may do, and ways to change it. */
export function OrganiserPage(props: OrganiserPageProps) {
  const { organiser, address, whose, made, campaigns, done, problems } = props
  return (
    <OrganisePage
      heading={whose.name}
      organiser={organiser}
      refused={Object.keys(problems).length > 0}
      before={<ErrorSummary problems={problems} places={{}} elsewhere="roles" wide />}
    >
      <p className="lead">
        {whose.email}
        {whose.state === 'disabled' ? ', disabled' : ''}
      </p>
      <Done done={done} words={doneWords} />
      <div className="account">
        <section aria-labelledby="roles">
          <h2 id="roles">Roles</h2>
          {whose.roles.length > 0 ? (
            <ul className="rows">
              {whose.roles.map(({ campaignId, words }) => (
                <li key={campaignId}>
                  <p className="said-roles">{words}</p>
                  <form method="post" action={address}>
                    <input type="hidden" name="step" value="take" />
                    <input type="hidden" name="campaign" value={campaignId} />
                    <button type="submit" className="button small" aria-label={`Take it: ${words}`}>
                      Take it
                    </button>
                  </form>
                </li>
              ))}
            </ul>
          ) : (
            <p>None: they may sign in, and see nothing.</p>
          )}
          <form method="post" action={address} className="sheet narrow">
            <input type="hidden" name="step" value="give" />
            <h3>Give a role</h3>
            <RoleFields campaigns={campaigns} />
            <button type="submit" className="button primary">
              Give it
            </button>
            <p className="hint">
              One role for each campaign: a new one takes the place of another. They sign in again then.
            </p>
          </form>
        </section>
        <section aria-labelledby="disable">
          <h2 id="disable">Let them in no more</h2>
          {whose.state === 'active' ? (
            <p>{whose.name} is signed out everywhere at once. A new invitation brings them back.</p>
          ) : (
            <p>They cannot sign in. To bring them back, invite the same address again.</p>
          )}
          <MadeConnections {...made} />
          {whose.state === 'active' ? <Disable address={address} name={whose.name} /> : null}
        </section>
      </div>
      <p>
        <a href="/organise/organisers">All organisers</a>
      </p>
    </OrganisePage>
  )
}

function Disable({ address, name }: { readonly address: string; readonly name: string }) {
  return (
    <form method="post" action={address}>
      <input type="hidden" name="step" value="disable" />
      <button type="submit" className="button danger">
        Disable {name}
      </button>
    </form>
  )
}
