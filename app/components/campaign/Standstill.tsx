import { dayInWords } from '../../domain/calendar/day-in-words'
import type { PublicCampaign } from '../../domain/campaign/public-campaign'
import { figure } from '../figure/figures'
import { Markdown } from '../page/Markdown'
import { hasTally } from './Tally'

/** Stands where the form would: why the campaign cannot be signed now. */
export function Standstill({ campaign }: { readonly campaign: PublicCampaign }) {
  return (
    <section className="callout" id="sign" aria-labelledby="standstill-title">
      {campaign.standing === 'closed' ? (
        <>
          <h2 id="standstill-title">This campaign has closed</h2>
          <p>It takes no more signatures. Thank you to everyone who signed.</p>
        </>
      ) : campaign.standing === 'not-yet-open' ? (
        <>
          <h2 id="standstill-title">This campaign is not open yet</h2>
          <p>
            {campaign.opens
              ? `You can sign it from ${dayInWords(campaign.opens)}. Please come back then.`
              : 'Please come back soon.'}
          </p>
        </>
      ) : (
        <>
          <h2 id="standstill-title">This campaign is paused</h2>
          {campaign.paused ? <Markdown text={campaign.paused} headingsFrom={3} /> : null}
          <p>
            It takes no signatures at the moment. Those already given still count.
            {campaign.paused ? '' : ' Please come back later.'}
          </p>
        </>
      )}
    </section>
  )
}

/** First thing on the page of a closed campaign. */
export function WhatCameOfIt({ campaign }: { readonly campaign: PublicCampaign }) {
  return (
    <section className="callout outcome" aria-labelledby="outcome-title">
      <h2 id="outcome-title">What came of it</h2>
      {campaign.outcome ? (
        <Markdown text={campaign.outcome} headingsFrom={3} />
      ) : (
        <p>This campaign has closed. {campaign.organisation.name} has not yet written what came of it.</p>
      )}
      {hasTally(campaign) ? (
        <p>
          Final count: <strong>{figure(campaign.signatures)}</strong>
        </p>
      ) : null}
    </section>
  )
}
