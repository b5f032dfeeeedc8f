import type { Mail } from '../../emails/mail'
import { officeLink } from '../../emails/office-link'
import { makeChoiceToken } from '../domain/office/choice'
import { ours, party } from './addressing'
import { addressed, type Composition, type OfficeOccasion } from './composition'

/** A link for whoever reads the office's own mail. */
export async function composeOfficeLink(occasion: OfficeOccasion): Promise<Composition> {
  const { ports, office, date } = occasion
  const token = makeChoiceToken(ports.tokens, office, date)
  return toOffice(occasion, officeLink({ url: `${ports.settings.publicOrigin}/office/choose/${token}` }))
}

/** @param name of whom the letters are to, where they are all to one */
export function toOffice(occasion: OfficeOccasion, rendered: Mail, name = ''): Composition {
  const { sender, office } = occasion
  const from = ours(sender.mailFrom.name, sender)
  return addressed(
    occasion,
    { from, to: party(name, office.address), replyTo: null, by: 'program' },
    rendered,
  )
}
