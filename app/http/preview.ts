import type { HeadersFunction } from '@remix-run/node'
import { confirm } from '../../emails/confirm'
import type { Campaign, CampaignText } from '../domain/campaign/campaign'
import { publicCampaign } from '../domain/campaign/public-campaign'
import { editedCampaign } from '../domain/draft/draft'
import { shownDraft } from '../domain/draft/problems'
import { wholeLetter } from '../domain/letter/letter'
import { sampleLetters, usualSamples } from '../domain/letter/sample-letters'
import type { Ports } from '../domain/ports'
import { emptyFields } from '../domain/signature/form'
import { secret } from './headers'

/** A page as its readers will see it, framed by the editor alone, and with no form that can be sent. */
export const previewHeaders: HeadersFunction = () => framed("'self'")

/** The same for a mail, whose styles stand in it. */
export const previewMailHeaders = {
  ...framed("'unsafe-inline'"),
  'Content-Type': 'text/html; charset=utf-8',
}

function framed(styles: string) {
  return {
    ...secret,
    'Content-Security-Policy': `default-src 'none'; style-src ${styles}; img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'`,
  }
}

/** The draft as far as it can be shown, else what is published. */
async function previewedText(ports: Ports, campaign: Campaign): Promise<CampaignText> {
  const { fields } = await editedCampaign(ports, campaign)
  return shownDraft(fields, campaign.text).text
}

/** The campaign's page as it is while people can sign. */
export async function previewedPage(ports: Ports, campaign: Campaign) {
  const { opens: _opens, closes: _closes, ...text } = await previewedText(ports, campaign)
  const signatures = await ports.store.signatureCount(campaign.id)
  return {
    view: 'page' as const,
    page: {
      campaign: publicCampaign({ state: 'open', text }, signatures, ports.now()),
      fields: emptyFields(''),
      problems: {},
      dissolution: null,
      sentTo: 'letter' as const,
      updates: [],
      reportTo: ports.settings.reportTo,
      demo: null,
    },
  }
}

const lettersShown = 3

/** Letters of invented writers, and how alike a hundred of them are. */
export async function previewedLetters(ports: Ports, campaign: Campaign) {
  const text = await previewedText(ports, campaign)
  const { letters, median, overHalf, weakest } = sampleLetters(text, usualSamples)
  const named = text.target.find(one => one !== 'constituency-mp')
  const salutation = text.target.includes('constituency-mp') || !named ? 'Alex Sample' : named.salutation
  return {
    view: 'letter' as const,
    ...{ median, overHalf, weakest },
    letters: letters.slice(0, lettersShown).map(({ subject, body, principles }) => ({
      ...{ subject, principles },
      whole: wholeLetter({ subject, body, address: sampleAddress }, sampleWriter, salutation),
    })),
  }
}

const sampleWriter = { name: 'Robin Sample', postcode: 'ZZ1 1AA' }
const sampleAddress = { address1: '1 Sample Street', address2: '', town: 'Sampleford' }

/** The page of thanks of somebody who chose the first principle and wrote no letter. */
export async function previewedThanks(ports: Ports, campaign: Campaign) {
  const text = await previewedText(ports, campaign)
  return {
    view: 'thanks' as const,
    receipt: {
      campaign: {
        slug: campaign.slug,
        title: text.title,
        organisation: { name: text.organisation.name, contact: text.organisation.contact },
        links: text.links,
        thanks: text.thanks ?? '',
        address: `${ports.settings.publicOrigin}/campaigns/${campaign.slug}`,
      },
      state: 'confirmed' as const,
      number: (await ports.store.signatureCount(campaign.id)) + 1,
      name: sampleWriter.name,
      postcode: sampleWriter.postcode,
      updates: false,
      principles: text.principles.slice(0, 1).map(({ title }) => title),
      constituency: 'Sampleford',
      mp: 'Alex Sample',
      addressees: [],
      letter: null,
      choice: null,
      demo: false,
    },
  }
}

/** The mail that asks whoever signed to confirm. */
export async function previewedMail(ports: Ports, campaign: Campaign) {
  const { title, organisation } = await previewedText(ports, campaign)
  return confirm({
    name: sampleWriter.name,
    campaign: title,
    organisation: organisation.name,
    contact: organisation.contact,
    url: `${ports.settings.publicOrigin}/organise/campaigns/${campaign.slug}/preview`,
    letter: null,
  })
}
