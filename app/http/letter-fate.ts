import { type ShownFate, shownMails } from '../domain/letter/fate'
import type { Letter } from '../domain/letter/letter'
import { isForWriter, lettersToReturn, type ReturnedLetter } from '../domain/letter/returned-letter'
import type { Seat } from '../domain/place/place'
import type { Ports } from '../domain/ports'
import type { Person } from '../domain/signature/signature'
import type { Addressee } from '../domain/target/addressee'
import type { Reached } from '../domain/target/target'

/** A letter as its writer's own pages show it on its way; with what they need to send it where we do not. */
export type ShownLetterFate = ShownFate & { readonly toSend: readonly ReturnedLetter[] }

/** @param reached whom the letter goes to today, in the order of `addressees` */
export async function shownFate(
  { store, now }: Pick<Ports, 'store' | 'now'>,
  { letter, seat, person }: { readonly letter: Letter; readonly seat: Seat | null; readonly person: Person },
  reached: readonly Reached[],
  addressees: readonly Addressee[],
): Promise<ShownLetterFate> {
  const mails = await store.letterMails(letter.id)
  const theirs = reached.filter(({ key }) => mails.some(one => one.targetKey === key && isForWriter(one)))
  return {
    state: letter.state,
    addressees,
    mails: shownMails(reached, addressees, mails, now()),
    toSend: letter.words ? lettersToReturn(theirs, seat, letter.words, person) : [],
  }
}
