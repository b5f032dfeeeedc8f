import { type Mail, renderMail } from './mail'
import { type NoticeProps, noticeFooter } from './summary'

interface MilestoneProps extends NoticeProps {
  /** What was reached, and whether it is the goal that the campaign was given. */
  readonly count: number
  readonly isGoal: boolean
  /** As many as have signed now, and the goal that is shown now. */
  readonly signatures: number
  readonly next: number
}

const whole = new Intl.NumberFormat('en-GB')

/** That a campaign has reached a milestone, for an organiser who asked to be told. */
export function milestone(props: MilestoneProps): Mail {
  const { name, campaign, count, isGoal, signatures, next, url } = props
  const reached = `${whole.format(count)} signatures`
  return renderMail(`${campaign} has reached ${isGoal ? `its goal of ${reached}` : reached}`, [
    { kind: 'paragraph', words: `Hello ${name},` },
    {
      kind: 'paragraph',
      words: `“${campaign}” has reached ${isGoal ? `its goal: ${reached}` : reached}, each confirmed by e-mail. ${nextWords(signatures, next)}`,
    },
    { kind: 'button', words: 'Look at the campaign', url },
    noticeFooter(props),
  ])
}

function nextWords(signatures: number, next: number): string {
  const now = `${whole.format(signatures)} have signed by now.`
  return next > signatures ? `${now} The goal is ${whole.format(next)}.` : now
}
