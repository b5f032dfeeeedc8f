import type { TokenFields } from '../../domain/connection/form'
import type { FieldProblems } from '../../domain/problem'
import { Field } from '../form/Field'
import { RadioList } from '../form/RadioList'
import { CampaignSelect } from './CampaignSelect'
import type { ShownConnections } from './ConnectionsPage'
import { scopeWords } from './connection-words'

interface TokenFormProps {
  readonly campaigns: ShownConnections['campaigns']
  readonly refused: { readonly problems: FieldProblems; readonly fields: TokenFields } | null
}

export function TokenForm({ campaigns, refused }: TokenFormProps) {
  const problems = refused?.problems ?? {}
  const { name = '', scope = '', campaign = '', days = '365' } = refused?.fields ?? {}
  return (
    <details open={refused !== null}>
      <summary>Make a token</summary>
      <form method="post" noValidate>
        <Field
          name="name"
          label="Name"
          autoComplete="off"
          hint="The program that will use it, such as “the wall display in the office”"
          value={name}
          problem={problems.name}
        />
        <RadioList
          name="scope"
          legend="It may fetch"
          words={scopeWords}
          chosen={scope}
          problem={problems.scope}
        />
        <CampaignSelect
          id="token-campaign"
          campaigns={campaigns}
          chosen={campaign}
          problem={problems.campaign}
        />
        <Field
          name="days"
          label="Days until it ends"
          inputMode="numeric"
          autoComplete="off"
          hint="Leave it empty for a token without an end"
          value={days}
          problem={problems.days}
        />
        <button type="submit" className="button" name="intent" value="make-token">
          Make the token
        </button>
      </form>
    </details>
  )
}
