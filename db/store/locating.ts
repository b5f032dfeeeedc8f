import { inArray, sql } from 'drizzle-orm'
import type { Store } from '../../app/domain/store'
import { together } from '../grouping'
import type { StoreParts } from './parts'

/** As many as one query has places for: what is left over is filled with null, which finds nothing. */
const postcodesAtOnce = 16

/**
 * Which constituency a postcode lies in. Each signature asks, and after each commit the reader has lost its pages: alone it
 * takes 6 µs, of which finding the row is 0.5 and the rest SQLite's locks. Those that ask in one turn are asked for together.
 */
export function locating({ database, tables }: StoreParts): Pick<Store, 'constituencyOfPostcode'> {
  const { postcode } = tables
  const names = Array.from({ length: postcodesAtOnce }, (_, place) => `wanted${place}`)
  const find = database.prepared('constituencies-of-postcodes', from =>
    from
      .select({ postcode: postcode.postcode, code: postcode.code })
      .from(postcode)
      .where(
        inArray(
          postcode.postcode,
          names.map(name => sql.placeholder(name)),
        ),
      ),
  )

  async function codesOf(wanted: readonly string[]): Promise<(string | null)[]> {
    const codes = new Map<string, string>()
    for (let start = 0; start < wanted.length; start += postcodesAtOnce) {
      const values: Record<string, string | null> = {}
      for (const [place, name] of names.entries()) values[name] = wanted[start + place] ?? null
      for (const row of await find(values)) codes.set(row.postcode, row.code)
    }
    return wanted.map(one => codes.get(one) ?? null)
  }

  const codesTogether = together(codesOf)
  return {
    async constituencyOfPostcode(wanted) {
      const [code] = await codesTogether([wanted])
      return code ?? null
    },
  }
}
