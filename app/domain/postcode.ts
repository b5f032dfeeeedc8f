import { parse } from 'postcode'

/** A full UK postcode in its usual form: upper case, one space. */
export interface Postcode {
  readonly full: string
  readonly outward: string
}

/** Reads a postcode in any case, spacing or punctuation; null where it cannot be one. */
export function readPostcode(typed: string): Postcode | null {
  const bare = typed.normalize('NFKC').replace(/[^a-z0-9]/gi, '')
  if (bare.length < 5 || bare.length > 7) return null
  const answer = parse(bare)
  return answer.valid ? { full: answer.postcode, outward: answer.outcode } : null
}
