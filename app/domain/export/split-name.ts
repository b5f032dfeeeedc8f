export interface SplitName {
  readonly first: string
  readonly last: string
}

/**
 * A full name in the two parts that other people's tools ask for: its last word is the last name, whatever stands before it the
 * first, and a single word is a first name. No rule gets every name right (van der Berg, Nguyễn Thị Mai, Jones MBE), so the
 * name as it was given goes along, whole, in a column of its own.
 */
export function splitName(full: string): SplitName {
  const words = full.trim().split(/\s+/)
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''
  return { first: (last === '' ? words : words.slice(0, -1)).join(' '), last }
}
