import { createHash } from 'node:crypto'
import { type AuditEntry, auditEntry } from '../audit/audit'
import { idBytes, idFromBytes, type OrganiserId } from '../id'
import { refuseBeyondHard } from '../limit'
import type { Credentials, UsedProof } from '../organiser/store'
import type { Ports } from '../ports'
import { canonicalMailbox, smtpAddress } from '../signature/mailbox'
import type { Visitor } from '../signature/sign'
import { judgeCode } from './second-factor'
import { newSession } from './session'
import { passkeyShown } from './show-passkey'

/** Between the password and the second factor: long enough to find a phone. */
const secondFactorWithinMs = 5 * 60_000

/** A browser by which somebody came in is known for so long, unless their password changes. */
export const knownBrowserMs = 180 * 86_400_000

/** Who comes, and by what browser, in words. */
export interface Comer {
  readonly visitor: Visitor
  readonly agent: string
  /** What their browser keeps from when somebody last came in by it. */
  readonly known: string | null
}

export type SignedIn =
  /** What the cookies are to hold: of the session, and of a browser that is known from now on. */
  | { readonly kind: 'signed-in'; readonly session: string; readonly known: string | null }
  | { readonly kind: 'wrong' }
  /** The first step is too long ago, or no longer true. */
  | { readonly kind: 'start-over' }

/**
 * The first step: an address and its password. Gives what the second step is to show, or null. Nobody learns whether there is
 * such an organiser: a password is looked at, counted and written down in any case (SEC-10).
 * @throws Problem `too-many`
 */
export async function checkPassword(
  ports: Ports,
  { email, password }: { readonly email: string; readonly password: string },
  comer: Comer,
): Promise<string | null> {
  const mailbox = canonicalMailbox(smtpAddress(email.trim()) ?? email.slice(0, 254))
  const whose = await ports.store.organiserByMailbox(mailbox)
  const known = isKnown(ports, comer, whose)
  const pace = await limit(ports, comer, known ? `known/${whose?.id}` : mailbox)
  const hash = whose?.state === 'active' ? whose.passwordHash : null
  const right = await ports.proving.isPassword(password.slice(0, 1000), hash)
  const waits = !known && isWaiting(ports, whose)
  if (right && whose && !waits) return makePasswordToken(ports, 'second-factor', whose)
  const counted = waits || known ? null : (whose?.id ?? null)
  await ports.store.failSignIn(counted, failed(ports, whose, 'password', pace))
  return null
}

/** The second step, for whoever has done the first. @throws Problem `too-many` */
export async function finishSignIn(
  ports: Ports,
  token: string,
  code: string,
  comer: Comer,
): Promise<SignedIn> {
  const whose = await readPasswordToken(ports, 'second-factor', token)
  const known = isKnown(ports, comer, whose)
  const pace = await limit(ports, comer, known ? `known/${whose?.id}` : null)
  if (!whose || (!known && isWaiting(ports, whose))) return { kind: 'start-over' }
  const proof = judgeCode(ports, whose, code)
  const session = proof && (await startSession(ports, whose.id, proof, comer))
  if (session) return { kind: 'signed-in', session, known: makePasswordToken(ports, 'known-browser', whose) }
  await ports.store.failSignIn(known ? null : whose.id, failed(ports, whose, 'code', pace))
  return { kind: 'wrong' }
}

/** By a passkey, which is two factors at once. @throws Problem `too-many` */
export async function signInByPasskey(ports: Ports, answer: string, comer: Comer): Promise<SignedIn> {
  const pace = await limit(ports, comer, null)
  const shown = await passkeyShown(ports, answer)
  const session = shown && (await startSession(ports, shown.whose.id, shown.proof, comer))
  if (session) return { kind: 'signed-in', session, known: null }
  await ports.store.failSignIn(null, failed(ports, shown?.whose ?? null, 'passkey', pace))
  return { kind: 'wrong' }
}

/** What the cookie of the new session holds; null where the proof was used before. */
async function startSession(
  ports: Ports,
  organiserId: OrganiserId,
  proof: UsedProof,
  { agent }: Comer,
): Promise<string | null> {
  const { id, session } = newSession(agent)
  const at = ports.now()
  const object = `organiser:${organiserId}` as const
  const entry = auditEntry(object, 'signed-in', object, at, { detail: { by: proof.kind } })
  const started = await ports.store.startSession({ organiserId, proof, session, continues: null, at }, entry)
  return started === 'started' ? id : null
}

/** Whether they come faster than people do, which the log says of what fails. @throws Problem `too-many` */
async function limit(
  { limits, now }: Ports,
  { visitor }: Comer,
  mailbox: string | null,
): Promise<'within' | 'soft'> {
  const taken = [
    visitor.network && (await limits.take('sign-in', Buffer.from(visitor.network).toString('hex'), now())),
    mailbox && (await limits.take('sign-in-mailbox', mailbox, now())),
  ]
  const paces = taken.flatMap(answer => (answer ? refuseBeyondHard(answer) : []))
  return paces.includes('soft') ? 'soft' : 'within'
}

function isWaiting({ now }: Ports, whose: Pick<Credentials, 'waitsUntil'> | null): boolean {
  return whose?.waitsUntil ? whose.waitsUntil > now() : false
}

/** Nobody has shown who they are: the log says what was tried, and at whose door. */
function failed(
  { now }: Ports,
  whose: Pick<Credentials, 'id'> | null,
  by: 'password' | 'code' | 'passkey',
  limit: 'within' | 'soft',
): AuditEntry {
  const object = `organiser:${whose?.id ?? 'unknown'}`
  return auditEntry('system', 'sign-in-failed', object, now(), { detail: { by, limit } })
}

/**
 * Whether they came in by this browser before, under the password that they have. Whoever only knows an address can make others wait
 * and be refused, but not its owner: a known browser is counted by itself, and waits for nobody's guesses.
 */
function isKnown({ tokens, now }: Ports, { known }: Comer, whose: Credentials | null): boolean {
  if (!known || !whose) return false
  const answer = tokens.read('known-browser', known, now())
  return answer.kind === 'valid' && answer.subject.equals(passwordSubject(whose))
}

const passwordTokenMs = { 'second-factor': secondFactorWithinMs, 'known-browser': knownBrowserMs } as const

/** Good for this password alone: a changed one makes it worth nothing. */
function makePasswordToken(
  { tokens, now }: Ports,
  purpose: keyof typeof passwordTokenMs,
  whose: Credentials,
): string {
  return tokens.make(purpose, passwordSubject(whose), new Date(now().getTime() + passwordTokenMs[purpose]))
}

/** Whose token it is; null where it is none of ours, of another password, or of somebody who is let in no more. */
export async function readPasswordToken(
  ports: Pick<Ports, 'tokens' | 'store' | 'now'>,
  purpose: keyof typeof passwordTokenMs,
  token: string,
): Promise<Credentials | null> {
  const answer = ports.tokens.read(purpose, token, ports.now())
  if (answer.kind !== 'valid' || answer.subject.length !== 24) return null
  const whose = await ports.store.organiserById(idFromBytes<OrganiserId>(answer.subject.subarray(0, 16)))
  const same = whose && passwordSubject(whose).equals(answer.subject)
  return same && whose.state === 'active' ? whose : null
}

function passwordSubject({ id, passwordHash }: Credentials): Buffer {
  const mark = createHash('sha256')
    .update(passwordHash ?? '')
    .digest()
    .subarray(0, 8)
  return Buffer.concat([idBytes(id), mark])
}
