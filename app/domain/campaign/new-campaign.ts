import { z } from 'zod'
import { replaceDraft, seenAs } from '../draft/draft'
import { fieldsOf } from '../draft/text'
import type { Organiser } from '../organiser/organiser'
import { askedRegisters } from '../place/source'
import type { Ports } from '../ports'
import { consentWording } from '../privacy/privacy'
import { Problem } from '../problem'
import { addressSchema } from '../signature/mailbox'
import { suggestedSlug } from '../slug'
import { checkFields, titleSchema } from '../text/typed-text'
import type { Campaign, CampaignText } from './campaign'
import { slugSchema } from './principle'
import { starterCampaign } from './starter-campaign'

/** What the form for a new campaign asks. */
export interface NewCampaignForm {
  readonly title: string
  /** '' for one that is made of the title. */
  readonly slug: string
  readonly organisation: string
  readonly contact: string
  /** The slug of the campaign that is copied; '' for a starter text. */
  readonly from: string
}

const formSchema = z.object({
  title: titleSchema(200),
  slug: slugSchema.refine(slug => slug !== 'new', 'must not be “new”: that is the address of this page'),
  organisation: titleSchema(200),
  contact: addressSchema('must be an e-mail address such as name@example.org'),
})

const labels: Readonly<Record<string, string>> = {
  title: 'Title',
  slug: 'Address',
  organisation: 'Name of the organisation',
  contact: 'E-mail address for questions',
}

/**
 * Begins a campaign, as a draft that nobody sees yet, with a text that shows how one is written or with another's.
 * @throws Problem `invalid` by the fields of the form
 */
export async function beginCampaign(
  ports: Ports,
  form: NewCampaignForm,
  by: Pick<Organiser, 'id'>,
): Promise<Campaign> {
  const wrong: Record<string, string> = {}
  const typed = checkFields(formSchema, { ...form, slug: form.slug || suggestedSlug(form.title) }, wrong)
  if (!typed) throw new Problem('invalid', 'Check what you typed.', labelled(wrong))
  const { title, slug, organisation: name, contact } = typed
  const copied = form.from ? await ports.store.campaign(form.from) : null
  if (form.from && !copied) throw new Problem('invalid', 'There is no such campaign.', { from: 'Choose one' })
  const organisation = { ...copied?.text.organisation, name, contact }
  const text = copied
    ? copyOf(copied.text, { slug, title, organisation })
    : starterCampaign({ slug, title, organisation })
  const campaign = await createCampaign(ports, text, by)
  if (!copied) await replaceDraft(ports, campaign, withoutSlugs(text), seenAs(null), by)
  return campaign
}

/** @throws Problem `invalid` where the slug is another campaign's */
export async function createCampaign(
  ports: Ports,
  text: CampaignText,
  by: Pick<Organiser, 'id'>,
): Promise<Campaign> {
  const wording = consentWording(text, await askedRegisters(ports))
  const campaign = await ports.store.createCampaign(text, wording, by, ports.now())
  if (campaign !== 'slug-taken') return campaign
  const words = `Another campaign has the address ${text.slug} already: choose another`
  throw new Problem('invalid', words, { slug: words })
}

/** What came of the other, its pause and its dates are its own. */
function copyOf(
  { opens: _opens, closes: _closes, outcome: _outcome, paused: _paused, ...text }: CampaignText,
  beginning: Pick<CampaignText, 'slug' | 'title' | 'organisation'>,
): CampaignText {
  return { ...text, ...beginning, outcome: '' }
}

/** The short names of principles are made of their titles once these are written. */
function withoutSlugs(text: CampaignText) {
  const fields = Object.entries(fieldsOf(text))
  return Object.fromEntries(
    fields.map(([name, value]) => [name, /^principles\.\d+\.slug$/.test(name) ? '' : value]),
  )
}

function labelled(wrong: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(wrong).map(([field, words]) => [field, `${labels[field] ?? field} ${plain(words)}`]),
  )
}

/** zod's own words for an empty field say what it counted. */
function plain(words: string): string {
  return /^Too small/.test(words) ? 'is required' : words
}
