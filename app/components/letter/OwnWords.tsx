import { figure } from '../figure/figures'
import { TextArea } from '../form/TextArea'
import { Alike } from './Alike'
import type { LetterPageProps } from './LetterPage'
import { rowsFor } from './WordsEditor'

const hint =
  'Say where you live, what you have seen, or the one thing that you want to change. Two sentences of your own are read with more care than all the rest.'

/** What no server can suggest: why this matters to the one who writes. */
export function OwnWords(page: LetterPageProps) {
  const { asked, fields, problems } = page
  const { own } = fields.values
  return (
    <div className="own-words">
      <TextArea
        name="own"
        label={
          <h2>
            <label htmlFor="own">{asked.prompt}</label>
          </h2>
        }
        hint={`${hint} ${wanted(asked)}`}
        value={own}
        problem={problems.own}
        rows={rowsFor(own, 4)}
      >
        <details>
          <summary>I do not know what to write</summary>
          <p>Answer one of these, as you would tell a neighbour:</p>
          <ul>
            <li>Whom do you know that this touches? What happened to them?</li>
            <li>What have you seen yourself, where, and when?</li>
            <li>What would be different on your street if this were put right?</li>
          </ul>
          <p>Plain words are best. Leave out what others should not know of you.</p>
        </details>
      </TextArea>
      <Alike {...page} />
    </div>
  )
}

function wanted({ min, max }: LetterPageProps['asked']): string {
  return min > 0
    ? `The campaign asks for ${figure(min)} to ${figure(max)} characters.`
    : `You may leave it empty. At most ${figure(max)} characters.`
}
