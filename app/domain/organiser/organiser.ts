import type { OrganiserId } from '../id'
import type { GivenRole } from './role'

export type OrganiserState = 'active' | 'disabled'

/** What a one-time link is for. */
export type InvitationPurpose = 'join' | 'recover'

/** Whoever acts on an organiser's page, as every page and deed knows them. */
export interface Organiser {
  /** Null for the operator, who works on the machine itself. */
  readonly id: OrganiserId | null
  readonly name: string
  readonly roles: readonly GivenRole[]
}

/** Whoever runs the server, at its terminal. */
export const operator: Organiser = {
  id: null,
  name: 'Operator',
  roles: [{ campaignId: 0, role: 'owner' }],
}
