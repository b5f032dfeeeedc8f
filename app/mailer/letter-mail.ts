import type { CampaignText } from '../domain/campaign/campaign'
import { namesMember, textsOfSuggestion } from '../domain/letter/former-member'
import { type Letter, type LetterWords, wholeLetter } from '../domain/letter/letter'
import type { Seat } from '../domain/place/place'
import { roleSpokenTo } from '../domain/target/role-words'
import { findTarget, type Target } from '../domain/target/target'
import { type Composition, type Occasion, seatNow, textOf } from './composition'
import { toTarget } from './target-letter'

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
  return toTarget(occasion, target, {
    text,
    subject: letter.words.subject,
    words: wholeLetter(letter.words, person, target.salutation),
    writtenAt: letter.queuedAt ?? letter.writtenAt,
    memberId: target.memberId === letter.memberId ? null : target.memberId,
  })
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
