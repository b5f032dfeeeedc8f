import type { NewCampaignForm } from '../domain/campaign/new-campaign'
import type { Organiser } from '../domain/organiser/organiser'
import { allows } from '../domain/organiser/role'
import type { Ports } from '../domain/ports'

/** The form as whoever comes finds it: with the organisation of the campaign to copy, or of the newest. */
export async function newCampaignPage({ store }: Ports, organiser: Organiser, from: string) {
  const campaigns = (await store.campaigns()).filter(({ id }) => allows(organiser.roles, 'edit', id))
  const like = campaigns.find(({ slug }) => slug === from) ?? campaigns[0]
  const form: NewCampaignForm = {
    title: '',
    slug: '',
    organisation: like?.text.organisation.name ?? '',
    contact: like?.text.organisation.contact ?? '',
    from: like?.slug === from ? from : '',
  }
  return { organiser, campaigns: campaigns.map(({ slug, text }) => ({ slug, title: text.title })), form }
}

export function newCampaignForm(sent: URLSearchParams): NewCampaignForm {
  const typed = (name: string) => (sent.get(name) ?? '').trim()
  return {
    title: typed('title'),
    slug: typed('slug'),
    organisation: typed('organisation'),
    contact: typed('contact'),
    from: typed('from'),
  }
}
