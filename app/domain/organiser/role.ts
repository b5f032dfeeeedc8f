/** What somebody may do in one campaign, or in all. */
export const roles = ['owner', 'editor', 'exporter', 'viewer'] as const
export type Role = (typeof roles)[number]

/** What a page or a deed asks of whoever comes. */
export type Right =
  | 'see' // figures, and the campaign's own words
  | 'export' // counts alone
  | 'export-personal' // names and addresses leave; asks for a fresh proof and a reason
  | 'edit' // what the campaign says
  | 'moderate' // single signatures, letters and sheets of paper
  | 'send' // updates
  | 'administer' // organisers, tokens, webhooks and the audit log

/** Deny by default: what is not listed is refused (SEC-11). */
const rights: Readonly<Record<Role, readonly Right[]>> = {
  owner: ['see', 'export', 'export-personal', 'edit', 'moderate', 'send', 'administer'],
  editor: ['see', 'export', 'edit', 'moderate', 'send'],
  exporter: ['see', 'export', 'export-personal'],
  viewer: ['see', 'export'],
}

/** What each may do, as a page says it. */
export const roleMeanings: Readonly<Record<Role, string>> = {
  owner: 'Everything, and who else may come in',
  editor:
    'Changes what the campaign says, decides about signatures and letters, writes updates; exports counts',
  exporter: 'Sees figures, and exports names and addresses too',
  viewer: 'Sees figures, and exports counts',
}

/** Which role somebody has where; a campaign's number 0 stands for every campaign. */
export interface GivenRole {
  readonly campaignId: number
  readonly role: Role
}

/**
 * Whether these roles allow it.
 * @param campaignId 0 for what belongs to no campaign: only a role for every campaign allows that
 */
export function allows(given: readonly GivenRole[], right: Right, campaignId: number): boolean {
  return given.some(
    one => (one.campaignId === 0 || one.campaignId === campaignId) && rights[one.role].includes(right),
  )
}
