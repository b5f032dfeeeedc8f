import type { Campaign } from './campaign'
import type { Ports } from './ports'
import { Problem } from './problem'
import type { ReplyPosition } from './reply'
import { type MemberFigures, type ReplyFigures, replyMeasures, replyReport } from './reply-report'
import { answersArePublic, breakdownIsPublic, lineIsPublic, wholeIsPublic } from './small-numbers'

/** What anyone may see of what came of a campaign's letters. */
export interface PublicReplies {
  /** Null while too few have signed. */
  readonly all: PublicFigures | null
  /** By constituency; those to whom too few wrote are left out. */
  readonly members: readonly PublicMember[]
}

export interface PublicFigures {
  readonly letters: number
  readonly answered: number
  readonly acknowledged: number
  readonly none: number
  readonly notExpected: number
  /** Both null where too few were answered. */
  readonly medianDays: number | null
  readonly positions: Readonly<Record<ReplyPosition, number>> | null
}

export interface PublicMember extends PublicFigures {
  readonly mp: string
  readonly constituency: string
  /** GSS */
  readonly code: string
}

/**
 * Reads what came of a campaign's letters, with small numbers left out (`small-numbers.ts`).
 * @throws Problem `not-found` where its organiser keeps that to themselves
 */
export async function publicReplies({ store, places }: Ports, campaign: Campaign): Promise<PublicReplies> {
  const { id, text } = campaign
  if (text.replies !== 'public')
    throw new Problem('not-found', 'What came of the letters of this campaign is not published.')
  if (!breakdownIsPublic(text, await store.signatureCount(id))) return { all: null, members: [] }
  const report = replyReport(await store.countsBy(id, replyMeasures))
  const names = new Map((await store.seatsEver()).map(seat => [seat.code, seat.name]))
  const sitting = new Map(
    (await places.seats()).flatMap(({ member }) => (member ? [[member.id, member]] : [])),
  )
  const listed = report.members.filter(lineIsPublic)
  const members = await Promise.all(
    listed.map(async (figures): Promise<readonly PublicMember[]> => {
      const member = sitting.get(figures.memberId) ?? (await store.member(figures.memberId))
      if (!member) return []
      const { name: mp, constituencyCode: code } = member
      return [
        {
          mp,
          constituency: names.get(code) ?? '',
          code,
          ...publicFigures(figures, answersArePublic(figures.answers)),
        },
      ]
    }),
  )
  return {
    all: publicFigures(
      report.all,
      wholeIsPublic(
        report.all.answers.answered,
        listed.map(({ answers }) => answers.answered),
      ),
    ),
    members: members.flat().sort((one, other) => one.constituency.localeCompare(other.constituency, 'en-GB')),
  }
}

/** @param shown whether positions and days are */
function publicFigures(figures: ReplyFigures | MemberFigures, shown: boolean): PublicFigures {
  const { letters, answers, medianDays, positions } = figures
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

/** The same as JSON; its figures are absent while too few have signed. */
export function repliesJson({ slug }: Pick<Campaign, 'slug'>, { all, members }: PublicReplies) {
  if (!all) return { slug }
  return {
    slug,
    ...figuresJson(all),
    members: members.map(({ mp, constituency, code, ...figures }) => ({
      mp,
      constituency,
      ons_code: code,
      ...figuresJson(figures),
    })),
  }
}

function figuresJson(figures: PublicFigures) {
  const { letters, answered, acknowledged, none, notExpected, medianDays, positions } = figures
  return {
    letters,
    answered,
    acknowledged,
    no_reply: none,
    not_expected: notExpected,
    median_days: medianDays,
    positions: positions && {
      agrees: positions.agrees,
      agrees_in_part: positions['agrees-in-part'],
      disagrees: positions.disagrees,
      takes_none: positions['takes-none'],
    },
  }
}
