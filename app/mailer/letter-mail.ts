import { letter as letterMail } from '../../emails/letter'
import type { CampaignText } from '../domain/campaign'
import { namesMember, textsOfSuggestion } from '../domain/former-member'
import { type Letter, type LetterWords, wholeLetter } from '../domain/letter'
import type { Seat } from '../domain/place'
import { roleSpokenTo } from '../domain/role-words'
import { findTarget, type Target } from '../domain/target'
import { ours, party } from './addressing'
import { addressed, type Composition, type Occasion, seatNow, textOf } from './composition'

/** A constituent's letter to whoever holds the seat today, under the target's own salutation. */
export async function composeLetterMail(occasion: Occasion): Promise<Composition> {
  const { ports, mail, signature } = occasion
  const { person } = signature
  const letter = mail.letterId && (await ports.store.letter(mail.letterId))
  if (signature.state !== 'confirmed' || letter === null) return { kind: 'cancel' }
  if (!letter.words || !mail.targetKey) return { kind: 'hold', why: 'cannot-compose' }
  const seat = await seatNow(occasion)
  if (seat === 'away') return { kind: 'later' }
  const text = await textOf(occasion, letter)
  const reached = findTarget(text, mail.targetKey, seat)
  if (!reached.target) return { kind: 'hold', why: reached.why }
  const { target } = reached
  if (await namesFormerMember(occasion, text, letter, letter.words, target, seat))
    return { kind: 'hold', why: 'names-former-member' }
  const { subject } = letter.words
  return toTarget(occasion, target, subject, wholeLetter(letter.words, person, target.salutation))
}

/** What a constituent writes to a target. @param words from the salutation to the address */
export function toTarget(occasion: Occasion, target: Target, subject: string, words: string): Composition {
  const { sender, signature } = occasion
  const { name, email } = signature.person
  const parties = {
    from: ours(name, sender),
    to: party(target.name, target.email),
    replyTo: party(name, email),
    by: 'person',
  } as const
  return addressed(occasion, parties, letterMail({ subject, words, name }))
}

/**
 * Whether words written to one member would now reach another and speak of the first, by name or in their office. Only the
 * first one's number is kept with the letter: the rest is read from who sat before.
 */
async function namesFormerMember(
  { ports: { store }, signature }: Occasion,
  text: CampaignText,
  { memberId }: Letter,
  words: LetterWords,
  target: Target,
  seat: Seat | null,
): Promise<boolean> {
  if (target.key !== 'mp' || memberId === null || memberId === target.memberId) return false
  const former = await store.member(memberId)
  if (!former) return false
  if (roleSpokenTo(text, former) !== 'member' && former.role !== seat?.member?.role) return true
  const writer = { name: signature.person.name, constituency: seat?.name ?? null }
  return namesMember(words, former, textsOfSuggestion(text, writer))
}
