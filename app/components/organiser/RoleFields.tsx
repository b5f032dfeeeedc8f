import { type Role, roleMeanings, roles } from '../../domain/organiser/role'

export interface ChosenCampaign {
  readonly id: number
  readonly title: string
}

interface RoleFieldsProps {
  readonly campaigns: readonly ChosenCampaign[]
}

/** Which role, and where. */
export function RoleFields({ campaigns }: RoleFieldsProps) {
  return (
    <>
      <RoleChoices />
      <div className="field">
        <label htmlFor="campaign">Where</label>
        <select id="campaign" name="campaign" defaultValue="0">
          <option value="0">Every campaign, those to come too</option>
          {campaigns.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </div>
    </>
  )
}

/** Which role, where it is clear for what. */
export function RoleChoices() {
  return (
    <fieldset className="roles">
      <legend>As</legend>
      {[...roles].reverse().map(role => (
        <RoleChoice key={role} role={role} />
      ))}
    </fieldset>
  )
}

function RoleChoice({ role }: { readonly role: Role }) {
  return (
    <div className="tick">
      <input type="radio" id={`role-${role}`} name="role" value={role} defaultChecked={role === 'viewer'} />
      <label htmlFor={`role-${role}`}>
        <b>{role[0]?.toUpperCase() + role.slice(1)}</b>: {roleMeanings[role].toLowerCase()}
      </label>
    </div>
  )
}
