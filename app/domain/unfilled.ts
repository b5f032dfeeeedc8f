import { type DraftFields, fieldKind } from './draft-fields'
import type { FieldNote } from './draft-problems'

/** A place that a starter text leaves to be written: `[[what belongs here]]`. */
const place = /\[\[([^[\]]*)\]\]/

/** Fields in which something is left to be written, each with what belongs there. */
export function unfilledPlaces(fields: DraftFields): readonly FieldNote[] {
  return Object.entries(fields).flatMap(([field, words]) => {
    const kind = fieldKind(field)
    const [, wanted] = place.exec(words) ?? []
    return kind && wanted !== undefined
      ? [{ field, part: kind.part, words: `${kind.label} is not written yet: ${wanted}` }]
      : []
  })
}
