import { inPercent } from '../figure/figures'
import { SampleSheet } from '../letter/SampleSheet'
import { PlainPage } from '../page/PlainPage'

export interface PreviewLettersProps {
  readonly median: number
  readonly overHalf: number
  readonly weakest: { readonly at: string; readonly words: string; readonly advice: string } | null
  readonly letters: readonly {
    readonly subject: string
    readonly principles: readonly string[]
    readonly whole: string
  }[]
}

/** A few letters as offices would get them, and how alike a hundred are. */
export function PreviewLetters({ median, overHalf, weakest, letters }: PreviewLettersProps) {
  return (
    <PlainPage heading="Sample letters" eyebrow="As offices get them">
      <p>
        Of a hundred letters, half of the pairs are more alike than {median.toFixed(2)}, and{' '}
        {inPercent(overHalf)} are above 0.5, where they are taken for copies.
      </p>
      {weakest ? (
        <div className="callout">
          <p>What makes most of the likeness:</p>
          <blockquote>{weakest.words}</blockquote>
          <p>{weakest.advice}</p>
        </div>
      ) : null}
      {letters.map(({ subject, principles, whole }) => (
        <SampleSheet key={whole} subject={subject} principles={principles} words={whole} />
      ))}
    </PlainPage>
  )
}
