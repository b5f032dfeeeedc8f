import { type LetterReturnedProps, letterReturned } from '../../emails/letter-returned'
import { type HandLetter, mailtoLink } from '../domain/letter/by-hand'
import { type Letter, wholeLetter } from '../domain/letter/letter'
import { type WhyReturned, whyReturned } from '../domain/letter/mail'
import { lettersToReturn } from '../domain/letter/returned-letter'
import type { Seat } from '../domain/place/place'
import { addressees, missedOf, namesAsSent, unnamed } from '../domain/target/addressee'
import { whyReturnedWords } from '../domain/target/reader-words'
import { findTarget, type Reached } from '../domain/target/target'
import { whyUnreached } from '../domain/target/unreached'
import { type Composition, type Occasion, seatNow, textOf } from './composition'
import { greeting, letterOf, toOwner } from './owner-mail'

/** Gives a letter back to its writer, for the one of its targets that the mail is about. */
export async function composeLetterReturned(occasion: Occasion): Promise<Composition> {
  const { ports, signature, mail } = occasion
  const letter = await letterOf(occasion)
  const mails = letter ? await ports.store.letterMails(letter.id) : []
  const lost = mails.find(({ targetKey }) => targetKey === mail.targetKey)
  const why = lost && whyReturned(lost)
  if (!letter || !why || signature.state !== 'confirmed') return { kind: 'cancel' }
  const seat = await seatNow(occasion)
  if (seat === 'away') return { kind: 'later' }
  const reached = findTarget(await textOf(occasion, letter), lost.targetKey, seat)
  return toOwner(
    occasion,
    letterReturned({
      ...greeting(occasion),
      ended: ends[why],
      why: whyReturnedWords(why, namesAsSent([reached], { memberId: letter.memberId, state: lost.state })),
      ...(await whatToSend(occasion, letter, reached, seat)),
    }),
  )
}

const ends: Readonly<Record<WhyReturned, LetterReturnedProps['ended']>> = {
  'came-back': 'came-back',
  refused: 'could-not-be-sent',
  'not-reached': 'could-not-be-sent',
  'not-sent': 'was-not-sent',
}

/** The letter as it can be sent to whoever it would go to today. */
async function whatToSend(
  { ports, signature: { person } }: Occasion,
  { words }: Letter,
  reached: Reached,
  seat: Seat | null,
): Promise<Pick<LetterReturnedProps, 'letter' | 'way'>> {
  if (!words) return { letter: null, way: '' }
  const { subject } = words
  const [toSend] = lettersToReturn([reached], seat, words, person)
  if (toSend)
    return { letter: { subject, whole: toSend.whole }, way: { ...toSend, mailto: shortMailto(toSend) } }
  const [missed] = missedOf(addressees([reached], await ports.places.parliament()))
  return {
    letter: { subject, whole: wholeLetter(words, person, unnamed) },
    way: missed ? whyUnreached(missed, person.postcode) : '',
  }
}

/** Some programs cut a longer link, or open nothing. */
const mailtoAtMost = 2000

/** Opens a mail with the letter in it, or where that is too long for a link, without. */
function shortMailto(letter: HandLetter): string | null {
  const link = mailtoLink(letter)
  return link && link.length > mailtoAtMost ? mailtoLink({ ...letter, whole: '' }) : link
}
