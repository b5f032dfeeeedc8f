import { placesStatus as readStatus } from '../domain/place/status'
import { jsonText } from './json-text'
import { statusText } from './places-text'
import type { Verb } from './verb'

export const placesStatus: Verb = {
  words: 'places status',
  takes: [],
  options: { json: { shown: '--json', required: false, takes: 'nothing' } },
  does: 'Says what is known of constituencies, members and postcodes, whence and of when, and what is missing',
  more: '--json prints all of it for a program. The page /organise/places shows the same; see docs/operators.md.',
  prepare:
    async ({ options }) =>
    async (ports, io) => {
      const status = await readStatus(ports)
      await io.out(options.json ? jsonText(status) : statusText(status))
    },
}
