import { roleInWords } from '../domain/organiser/role-in-words'
import { aligned } from './aligned'
import type { Verb } from './verb'

export const organiserList: Verb = {
  words: 'organiser list',
  takes: [],
  does: 'Lists organisers, with what each may do',
  async prepare() {
    return async ({ store }, io) => {
      const slugs = new Map((await store.campaigns()).map(({ id, slug }) => [id, slug]))
      const rows = (await store.organisers()).map(({ email, name, state, roles }) => [
        email,
        name,
        state,
        roles.map(role => roleInWords(role, slugs)).join(', ') || 'no role',
      ])
      if (rows.length === 0) io.note('There is no organiser yet: organiser invite EMAIL --role owner')
      await io.out(aligned([['e-mail', 'name', 'state', 'may'], ...rows]))
    }
  },
}
