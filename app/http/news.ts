import type { Campaign } from '../domain/campaign/campaign'
import { publicCampaign } from '../domain/campaign/public-campaign'
import type { Ports } from '../domain/ports'
import { makeFormToken } from '../domain/signature/form-token'
import { type NewsFields, newsFields } from '../domain/update/subscriber'

/** The form that asks for updates, with a token of its own. */
export function newsPage(ports: Ports, campaign: Campaign) {
  const { slug, title, organisation, wording } = publicCampaign(campaign, 0, ports.now())
  return {
    campaign: { slug, title, organisation, wording },
    form: makeFormToken(ports.tokens, campaign, ports.now()),
  }
}

export function readNewsFields(form: URLSearchParams) {
  const fields = Object.fromEntries(newsFields.map(name => [name, form.get(name) ?? ''])) as NewsFields
  const honeypot = form.getAll('website').some(value => value !== '')
    ? ('filled' as const)
    : form.has('website')
      ? ('empty' as const)
      : ('missing' as const)
  return { fields, honeypot }
}
