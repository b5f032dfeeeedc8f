import type { PublicCampaign } from '../../domain/campaign/public-campaign'
import type { FieldProblems } from '../../domain/problem'
import type { SignFields } from '../../domain/signature/form'
import { Wrong } from '../form/ErrorSummary'

interface ConsentProps {
  readonly campaign: PublicCampaign
  readonly fields: SignFields
  readonly problems: FieldProblems
}

/** The law's two questions: may this be recorded, and may we write again? */
export function Consent({ campaign, fields, problems }: ConsentProps) {
  const { agree, updates } = fields.values
  return (
    <>
      <div className={problems.updates ? 'wrong' : undefined}>
        <fieldset>
          <legend>{campaign.wording.updates}</legend>
          <Wrong id="updates-error" words={problems.updates} />
          <div className="pair">
            <Answer value="yes" label="Yes, please" chosen={updates} problem={problems.updates} />
            <Answer value="no" label="No, thank you" chosen={updates} problem={problems.updates} />
          </div>
        </fieldset>
      </div>
      <div className={problems.agree ? 'agree wrong' : 'agree'}>
        <Wrong id="agree-error" words={problems.agree} />
        <div className="tick">
          <input
            type="checkbox"
            id="agree"
            name="agree"
            value="yes"
            defaultChecked={agree === 'yes'}
            aria-describedby={problems.agree ? 'agree-error' : undefined}
            aria-invalid={problems.agree ? true : undefined}
          />
          <label htmlFor="agree">{campaign.wording.consent}</label>
        </div>
      </div>
    </>
  )
}

/** The short notice, right above the button it belongs to. */
export function ShortNotice({ campaign }: { readonly campaign: PublicCampaign }) {
  return (
    <p className="notice">
      {campaign.wording.shortNotice}{' '}
      <a href={`/campaigns/${campaign.slug}/privacy`}>Read the whole privacy notice</a>.
    </p>
  )
}

interface AnswerProps {
  readonly value: 'yes' | 'no'
  readonly label: string
  readonly chosen: string
  readonly problem: string | undefined
}

function Answer({ value, label, chosen, problem }: AnswerProps) {
  return (
    <div className="tick">
      <input
        type="radio"
        id={`updates-${value}`}
        name="updates"
        value={value}
        defaultChecked={chosen === value}
        aria-describedby={problem ? 'updates-error' : undefined}
        aria-invalid={problem ? true : undefined}
      />
      <label htmlFor={`updates-${value}`}>{label}</label>
    </div>
  )
}
