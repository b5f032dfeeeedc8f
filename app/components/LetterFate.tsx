import type { Addressee } from '../domain/addressee'
import type { LetterState } from '../domain/letter'
import type { HeldFor } from '../domain/outbox'
import { reachableNames, toWhom } from './Addressees'
import { listed } from './figures'

interface LetterFateProps {
  readonly state: LetterState
  readonly addressees: readonly Addressee[]
  /** What it waits for while it is held. */
  readonly held: HeldFor
}

/** Where a letter is, in words that promise no more than is known. */
export function LetterFate({ state, addressees, held }: LetterFateProps) {
  const { mark } = fates[state]
  return (
    <section className={`fate fate-${mark}`} aria-labelledby="fate-title">
      <h2 id="fate-title">Your letter</h2>
      <p>{fateWords(state, addressees, held)}</p>
    </section>
  )
}

/** The same, for a list of letters. */
export function fateWords(state: LetterState, addressees: readonly Addressee[], held: HeldFor): string {
  if (state === 'held' && held === 'for-writer')
    return 'It waits for you: it speaks of somebody who is no longer your MP, so we have not sent it. We mailed you a link to look at it again.'
  if (state === 'held' && held === 'for-organiser')
    return 'It is much like other letters of this campaign, so somebody there looks at it before it is sent. You need do nothing.'
  if (state === 'gave-up' && held === 'for-organiser')
    return 'It was not sent: somebody at the campaign looked at it and found it too much like other letters. Your signature counts all the same.'
  if (state === 'held' && held === 'for-office')
    return `It waits: ${officeOf(addressees)} asked not to get letters through us for now. It goes by itself if they change their mind; until then you can send it to them yourself.`
  return fates[state].words(addressees)
}

/** Whether it may still go somewhere. */
export function isWaiting(state: LetterState): boolean {
  return fates[state].mark === 'waiting'
}

interface Fate {
  readonly mark: 'done' | 'waiting' | 'stopped'
  readonly words: (all: readonly Addressee[]) => string
}

const fates: Readonly<Record<LetterState, Fate>> = {
  unconfirmed: {
    mark: 'waiting',
    words: () => 'It waits for you to confirm it. Press the button behind the link that we mailed you.',
  },
  queued: {
    mark: 'waiting',
    words: soonOr(
      to => `It is ready, and will be sent to ${to} when its turn comes: soon, unless many write at once.`,
    ),
  },
  sending: { mark: 'waiting', words: soonOr(to => `It is being sent to ${to} now.`) },
  accepted: {
    mark: 'done',
    words: all =>
      `It has been sent, and ${mailSystem(all, 'the mail systems')} accepted it. A reply will come straight to your own e-mail address.`,
  },
  deferred: {
    mark: 'waiting',
    words: all => `We tried, but ${mailSystem(all)} could not take it yet. We keep trying for four days.`,
  },
  bounced: {
    mark: 'stopped',
    words: all =>
      `It was refused by ${mailSystem(all)}, so it did not arrive there. The campaign’s organiser can see that.`,
  },
  'gave-up': {
    mark: 'stopped',
    words: all => `We tried for four days and could not reach ${mailSystem(all)}, so it was not sent there.`,
  },
  cancelled: { mark: 'stopped', words: () => 'It was cancelled before it was sent.' },
  held: { mark: 'waiting', words: whyHeld },
  unknown: {
    mark: 'stopped',
    words: all =>
      `The connection broke while it was being sent, so nobody can say whether it reached ${readers(all)}. We do not send it again by ourselves, so that it cannot arrive twice.`,
  },
}

/** A letter is claimed before it is known that nobody can get it: it is held a moment later. */
function soonOr(words: (to: string) => string): Fate['words'] {
  return all => {
    const to = toWhom(all)
    return to ? words(to) : whyHeld(all)
  }
}

/** Some of its mails may have gone already: a letter is where the least advanced of them is. */
function whyHeld(all: readonly Addressee[]): string {
  const reachable = toWhom(all)
  if (all.every(({ kind }) => kind === 'reachable')) return 'It waits until somebody has looked at it.'
  return reachable
    ? `It goes to ${reachable}. For the others it waits until there is somebody it can go to.`
    : all.some(({ kind }) => kind === 'ended')
      ? 'It waits: the boundaries have changed since you signed.'
      : 'It waits: there is nobody it can go to for now. It goes when there is.'
}

function readers(all: readonly Addressee[]): string {
  return toWhom(all) ?? 'your MP'
}

/** "Rowan Ashby’s office"; of several readers, one wants none. */
function officeOf(all: readonly Addressee[]): string {
  const names = reachableNames(all)
  return names.length > 1
    ? `the office of one of ${listed(names)}`
    : `${possessive(names[0] ?? 'your MP')} office`
}

/** "Rowan Ashby’s mail system"; of several readers, what befell a letter befell at least one. */
function mailSystem(all: readonly Addressee[], several = 'one of the mail systems'): string {
  const names = reachableNames(all)
  if (names.length > 1) return `${several} of ${listed(names)}`
  return `${possessive(names[0] ?? 'your MP')} mail system`
}

function possessive(name: string): string {
  return `${name}${name.endsWith('s') ? '’' : '’s'}`
}
