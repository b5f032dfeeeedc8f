import type { Seat } from '../place/place'
import { envelopeTo } from '../target/envelope'
import type { Reached } from '../target/target'
import { type HandLetter, lettersByHand, mailtoLink } from './by-hand'
import type { LetterWords } from './letter'
import { type LetterMail, whyReturned } from './mail'

/** A letter that we do not send, for its writer to send to one of its readers by mail or on paper. */
export interface ReturnedLetter extends HandLetter {
  /** Opens it in a mail program. */
  readonly mailto: string | null
  /** What stands on an envelope; null where no postal address is known. */
  readonly envelope: string | null
}

/** Whether a letter is its writer's to send: it did not get there, or waits for as long as an office likes. */
export function isForWriter(mail: Pick<LetterMail, 'state' | 'holdReason' | 'cameBack'>): boolean {
  return whyReturned(mail) !== null || (mail.state === 'held' && mail.holdReason === 'office-paused')
}

/** The letter to each who can be written to now, for its writer. @param seat theirs; its member can be written to on paper */
export function lettersToReturn(
  reached: readonly Reached[],
  seat: Seat | null,
  words: LetterWords,
  writer: { readonly name: string; readonly postcode: string },
): readonly ReturnedLetter[] {
  return reached.flatMap(one =>
    lettersByHand([one], words, writer).map(letter => ({
      ...letter,
      mailto: mailtoLink(letter),
      envelope: one.key === 'mp' && seat?.member ? envelopeTo(seat.member.fullTitle) : null,
    })),
  )
}
