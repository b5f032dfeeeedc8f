import type { Campaign } from '../campaign/campaign'
import type { Ports } from '../ports'
import type { ReplyPosition } from './reply'
import { type ReplyFigures, replyMeasures, replyReport } from './report'

/** What came of a campaign's letters, with names to it and as much of it as its reader may see. */
export interface ShownReplies {
  readonly all: ShownFigures
  /** By constituency. */
  readonly members: readonly ShownMember[]
}

export interface ShownFigures {
  readonly letters: number
  readonly answered: number
  readonly acknowledged: number
  readonly none: number
  readonly notExpected: number
  /** Null where none was answered, or too few for its reader; its positions too then. */
  readonly medianDays: number | null
  readonly positions: Readonly<Record<ReplyPosition, number>> | null
}

export interface ShownMember extends ShownFigures {
  readonly mp: string
  readonly constituency: string
  /** GSS */
  readonly code: string
}

/** What may be shown: a line about an MP, and the days and positions of what was answered. */
export interface MayShow {
  line(figures: ReplyFigures): boolean
  answers(figures: ReplyFigures['answers']): boolean
  /** The same of the whole campaign, beside those of some MPs. @param ofParts how many each MP shown has answered */
  whole(answered: number, ofParts: readonly number[]): boolean
}

/** For whoever runs the campaign: nothing is hidden from them. */
export const everything: MayShow = { line: () => true, answers: () => true, whole: () => true }

export async function shownReplies(
  { store, places }: Ports,
  { id }: Pick<Campaign, 'id'>,
  may: MayShow,
): Promise<ShownReplies> {
  const report = replyReport(await store.countsBy(id, replyMeasures))
  const names = new Map((await store.seatsEver()).map(seat => [seat.code, seat.name]))
  const sitting = new Map(
    (await places.seats()).flatMap(({ member }) => (member ? [[member.id, member]] : [])),
  )
  const listed = report.members.filter(may.line)
  const members = await Promise.all(
    listed.map(async (figures): Promise<readonly ShownMember[]> => {
      const member = sitting.get(figures.memberId) ?? (await store.member(figures.memberId))
      if (!member) return []
      const { name: mp, constituencyCode: code } = member
      return [
        {
          mp,
          constituency: names.get(code) ?? '',
          code,
          ...shownFigures(figures, may.answers(figures.answers)),
        },
      ]
    }),
  )
  return {
    all: shownFigures(
      report.all,
      may.whole(
        report.all.answers.answered,
        listed.map(({ answers }) => answers.answered),
      ),
    ),
    members: members.flat().sort((one, other) => one.constituency.localeCompare(other.constituency, 'en-GB')),
  }
}

/** @param shown whether days and positions are */
function shownFigures(
  { letters, answers, medianDays, positions }: ReplyFigures,
  shown: boolean,
): ShownFigures {
  return {
    letters,
    answered: answers.answered,
    acknowledged: answers.acknowledged,
    none: answers.none,
    notExpected: answers['not-expected'],
    medianDays: shown ? medianDays : null,
    positions: shown ? positions : null,
  }
}
