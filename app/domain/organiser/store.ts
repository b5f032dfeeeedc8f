import type { AuditEntry } from '../audit/audit'
import type { InvitationId, OrganiserId } from '../id'
import type { InvitationPurpose, Organiser, OrganiserState } from './organiser'
import type { GivenRole } from './role'

/** Organisers, how they prove who they are, and where they are signed in. */
export interface OrganiserStore {
  /** All, those disabled too, in the order in which they joined. */
  organisers(): Promise<readonly KnownOrganiser[]>
  organiserById(id: OrganiserId): Promise<Credentials | null>
  /** By a canonical mailbox. */
  organiserByMailbox(mailbox: string): Promise<Credentials | null>
  /** By the id of one of their passkeys. */
  organiserByPasskey(passkeyId: string): Promise<Credentials | null>

  // Links that are used once

  invite(invitation: InvitationDraft, entry: AuditEntry): Promise<void>
  /** Mails the organiser of this mailbox a link to prove themselves anew; the same work where there is none. */
  requestRecovery(request: RecoveryRequest): Promise<'queued' | 'nobody'>
  invitation(hash: Uint8Array): Promise<Invitation | null>
  /** Those that nobody has used, newest first, also where they have ended. */
  openInvitations(): Promise<readonly Invitation[]>
  cancelInvitation(id: InvitationId, entry: AuditEntry): Promise<'cancelled' | 'not-found'>
  /** From here on only this browser may use the link. */
  bindInvitation(hash: Uint8Array, browser: Uint8Array): Promise<'bound' | 'bound-elsewhere'>
  /**
   * Uses the link up: makes the organiser, or gives one that there is new proofs in place of all they had, and signs them in. It is
   * worth what its maker may still do: who owns one campaign alone lets people in there, and gives nobody new proofs.
   */
  join(
    joining: Joining,
  ): Promise<{ readonly kind: 'joined'; readonly id: OrganiserId } | { readonly kind: 'spent' }>
  /** Uses the link up for a new password, after a second factor; every other session ends. */
  recover(recovery: Recovery, entry: AuditEntry): Promise<SessionStarted>

  // Sessions

  /** Uses a proof up and begins a session with it; failures before it are forgotten. */
  startSession(start: SessionStart, entry: AuditEntry): Promise<SessionStarted>
  session(hash: Uint8Array): Promise<OpenedSession | null>
  /** Those of an organiser, the last seen first. */
  sessions(id: OrganiserId): Promise<readonly OrganiserSession[]>
  touchSession(hash: Uint8Array, at: Date): Promise<void>
  /** Ends a session of this organiser. */
  endSession(id: OrganiserId, hash: Uint8Array, entry: AuditEntry): Promise<'ended' | 'not-found'>
  /** Counts an attempt that failed; the same work where nobody of that mailbox is known. */
  failSignIn(id: OrganiserId | null, entry: AuditEntry): Promise<void>

  // Changes

  /** Changes how an organiser proves who they are, and ends every session of theirs but the one to keep. */
  changeProof(
    id: OrganiserId,
    change: ProofChange,
    keep: Uint8Array | null,
    entry: AuditEntry,
  ): Promise<'changed' | 'last-proof' | 'not-found'>
  /** Gives a role, in the place of another for the same campaign, or takes it; every session of theirs ends. */
  setRole(
    id: OrganiserId,
    campaignId: number,
    role: GivenRole['role'] | null,
    entry: AuditEntry,
  ): Promise<'set' | 'unchanged' | 'last-owner' | 'not-found'>
  /** Nobody disabled signs in; every session of theirs ends. A new invitation brings them back. */
  disableOrganiser(
    id: OrganiserId,
    entry: AuditEntry,
  ): Promise<'disabled' | 'already' | 'last-owner' | 'not-found'>
}

export interface KnownOrganiser extends Organiser {
  readonly id: OrganiserId
  readonly email: string
  readonly state: OrganiserState
  readonly createdAt: Date
}

/** An organiser with all that they may prove themselves by. */
export interface Credentials extends KnownOrganiser {
  /** Argon2id, in the PHC form; null for whoever has passkeys alone. */
  readonly passwordHash: string | null
  /** In base32. */
  readonly totpSecret: string | null
  /** The last step of 30 seconds whose code was used. */
  readonly totpStep: number | null
  readonly waitsUntil: Date | null
  readonly passkeys: readonly Passkey[]
  readonly recoveryCodesLeft: number
}

