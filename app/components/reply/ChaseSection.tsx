import type { ShownFate } from '../../domain/letter/fate'
import type { ReturnedLetter } from '../../domain/letter/returned-letter'
import { GivenBack } from '../letter/GivenBack'
import { ToldFates } from '../letter/LetterFate'
import { LetterSheet } from '../letter/LetterSheet'

export type ShownChasing =
  | { readonly kind: 'not-now' }
  | { readonly kind: 'impossible'; readonly why: string }
  | { readonly kind: 'possible'; readonly to: string; readonly subject: string; readonly whole: string }
  | {
      readonly kind: 'asked'
      readonly to: string
      readonly fate: ShownFate
      readonly why: string
      readonly toSend: readonly ReturnedLetter[]
    }

interface ChaseSectionProps {
  readonly chasing: ShownChasing
  readonly demo: boolean
}

/** The one reminder of a letter that had no reply: to send, or what became of it. */
export function ChaseSection({ chasing, demo }: ChaseSectionProps) {
  switch (chasing.kind) {
    case 'not-now':
      return null
    case 'impossible':
      return (
        <section className="callout" aria-labelledby="chase-title">
          <h2 id="chase-title">Nobody can be reminded of your letter</h2>
          <p>{chasing.why}</p>
        </section>
      )
    case 'possible':
      return <ToChase {...chasing} />
    case 'asked':
      return (
        <section className="callout" aria-labelledby="chase-title">
          <h2 id="chase-title" tabIndex={-1}>
            Your reminder to {chasing.to}
          </h2>
          <ToldFates fate={chasing.fate} />
          {chasing.why ? <p>{chasing.why}</p> : null}
          <GivenBack letters={chasing.toSend} id="chase" alone={false} demo={demo} />
        </section>
      )
  }
}

function ToChase({ to, subject, whole }: ShownChasing & { kind: 'possible' }) {
  const reader = { kind: 'reachable', name: to, salutation: to } as const
  return (
    <section className="chase" aria-labelledby="chase-title">
      <h2 id="chase-title">No reply? Remind {to} once</h2>
      <p>
        We can send a short second letter in your name, with your first one below it. This is exactly how it
        goes, and it can be done once.
      </p>
      <LetterSheet addressees={[reader]} subject={subject} text={whole} />
      <form method="post">
        <button type="submit" className="button" name="intent" value="chase">
          Remind {to} once
        </button>
      </form>
    </section>
  )
}
