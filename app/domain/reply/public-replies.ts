import type { Campaign } from '../campaign/campaign'
import type { Ports } from '../ports'
import { Problem } from '../problem'
import {
  answersArePublic,
  breakdownIsPublic,
  lineIsPublic,
  wholeIsPublic,
} from '../public-data/small-numbers'
import { type MayShow, type ShownFigures, type ShownMember, shownReplies } from './shown-replies'

/** What anyone may see of what came of a campaign's letters. */
export interface PublicReplies {
  /** Null while too few have signed. */
  readonly all: ShownFigures | null
  /** By constituency; those to whom too few wrote are left out. */
  readonly members: readonly ShownMember[]
}

/**
 * Reads what came of a campaign's letters, with small numbers left out (`small-numbers.ts`).
 * @throws Problem `not-found` where its organiser keeps that to themselves
 */
export async function publicReplies(ports: Ports, campaign: Campaign): Promise<PublicReplies> {
  const { id, text } = campaign
  if (text.replies !== 'public')
    throw new Problem('not-found', 'What came of the letters of this campaign is not published.')
  if (!breakdownIsPublic(text, await ports.store.signatureCount(id))) return { all: null, members: [] }
  return shownReplies(ports, campaign, withoutSmallNumbers)
}

const withoutSmallNumbers: MayShow = {
  line: lineIsPublic,
  answers: answersArePublic,
  whole: wholeIsPublic,
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

function figuresJson(figures: ShownFigures) {
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
