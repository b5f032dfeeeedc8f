import { accessScopes, createAccessToken } from '../domain/connection/token'
import { oneOf, type Verb } from './verb'

export const tokenCreate: Verb = {
  words: 'token create',
  takes: [],
  options: { scope: { shown: `--scope ${accessScopes.join('|')}`, required: true } },
  does: 'Makes a bearer token for exports over HTTP and prints it, this once',
  more: 'export fetches counts, by-day and by-principle; export-personal fetches everything, with names and addresses.\nUse it as: curl -H "Authorization: Bearer TOKEN" …/organise/campaigns/SLUG/exports/counts.csv',
  async prepare({ options }) {
    const scope = oneOf('--scope', accessScopes, options.scope)
    return async (ports, io) => {
      await io.out(`${await createAccessToken(ports, scope)}\n`)
      io.note('Keep it safe: it cannot be shown again.')
    }
  },
}
