import type { PublicCampaign } from '../../domain/campaign/public-campaign'
import { withOwnWords } from '../../domain/letter/own-words'
import type { ProblemCode } from '../../domain/problem'
import { type SignFields, singleFields } from '../../domain/signature/form'
import { Standstill } from '../campaign/Standstill'
import { HiddenFields } from '../form/HiddenFields'
import { Page } from '../page/Page'

export interface NotTakenPageProps {
  readonly code: ProblemCode
  readonly words: string
  readonly campaign: PublicCampaign
  readonly fields: SignFields
  /** Where the form was sent, and can be sent again. */
  readonly sentTo: 'sign' | 'letter'
}

const headings: Readonly<Partial<Record<ProblemCode, string>>> = {
  'not-open': 'Your signature was not taken',
  'too-many': 'Please wait a little',
  busy: 'We could not take it just now',
}

/** A form that was in order but could not be taken now: nothing was recorded, and nothing typed is lost. */
export function NotTakenPage({ code, words, campaign, fields, sentTo }: NotTakenPageProps) {
  const shut = code === 'not-open' && campaign.standing !== 'open'
  const kept = withOwnWords(fields.values.body, fields.values.own)
  const over = shut && campaign.standing === 'closed'
  return (
    <Page title={headings[code] ?? 'Not taken'}>
      <div className="column">
        <p className="eyebrow">
          <a href={`/campaigns/${campaign.slug}`}>{campaign.title}</a>
        </p>
        <h1>{headings[code] ?? 'Not taken'}</h1>
        <p className="lead">{shut ? '' : `${words} `}Nothing has been recorded, and nothing has been sent.</p>
        {shut ? <Standstill campaign={campaign} /> : null}
        {over ? null : <TryAgain action={`/campaigns/${campaign.slug}/${sentTo}`} fields={fields} />}
        {kept ? (
          <div className="field">
            <label htmlFor="kept">The letter you wrote, to keep</label>
            <textarea id="kept" readOnly rows={16} defaultValue={kept} />
          </div>
        ) : null}
      </div>
    </Page>
  )
}

/** Sends the same to the same place again. */
function TryAgain({ action, fields }: { readonly action: string; readonly fields: SignFields }) {
  const unshown = singleFields.filter(name => name !== 'website')
  return (
    <form method="post" action={action}>
      <HiddenFields fields={fields} keeps={unshown} principles />
      <p>What you typed is kept on this page. You can send it again from here.</p>
      <button type="submit" className="button primary">
        Try again
      </button>
    </form>
  )
}
