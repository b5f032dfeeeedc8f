import { type PlacesStatus, placesStatus as readStatus } from '../domain/place-status'
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
      await io.out(options.json ? statusJson(status) : statusText(status))
    },
}

/** With the names that our public data has: `synced_at`. */
function statusJson(status: PlacesStatus): string {
  return `${JSON.stringify(status, withSnakes, 2)}\n`
}

function withSnakes(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const snaked = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [snaked(name), one]))
}
