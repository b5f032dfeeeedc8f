import type { CampaignText } from '../campaign/campaign'
import type { JoiningPlace, Paragraph } from '../campaign/principle'
import type { MemberRole } from '../place/place'
import { softened } from '../target/role-words'
import { joiningWords } from './joining-words'

/** One sentence of a letter to be said. */
export interface Line {
  /** Where its ways stand, as problems name it (`letter.openings.0`); `ours` and more where the campaign gives none. */
  readonly at: string
  readonly ways: readonly string[]
  /** Which of several sentences that take from the same ways. */
  readonly turn: number
}

/**
 * What a letter says, paragraph by paragraph: openings, the chosen principles in their order with what joins them, closings. To an
 * MP who is bound by their office the campaign's own ask stands in place of the closings, else a sentence or two of ours after
 * the openings.
 * @param principles slugs; one that the campaign does not have says nothing
 */
export function outlineLetter(
  { letter, principles: offered }: Pick<CampaignText, 'letter' | 'principles'>,
  principles: readonly string[],
  role: MemberRole,
): readonly (readonly Line[])[] {
  const chosen = principles.map(slug => offered.findIndex(one => one.slug === slug)).filter(at => at >= 0)
  return [
    linesOf('letter.openings', letter.openings),
    ...softening(letter, role),
    ...chosen.map((index, place) => [
      ...joining(letter, place, chosen.length),
      ...linesOf(`principles.${index}.paragraph`, offered[index]?.paragraph ?? []),
    ]),
    closing(letter, role),
  ]
}

type LetterText = CampaignText['letter']

function softening({ asks }: LetterText, role: MemberRole): readonly (readonly Line[])[] {
  return role === 'member' || asks?.[role] ? [] : [linesOf(`ours.${role}`, softened[role])]
}

function closing({ asks, closings }: LetterText, role: MemberRole): readonly Line[] {
  const ask = role === 'member' ? undefined : asks?.[role]
  return ask ? linesOf(`letter.asks.${role}`, ask) : linesOf('letter.closings', closings)
}

function joining({ joinings }: LetterText, place: number, of: number): readonly Line[] {
  const which = joiningPlace(place, of)
  if (!which) return []
  const own = joinings?.[which]
  const ways = own ?? joiningWords[which]
  return ways.length > 0 ? [{ at: `${own ? 'letter' : 'ours'}.joinings.${which}`, ways, turn: place }] : []
}

/** Between the first and the last only every other one is led to: seven in a row tick like a clock. */
function joiningPlace(place: number, of: number): JoiningPlace | null {
  if (of === 1) return 'only'
  if (place === 0) return 'first'
  if (place === of - 1) return 'last'
  return place % 2 === 1 ? 'middle' : null
}

function linesOf(at: string, paragraph: Paragraph): readonly Line[] {
  return paragraph.map((ways, sentence) => ({ at: `${at}.${sentence}`, ways, turn: 0 }))
}
