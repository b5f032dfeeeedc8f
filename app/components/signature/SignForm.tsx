import type { SingleField } from '../../domain/signature/form'
import { noMps } from '../../domain/target/unreached'
import type { CampaignPageProps } from '../campaign/CampaignPage'
import { DemoPanel } from '../campaign/DemoPanel'
import { PrincipleChoice } from '../campaign/PrincipleChoice'
import { EnterKey } from '../form/EnterKey'
import { Wrong } from '../form/ErrorSummary'
import { HiddenFields } from '../form/HiddenFields'
import { Markdown } from '../page/Markdown'
import { Consent, ShortNotice } from './Consent'
import { WhoYouAre } from './WhoYouAre'

/** Typed on the letter's page, where this form may be shown again instead. */
const carried: readonly SingleField[] = [
  'form',
  'source',
  'constituency',
  'subject',
  'body',
  'address1',
  'address2',
  'town',
  'own',
  'suggested',
]

/** Principles, conclusion, details and consent, in the order they are read. */
export function SignForm({ campaign, fields, problems, sentTo, dissolution, demo }: CampaignPageProps) {
  const address = `/campaigns/${campaign.slug}`
  // The words of a letter are seen again before it is sent.
  const again = `${address}/${fields.values.letter === 'yes' ? 'letter' : sentTo}`
  return (
    <form method="post" action={`${address}/sign`} noValidate className="sign-form">
      {problems.postcode ? <EnterKey to={`${address}/letter`} /> : null}
      <HiddenFields fields={fields} keeps={carried} />
      <PrincipleChoice
        principles={campaign.principles}
        chosen={fields.principles}
        problem={problems.principle}
      />
      {campaign.conclusion ? (
        <div className="conclusion">
          <Markdown text={campaign.conclusion} />
        </div>
      ) : null}
      <section className="sheet" id="sign" aria-labelledby="sign-title">
        <p className="eyebrow">We, the undersigned</p>
        <h2 id="sign-title">Add your name</h2>
        {dissolution ? (
          <div className="callout">
            <p>
              {noMps(dissolution.election)} Your name counts all the same. A letter to your MP can be written
              now: it waits until then, and goes to your new MP under their own name.
            </p>
          </div>
        ) : null}
        {demo ? <DemoPanel postcodes={demo.postcodes} /> : null}
        <WhoYouAre fields={fields} problems={problems} again={again} />
        <Consent campaign={campaign} fields={fields} problems={problems} />
        <ShortNotice campaign={campaign} />
        <div className={problems.form ? 'send wrong' : 'send'} id="send" tabIndex={-1}>
          <Wrong id="form-error" words={problems.form} />
          <button type="submit" className="button primary" formAction={`${address}/letter`}>
            Write to {campaign.writesTo}
          </button>
          <p className="hint">
            You will see your letter next, and may change every word. Nothing is sent yet.
          </p>
          <button type="submit" className="button quiet">
            Sign without a letter
          </button>
        </div>
      </section>
    </form>
  )
}
