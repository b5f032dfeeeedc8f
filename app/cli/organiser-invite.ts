import { campaignNamed } from '../domain/campaign/publish'
import { inviteOrganiser } from '../domain/organiser/invite'
import { roles } from '../domain/organiser/role'
import { oneOf, type Verb } from './verb'

export const organiserInvite: Verb = {
  words: 'organiser invite',
  takes: ['EMAIL'],
  options: {
    role: { shown: `--role ${roles.join('|')}`, required: true },
    campaign: { shown: '--campaign SLUG', required: false },
  },
  does: 'Prints a link by which somebody becomes an organiser, of every campaign or of one',
  more: 'The link works once, within seven days, in the first browser that begins with it. The first owner comes in by it; so does an\norganiser who has lost their key, and then sets up anew how they sign in.',
  async prepare({ given: [email = ''], options }) {
    const role = oneOf('--role', roles, options.role)
    return async (ports, io) => {
      const campaignId = options.campaign ? (await campaignNamed(ports, options.campaign)).id : 0
      const { url } = await inviteOrganiser(ports, email, { role, campaignId }, { id: null })
      await io.out(`${url}\n`)
      io.note('Give it to them by a way that only they read: it cannot be shown again.')
    }
  },
}
