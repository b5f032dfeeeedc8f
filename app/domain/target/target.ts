import { z } from 'zod'
import type { Campaign, CampaignText } from '../campaign/campaign'
import type { Seat, Vacancy } from '../place/place'
import { addressSchema } from '../signature/mailbox'
import { titleSchema } from '../text/typed-text'

/** Someone a campaign names itself: a minister, a council leader. */
export const fixedTargetSchema = z.strictObject({
  name: titleSchema(200),
  /** What follows "Dear". */
  salutation: titleSchema(100).refine(
    words => !/\b(rt|right)[\s.]*hon/i.test(words),
    'must not hold "Rt Hon": nobody is greeted by it',
  ),
  email: addressSchema('must be an e-mail address such as name@example.org'),
})

/** The target's place in the campaign's list: `mp`, or `fixed-0`, `fixed-1`, … An outgoing mail refers to it. */
export type TargetKey = 'mp' | `fixed-${number}`

/** Someone a letter can go to now. */
export interface Target {
  readonly key: TargetKey
  readonly name: string
  readonly salutation: string
  readonly email: string
  /** The member's number where the target is an MP. */
  readonly memberId: number | null
}

/** Why there is nobody to write to for a target that the campaign asks for. */
export type Unreachable =
  | 'no-constituency'
  | Vacancy
  | 'ended' // the boundaries changed since it was signed
  | 'no-email'
  | 'no-longer-named'

export type Reached = { readonly key: TargetKey } & (
  | { readonly target: Target }
  | { readonly target: null; readonly why: Unreachable; readonly seat: Seat | null }
)

/** Whom the campaign writes to for a supporter in this seat (null while the seat is not known), in its order. */
export function targetsFor(campaign: Pick<Campaign, 'text'>, seat: Seat | null): readonly Reached[] {
  return targetKeys(campaign.text).map(key => findTarget(campaign.text, key, seat))
}

export function targetKeys(text: Pick<CampaignText, 'target'>): readonly TargetKey[] {
  return text.target.map(
    (target, index): TargetKey => (target === 'constituency-mp' ? 'mp' : `fixed-${index}`),
  )
}

/** The target behind one key now: an MP is whoever sits today. */
export function findTarget(text: Pick<CampaignText, 'target'>, key: TargetKey, seat: Seat | null): Reached {
  if (key === 'mp') return findMember(seat)
  const fixed = text.target[Number(key.slice('fixed-'.length))]
  if (!fixed || fixed === 'constituency-mp') return { key, target: null, why: 'no-longer-named', seat }
  return { key, target: { key, ...fixed, memberId: null } }
}

function findMember(seat: Seat | null): Reached {
  const key = 'mp'
  if (!seat) return { key, target: null, why: 'no-constituency', seat }
  if (seat.until !== null) return { key, target: null, why: 'ended', seat }
  if (!seat.member) return { key, target: null, why: seat.vacancy, seat }
  const { name, salutation, email, id } = seat.member
  if (!email) return { key, target: null, why: 'no-email', seat }
  return { key, target: { key, name, salutation, email, memberId: id } }
}
