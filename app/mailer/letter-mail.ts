import { letter as letterMail } from '../../emails/letter'
import { blanksIn } from '../domain/blanks'
import type { CampaignText } from '../domain/campaign'
import { type Letter, type LetterWords, wholeLetter } from '../domain/letter'
import { foldName } from '../domain/place-name'
import type { Ports } from '../domain/ports'
import { findTarget, type Target } from '../domain/target'
import { ours, party } from './addressing'
import { addressed, type Composition, type Occasion, seatNow, textOf } from './composition'

/** A constituent's letter to whoever holds the seat today, under the target's own salutation. */
export async function composeLetterMail(occasion: Occasion): Promise<Composition> {
  const { ports, sender, mail, signature } = occasion
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
  if (await namesFormerMember(ports, text, letter, letter.words, target))
    return { kind: 'hold', why: 'names-former-member' }
  return addressed(
    occasion,
    {
      from: ours(person.name, sender),
      to: party(target.name, target.email),
      replyTo: party(person.name, person.email),
      by: 'person',
    },
    letterMail({
      subject: letter.words.subject,
      words: wholeLetter(letter.words, person, target.salutation),
      name: person.name,
    }),
  )
}

/**
 * Whether words written to one member would now reach another and may name the first. Only the first one's number is
 * kept: their name is in the words wherever the campaign's text has `{{mp}}`, and else only if the writer put it there.
 */
async function namesFormerMember(
  { store }: Ports,
  { letter, principles }: CampaignText,
  { memberId }: Letter,
  { subject, body }: LetterWords,
  target: Target,
): Promise<boolean> {
  if (target.key !== 'mp' || memberId === null || memberId === target.memberId) return false
  if (blanksIn(JSON.stringify([letter, principles])).includes('mp')) return true
  const former = await store.member(memberId)
  // Only to find a name, never to write one: an apostrophe or an accent is typed otherwise than a register writes it.
  const surname = former && foldName(former.name).split(' ').at(-1)
  return Boolean(surname) && ` ${foldName(`${subject} ${body}`)}`.includes(` ${surname}`)
}
