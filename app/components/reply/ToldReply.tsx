import { dayInWords } from '../../domain/calendar/day-in-words'
import type { ReplyAnswer, ReplyPosition } from '../../domain/reply/reply'
import { answerWords, positionWords } from './reply-words'

export interface ToldReplyProps {
  readonly answer: ReplyAnswer
  readonly position: ReplyPosition | null
  /** The day the reply came, such as 2026-12-07. */
  readonly came: string | null
  readonly words: string | null
  readonly answeredAt: Date
}

/** What a supporter told of what came of their letter. */
export function ToldReply({ answer, position, came, words, answeredAt }: ToldReplyProps) {
  const told = [
    answerWords[answer],
    position && positionWords[position],
    came && `It came on ${dayInWords(came)}`,
  ]
  return (
    <>
      <p>
        On {dayInWords(answeredAt)} you told us whether there was a reply: “{told.filter(Boolean).join('. ')}
        .”
      </p>
      {words ? (
        <>
          <p>You shared it with the campaign’s organiser, and with nobody else:</p>
          <div className="letter-text">{words}</div>
        </>
      ) : null}
    </>
  )
}
