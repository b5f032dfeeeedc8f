import { letter as letterMail } from '../../emails/letter'
import { editedCampaign } from '../domain/draft/draft'
import { shownDraft } from '../domain/draft/problems'
import { wholeLetter } from '../domain/letter/letter'
import { sampleLetters } from '../domain/letter/sample-letters'
import { ours, party } from './addressing'
import { addressed, type Composition, type OrganiserOccasion } from './composition'

/** A sample of the campaign's letters to the organiser who asked for it, as an office would get it: each time another. */
export async function composeTestLetter(occasion: OrganiserOccasion): Promise<Composition> {
  const { ports, sender, mail } = occasion
  const organiser = await ports.store.organiserById(mail.organiserId)
  const campaign = mail.campaignId === null ? null : await ports.store.campaignById(mail.campaignId)
  if (organiser?.state !== 'active' || !campaign) return { kind: 'cancel' }
  const { fields } = await editedCampaign(ports, campaign)
  const { text } = shownDraft(fields, campaign.text)
  const [sample] = sampleLetters(text, { count: 1, seed: mail.createdAt.getTime() }).letters
  if (!sample) return { kind: 'cancel' }
  const { name, email } = organiser
  const address = { address1: '1 Sample Street', address2: '', town: 'Sampleford' }
  const words = wholeLetter({ ...sample, address }, { name, postcode: 'ZZ1 1AA' }, 'Alex Sample')
  const officeUrl = `${ports.settings.publicOrigin}/organise/campaigns/${campaign.slug}/checklist`
  const writer = party(name, email)
  return addressed(
    occasion,
    { from: ours(name, sender), to: writer, replyTo: writer, by: 'person' },
    letterMail({ subject: sample.subject, words, name, officeUrl }),
  )
}
