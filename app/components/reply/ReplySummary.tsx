import type { ShownFigures } from '../../domain/reply/shown-replies'
import { Fact } from '../figure/Fact'
import { counted, figure } from '../figure/figures'
import { medianInWords, positionsInWords } from './reply-words'

/** What came of all letters of a campaign. */
export function ReplySummary({ figures }: { readonly figures: ShownFigures }) {
  const { letters, answered, acknowledged, none, notExpected } = figures
  const told = answered + acknowledged + none + notExpected
  const days = medianInWords(figures)
  const positions = positionsInWords(figures)
  return (
    <>
      <p className="lead">
        {counted(letters, 'letter has', 'letters have')} been accepted by a mail system, and{' '}
        {counted(told, 'writer has', 'writers have')} told what came of it.
      </p>
      <dl className="facts">
        <Fact name="Had an answer">{figure(answered)}</Fact>
        <Fact name="Only acknowledged">{figure(acknowledged)}</Fact>
        <Fact name="Had no reply">{figure(none)}</Fact>
        <Fact name="Expected none">{figure(notExpected)}</Fact>
        {days ? <Fact name="Half came within">{days}</Fact> : null}
        {positions ? <Fact name="They say">{positions}</Fact> : null}
      </dl>
    </>
  )
}
