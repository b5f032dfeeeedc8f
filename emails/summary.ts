import type { WeekFigures } from '../app/domain/dashboard/week'
import { type Block, type Mail, renderMail } from './mail'

export interface NoticeProps {
  readonly name: string
  readonly campaign: string
  /** The campaign's page for organisers, and where they turn such mails off. */
  readonly url: string
  readonly noticesUrl: string
}

const whole = new Intl.NumberFormat('en-GB')
const dayAndMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' })

/** What a campaign's week came to, for an organiser who asked to be told. */
export function summary(props: NoticeProps & WeekFigures): Mail {
  const { campaign, url, from, to, signatures, letters, replies, goal, held } = props
  const days = `${inWords(from)} to ${inWords(to)}`
  const waiting: Block[] =
    held > 0
      ? [{ kind: 'paragraph', words: `${whole.format(held)} of its letters wait for you to look at them.` }]
      : []
  return renderMail(`${campaign}: ${whole.format(signatures.week)} signatures from ${days}`, [
    { kind: 'paragraph', words: `Hello ${props.name},` },
    { kind: 'paragraph', words: `This is what “${campaign}” came to from Monday ${days}.` },
    {
      kind: 'facts',
      facts: [
        {
          name: 'Signatures',
          value: `${whole.format(signatures.week)} (${whole.format(signatures.weekBefore)} the week before)`,
        },
        { name: 'Signatures altogether', value: `${whole.format(signatures.all)} of ${whole.format(goal)}` },
        {
          name: 'Letters accepted',
          value: `${whole.format(letters.week)}, altogether ${whole.format(letters.all)}`,
        },
        { name: 'Replies told of, altogether', value: whole.format(replies) },
      ],
    },
    ...waiting,
    { kind: 'button', words: 'Look at the campaign', url },
    noticeFooter(props),
  ])
}

/** Why it came, and how it stops coming. */
export function noticeFooter({ noticesUrl }: Pick<NoticeProps, 'noticesUrl'>): Block {
  return {
    kind: 'footer',
    words: 'You asked to be mailed about this campaign.',
    link: { words: 'To change that, sign in here:', url: noticesUrl },
  }
}

function inWords(day: string): string {
  return dayAndMonth.format(new Date(`${day}T00:00:00Z`))
}