export interface Passkey {
  /** The credential's id, in base64url. */
  readonly id: string
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
  /** What its holder calls it. */
  readonly name: string
  readonly createdAt: Date
  readonly usedAt: Date | null
}

export type NewPasskey = Omit<Passkey, 'createdAt' | 'usedAt'>

export interface InvitationDraft extends GivenRole {
  readonly id: InvitationId
  /** SHA-256 of what the link holds. */
  readonly hash: Uint8Array
  readonly email: string
  readonly invitedBy: OrganiserId | null
  readonly at: Date
  readonly endsAt: Date
}

export interface RecoveryRequest {
  /** Of the link and of its mail. */
  readonly id: InvitationId
  readonly hash: Uint8Array
  readonly mailbox: string
  readonly browser: Uint8Array
  readonly at: Date
  readonly endsAt: Date
}

export interface Invitation {
  readonly id: InvitationId
  readonly purpose: InvitationPurpose
  readonly email: string
  /** Who has this mailbox already; null among open ones, where it is not asked. */
  readonly organiserId: OrganiserId | null
  /** Null for a link to prove oneself anew. */
  readonly role: GivenRole['role'] | null
  readonly campaignId: number
  readonly browser: Uint8Array | null
  readonly createdAt: Date
  readonly endsAt: Date
  readonly usedAt: Date | null
}

export interface Joining {
  readonly hash: Uint8Array
  /** The id that they have if they are new. */
  readonly id: OrganiserId
  readonly name: string
  readonly proofs: NewProofs
  readonly session: NewSession
  readonly at: Date
}

export type NewProofs =
  | { readonly kind: 'passkey'; readonly passkey: NewPasskey }
  | ({ readonly kind: 'password'; readonly passwordHash: string } & SecondFactor)

export interface SecondFactor {
  readonly totpSecret: string
  /** The step whose code showed that their app has it. */
  readonly totpStep: number
  /** SHA-256 of each. */
  readonly recoveryCodes: readonly Uint8Array[]
}

export interface Recovery extends Pick<SessionStart, 'organiserId' | 'proof' | 'session' | 'at'> {
  readonly hash: Uint8Array
  readonly passwordHash: string
}

/** What somebody has just shown; each is used up by it. */
export type UsedProof =
  | { readonly kind: 'totp'; readonly step: number }
  | { readonly kind: 'recovery-code'; readonly hash: Uint8Array }
  | ({ readonly kind: 'passkey' } & PasskeyShown)

export interface PasskeyShown {
  readonly id: string
  readonly counter: number
  /** When it was asked for: what was asked for before its last use was answered before. */
  readonly askedAt: Date
}

export interface NewSession {
  /** SHA-256 of what the cookie holds. */
  readonly hash: Uint8Array
  /** The browser, in words. */
  readonly agent: string
}

export interface SessionStart {
  readonly organiserId: OrganiserId
  readonly proof: UsedProof
  readonly session: NewSession
  /** The session that goes on under another id; it ends when it would have ended. */
  readonly continues: Uint8Array | null
  readonly at: Date
}

export type SessionStarted = 'started' | 'spent' // the proof was used before, or is no longer theirs; or the link was

export interface OrganiserSession {
  readonly hash: Uint8Array
  readonly agent: string
  readonly createdAt: Date
  readonly seenAt: Date
  /** When a passkey or a second factor was last shown in it. */
  readonly provenAt: Date
}

export interface OpenedSession extends OrganiserSession {
  readonly organiser: KnownOrganiser
}

export type ProofChange =
  | { readonly kind: 'password'; readonly passwordHash: string }
  | ({ readonly kind: 'second-factor' } & SecondFactor)
  | ({ readonly kind: 'password-made'; readonly passwordHash: string } & SecondFactor)
  | { readonly kind: 'password-removed' } // with its second factor and recovery codes
  | { readonly kind: 'recovery-codes'; readonly recoveryCodes: readonly Uint8Array[] }
  | { readonly kind: 'passkey-added'; readonly passkey: NewPasskey }
  | { readonly kind: 'passkey-removed'; readonly id: string }
