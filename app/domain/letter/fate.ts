import type { HoldReason, Place } from '../outbox/outbox'
import type { Addressee } from '../target/addressee'
import { inSentence, mailSystemOf, officeOf, readersNamed, whyReturnedWords } from '../target/reader-words'
import type { Reached } from '../target/target'
import type { LetterState } from './letter'
import { type LetterMail, whyReturned } from './mail'

/** A letter as its writer may see it on its way. */
export interface ShownFate {
  readonly state: LetterState
  readonly addressees: readonly Addressee[]
  /** None before it is confirmed. */
  readonly mails: readonly ShownMail[]
}

/** How far it is with one of those it goes to. */
export type ShownMail = Omit<LetterMail, 'targetKey' | 'dueAt'> & {
  readonly to: Addressee
  /** Whether it is ready and goes only later: its campaign's letters go in the hours of offices. */
  readonly forHours: boolean
}

/** What is told of those with whom it has come equally far. */
export interface ToldFate {
  /** By name; null where nothing else is told of anybody. */
  readonly to: string | null
  readonly words: string
}

/** @param reached whom the letter goes to, in the order of `addressees` */
export function shownMails(
  reached: readonly Reached[],
  addressees: readonly Addressee[],
  mails: readonly LetterMail[],
  at: Date,
): readonly ShownMail[] {
  return reached.flatMap(({ key }, index) => {
    const to = addressees[index]
    const mail = mails.find(({ targetKey }) => targetKey === key)
    if (!mail || !to) return []
    const { state, holdReason, place, cameBack, dueAt } = mail
    const forHours = state === 'queued' && dueAt !== null && dueAt > at
    return [{ state, holdReason, place, cameBack, forHours, to }]
  })
}

/** Whether a letter waits until its writer has looked at it again. */
export function waitsForWriter(mails: readonly Pick<LetterMail, 'state' | 'holdReason'>[]): boolean {
  return mails.some(({ state, holdReason }) => state === 'held' && holdReason === 'names-former-member')
}

/** Where a letter is, in words that promise no more than is known. */
export function tellFate({ state, addressees, mails }: ShownFate): readonly ToldFate[] {
  const groups = togetherSoFar(mails)
  if (groups.length === 0)
    return [
      {
        to: null,
        words: wordsOf(
          { state, holdReason: null, place: null, cameBack: false, forHours: false },
          addressees,
        ),
      },
    ]
  return groups.map(({ mail, readers }) => ({
    to: groups.length > 1 ? readersNamed(readers.map(calledBy)) : null,
    words: wordsOf(mail, readers),
  }))
}

type Fate = Omit<ShownMail, 'to' | 'state'> & { readonly state: LetterState }

/** Those with whom it has come equally far, in their order. */
function togetherSoFar(mails: readonly ShownMail[]) {
  const groups = new Map<string, { readonly mail: Fate; readonly readers: Addressee[] }>()
  for (const { to, ...mail } of mails) {
    const likeness = JSON.stringify([mail.state, mail.holdReason, mail.place, mail.cameBack, mail.forHours])
    const group = groups.get(likeness)
    if (group) group.readers.push(to)
    else groups.set(likeness, { mail, readers: [to] })
  }
  return [...groups.values()]
}

function calledBy(one: Addressee): string {
  if (one.kind === 'reachable') return inSentence(one.name)
  if (one.kind === 'no-longer-named') return 'one whom the campaign no longer names'
  return one.member?.name ?? 'your MP'
}

function wordsOf(mail: Fate, all: readonly Addressee[]): string {
  const { state, holdReason, place } = mail
  const names = all.flatMap(one => (one.kind === 'reachable' ? [inSentence(one.name)] : []))
  switch (state) {
    case 'unconfirmed':
      return 'It waits for you to confirm it. Press the button behind the link that we mailed you.'
    case 'queued':
      return names.length > 0 ? queuedWords(mail, names) : nobodyWords(all)
    case 'sending':
      // Claimed before it is known that nobody can get it: then it is held a moment later.
      return names.length > 0 ? `It is being sent to ${readersNamed(names)} now.` : nobodyWords(all)
    case 'accepted':
      return acceptedWords(place, names)
    case 'deferred':
      return `We tried, but ${mailSystemOf(names)} could not take it yet. We keep trying for four days.`
    case 'bounced':
    case 'gave-up':
      return whyReturnedWords(whyReturned({ ...mail, state }) ?? 'not-reached', names)
    case 'cancelled':
      return 'It was cancelled before it was sent.'
    case 'held':
      return heldWords(holdReason, names, all)
    case 'unknown':
      return `The connection broke while it was being sent, so nobody can say whether it reached ${readersNamed(names)}. We do not send it again by ourselves, so that it cannot arrive twice.`
  }
}

function queuedWords({ place, forHours }: Fate, names: readonly string[]): string {
  if (forHours)
    return `It waits until ${officeOf(names)} opens: letters of this campaign go in working hours.`
  if (place === 'in-line')
    return `It waits its turn: letters go to ${officeOf(names)} a few at a time, or once a day, so that each can be read.`
  if (place === 'in-digest')
    return `It goes in the next mail to ${officeOf(names)}, which asked for its letters once a day: whole, and under your name.`
  return `It is ready, and will be sent to ${readersNamed(names)} in a moment.`
}

function acceptedWords(place: Place | null, names: readonly string[]): string {
  const together =
    place === 'in-digest' ? ', whole and under your name, in one mail with the other letters of that day' : ''
  return `It has been sent${together}, and ${mailSystemOf(names)} accepted it. A reply will come straight to your own e-mail address.`
}

function heldWords(why: HoldReason | null, names: readonly string[], all: readonly Addressee[]): string {
  switch (why) {
    case 'names-former-member':
      return 'It waits for you: it speaks of somebody who is no longer your MP, so we have not sent it. We mailed you a link to look at it again.'
    case 'too-alike':
      return 'It is much like letters that others have written, so the campaign’s organiser looks at it before it goes. You need do nothing.'
    case 'office-paused':
      return `It waits: ${officeOf(names)} asked us to send no letters for now. It goes when letters are wanted there again. If you would rather not wait, you can send it yourself; ours still goes later, so it may come there twice.`
    default:
      return names.length > 0
        ? 'It waits until somebody who runs this site has looked at it.'
        : nobodyWords(all)
  }
}

function nobodyWords(all: readonly Addressee[]): string {
  return all.some(({ kind }) => kind === 'ended')
    ? 'It waits: the boundaries have changed since you signed.'
    : 'It waits: there is nobody it can go to for now. It goes when there is.'
}

/** Whether it may still go somewhere, went there, or did not. */
export const standings: Readonly<Record<LetterState, 'waiting' | 'done' | 'stopped'>> = {
  unconfirmed: 'waiting',
  queued: 'waiting',
  sending: 'waiting',
  deferred: 'waiting',
  held: 'waiting',
  accepted: 'done',
  bounced: 'stopped',
  'gave-up': 'stopped',
  unknown: 'stopped',
  cancelled: 'stopped',
}
