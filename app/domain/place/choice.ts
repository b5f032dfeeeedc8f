import { z } from 'zod'

const registers = ['postcodes.io', 'members-api', 'mapit'] as const

/** Public registers that can be asked. */
export type RegisterName = (typeof registers)[number]

/** Where places come from, as an operator chose it (`PLACES`). */
export interface PlacesChoice {
  /** Whether a postcode is looked up in what was imported from files, before any register. */
  readonly files: 'asked' | 'left-out'
  /** In the order they are asked. */
  readonly registers: readonly RegisterName[]
}

/** Words with commas between, such as `files,postcodes.io,members-api`. */
export const placesChoiceSchema = z.string().transform((typed, context): PlacesChoice => {
  const words = typed.split(',').map(word => word.trim())
  const wrong = wrongWith(words)
  if (wrong !== null) {
    context.addIssue(wrong)
    return z.NEVER
  }
  return {
    files: words.includes('files') ? 'asked' : 'left-out',
    registers: words.flatMap(word => registers.find(register => register === word) ?? []),
  }
})

function wrongWith(words: readonly string[]): string | null {
  const known: readonly string[] = ['files', ...registers]
  const unknown = words.find(word => !known.includes(word))
  if (unknown !== undefined)
    return `must be some of ${known.join(', ')}, not ${unknown === '' ? 'nothing' : unknown}`
  const twice = words.find((word, i) => words.indexOf(word) < i)
  if (twice !== undefined) return `names ${twice} twice`
  return words.indexOf('files') > 0
    ? 'must begin with files where it names them: they are looked into first'
    : null
}

/** Where a register is. Over plain HTTP only on this machine: postcodes go there. */
export const registerUrlSchema = z.string().transform((typed, context) => {
  const url = URL.canParse(typed) ? new URL(typed) : null
  if (url && isSafe(url) && !url.username && !url.password && !url.search && !url.hash)
    return url.href.replace(/\/$/, '')
  context.addIssue('must be an address such as https://api.example.org; http alone only on this machine')
  return z.NEVER
})

function isSafe({ protocol, hostname }: URL): boolean {
  const here = hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
  return protocol === 'https:' || (protocol === 'http:' && here)
}
