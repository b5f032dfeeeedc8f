import { connectionsOf } from '../domain/connection/form'
import { tokenMark } from '../domain/connection/token'
import { disableOrganiser } from '../domain/organiser/set-role'
import { unchanged } from '../domain/problem'
import { canonicalMailbox } from '../domain/signature/mailbox'
import type { Verb } from './verb'

export const organiserDisable: Verb = {
  words: 'organiser disable',
  takes: ['EMAIL'],
  does: 'Lets an organiser in no more, and signs them out everywhere',
  more: 'A new invitation brings them back, but not the tokens that they made. The last owner of everything stays.',
  async prepare({ given: [email = ''] }) {
    return async (ports, io) => {
      const whose = await ports.store.organiserByMailbox(canonicalMailbox(email))
      if (!whose) throw unchanged(`There is no organiser ${email}.`)
      const { tokens, webhooks } = await connectionsOf(ports, whose.id)
      const done = await disableOrganiser(ports, whose.id, { id: null })
      if (done === 'already') return io.note(`${email} was disabled before.`)
      io.note(`${email} is let in no more.`)
      for (const { hash, name } of tokens)
        io.note(`Their token ${name} (${tokenMark(hash)}) fetches nothing any more.`)
      for (const { url } of webhooks) io.note(`The webhook at ${new URL(url).host} goes on.`)
    }
  },
}
