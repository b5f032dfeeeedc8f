/** A stretch of a credit line; one that names a licence leads to it. */
export interface CreditPart {
  readonly text: string
  readonly href: string | null
}

/** As credit lines name them. Each asks for a link to it where there can be one. */
const licences: readonly (readonly [named: RegExp, href: string])[] = [
  [
    /Open Government Licence(?: v\.?3(?:\.0)?)?/i,
    'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
  ],
  [
    /Open Parliament Licence(?: v\.?3(?:\.0)?)?/i,
    'https://www.parliament.uk/site-information/copyright-parliament/open-parliament-licence/',
  ],
  [
    /CC[ -]BY[ -]4\.0|Creative Commons Attribution 4\.0(?: International)?(?: Licence)?/i,
    'https://creativecommons.org/licenses/by/4.0/',
  ],
]

const address = /https:\/\/[^\s,;)]+/

/** A credit line in parts, so that the licences and addresses in it can be links; joined, they are the line. */
export function creditParts(line: string): readonly CreditPart[] {
  for (const [named, href] of [...licences, [address, null] as const]) {
    const found = named.exec(line)
    if (!found) continue
    const [text] = found
    const after = line.slice(found.index + text.length)
    return [...creditParts(line.slice(0, found.index)), { text, href: href ?? text }, ...creditParts(after)]
  }
  return line === '' ? [] : [{ text: line, href: null }]
}
