import { canonicalMailbox } from '../domain/mailbox'
import { disableOrganiser } from '../domain/organiser-roles'
import { unchanged } from '../domain/problem'
import type { Verb } from './verb'

export const organiserDisable: Verb = {
  words: 'organiser disable',
  takes: ['EMAIL'],
  does: 'Lets an organiser in no more, and signs them out everywhere',
  more: 'A new invitation brings them back. The last owner of everything stays.',
  async prepare({ given: [email = ''] }) {
    return async (ports, io) => {
      const whose = await ports.store.organiserByMailbox(canonicalMailbox(email))
      if (!whose) throw unchanged(`There is no organiser ${email}.`)
      const done = await disableOrganiser(ports, whose.id, { id: null })
      io.note(done === 'disabled' ? `${email} is let in no more.` : `${email} was disabled before.`)
    }
  },
}
