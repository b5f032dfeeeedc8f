import type { GivenRole } from './role'

/** A role as a page shows it, such as "editor of Safer crossings". @param titles of the campaigns, by their numbers */
export function roleInWords({ role, campaignId }: GivenRole, titles: ReadonlyMap<number, string>): string {
  if (campaignId === 0) return `${role} of every campaign`
  return `${role} of ${titles.get(campaignId) ?? `campaign ${campaignId}`}`
}
