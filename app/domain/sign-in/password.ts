import type { Ports } from '../ports'
import { mailDomain } from '../signature/mailbox'

/** NIST SP 800-63B-4, 3.1.1.2: length is what counts, and no rule says which characters. */
const shortest = 8
const longest = 128

/**
 * What is wrong with a new password, in words for whoever chose it; null where nothing is. What anybody would guess first is
 * refused: what many people chose, and hardly more than their own name, address, site or organisation.
 */
export async function passwordProblem(
  { proving, store, settings }: Pick<Ports, 'proving' | 'store' | 'settings'>,
  password: string,
  { name, email }: { readonly name: string; readonly email: string },
): Promise<string | null> {
  const characters = [...password].length
  if (characters < shortest)
    return `Choose a password of at least ${shortest} characters; 15 or more is better`
  if (characters > longest) return `Your password must be ${longest} characters or fewer`
  if (await proving.isCommon(password))
    return 'Many people have chosen this password, and it is guessed first. Three or four words that do not belong together make a good one'
  const organisations = (await store.campaigns()).map(({ text }) => text.organisation.name)
  const host = new URL(settings.publicOrigin).hostname
  const guessable = [
    name,
    email,
    email.split('@')[0] ?? '',
    mailDomain(email),
    host,
    'undersigned',
    ...organisations,
  ]
  return isMostly(password, guessable)
    ? 'That is hardly more than your name, your address or your organisation. Please choose something nobody would try'
    : null
}

/** Whether little is left once every word that somebody would try is taken out of it. */
function isMostly(password: string, words: readonly string[]): boolean {
  const parts = words.flatMap(word => [word, ...word.split(/[^\p{L}\p{N}]+/u)]).map(folded)
  const longestFirst = parts.filter(part => part.length > 2).sort((one, other) => other.length - one.length)
  const left = longestFirst.reduce((rest, part) => rest.replaceAll(part, ''), folded(password))
  return left.length < shortest && left.length < folded(password).length
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
