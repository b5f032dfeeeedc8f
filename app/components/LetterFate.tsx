import type { LetterState } from '../domain/letter'

interface LetterFateProps {
  readonly state: LetterState
  readonly to: string
}

/** Where a letter is, in words that promise no more than is known. */
export function LetterFate({ state, to }: LetterFateProps) {
  const { mark, words } = fates[state]
  return (
    <section className={`fate fate-${mark}`} aria-labelledby="fate-title">
      <h2 id="fate-title">Your letter</h2>
      <p>{words(to)}</p>
    </section>
  )
}

/** The same, for a list of letters. */
export function fateWords(state: LetterState, to: string): string {
  return fates[state].words(to)
}

interface Fate {
  readonly mark: 'done' | 'waiting' | 'stopped'
  readonly words: (to: string) => string
}

const fates: Readonly<Record<LetterState, Fate>> = {
  unconfirmed: {
    mark: 'waiting',
    words: () => 'It waits for you to confirm it. Press the button behind the link that we mailed you.',
  },
  queued: { mark: 'waiting', words: to => `It is ready, and will be sent to ${to} in a moment.` },
  sending: { mark: 'waiting', words: to => `It is being sent to ${to} now.` },
  accepted: {
    mark: 'done',
    words: to =>
      `It has been sent, and the mail system of ${to} accepted it. A reply will come straight to your own e-mail address.`,
  },
  deferred: {
    mark: 'waiting',
    words: to => `The mail system of ${to} could not take it yet. We keep trying for four days.`,
  },
  bounced: {
    mark: 'stopped',
    words: to =>
      `The mail system of ${to} refused it, so it did not arrive. The campaign’s organiser can see that.`,
  },
  'gave-up': {
    mark: 'stopped',
    words: to => `We tried for four days and could not reach the mail system of ${to}, so it was not sent.`,
  },
  cancelled: { mark: 'stopped', words: () => 'It was cancelled before it was sent.' },
  held: {
    mark: 'waiting',
    words: () =>
      'It is kept back for now: there is nobody it can go to yet, or somebody has to look at it first.',
  },
  unknown: {
    mark: 'stopped',
    words: to =>
      `The connection broke while it was being sent, so nobody can say whether ${to} has it. We do not send it again by ourselves, so that it cannot arrive twice.`,
  },
}
