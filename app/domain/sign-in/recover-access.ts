import { auditEntry } from '../audit/audit'
import { type InvitationId, idBytes, type OrganiserId } from '../id'
import { refuseBeyondHard } from '../limit'
import type { Ports } from '../ports'
import { Problem } from '../problem'
import { canonicalMailbox, emailSchema } from '../signature/mailbox'
import type { Tokens } from '../token'
import { type GoodLink, requireTaken } from './one-time-link'
import { passwordProblem } from './password'
import { judgeCode } from './second-factor'
import { newSecret, newSession, secretHash } from './session'
import { type Comer, readPasswordToken } from './sign-in'

/** ASVS 5.0, 6.5.5: a link that lets somebody in is good for ten minutes at most. */
const linkLifeMs = 10 * 60_000

/**
 * Mails an organiser a link for a new password. The answer is the same whether there is one; gives what the cookie of the one
 * browser is to hold that may use it.
 * @throws Problem `invalid` for what is no address, `too-many`
 */
export async function requestRecovery(ports: Ports, typed: string, comer: Comer): Promise<string> {
  const email = emailSchema.safeParse(typed)
  if (!email.success)
    throw new Problem('invalid', 'There is a problem', {
      email: 'Enter an e-mail address in the form name@example.org',
    })
  const [mailbox, at, browser, id] = [
    canonicalMailbox(email.data),
    ports.now(),
    newSecret(),
    ports.newId<InvitationId>(),
  ]
  const { network } = comer.visitor
  if (network) refuseBeyondHard(await ports.limits.take('manage', Buffer.from(network).toString('hex'), at))
  const counted = (await isKnownAs(ports, comer, mailbox)) ? `known/${mailbox}` : mailbox
  const within = (await ports.limits.take('recover', counted, at)).kind !== 'hard'
  const link = { id, hash: secretHash(recoveryToken(ports.tokens, id, at)), browser: secretHash(browser) }
  // Past the mailbox's limit nobody is mailed, and whoever asks is told what everybody is told.
  const endsAt = new Date(at.getTime() + linkLifeMs)
  await ports.store.requestRecovery({ ...link, mailbox: within ? mailbox : '', at, endsAt })
  return browser
}

/** Whether they came in by this browser before: what strangers ask for in their name is counted apart. */
async function isKnownAs(ports: Ports, { known }: Comer, mailbox: string): Promise<boolean> {
  const whose = known && (await readPasswordToken(ports, 'known-browser', known))
  return whose ? canonicalMailbox(whose.email) === mailbox : false
}

/** What the link holds: made of its mail's id, so that the store need keep no more than its hash. @param askedAt of the mail */
export function recoveryToken(tokens: Tokens, id: InvitationId, askedAt: Date): string {
  return tokens.make('recover', idBytes(id), new Date(askedAt.getTime() + linkLifeMs))
}

/**
 * Sets a new password by the link and a second factor, which it never stands in for (ASVS 5.0, 6.4.3), and signs in. Whoever has the
 * link reads the mailbox and asked for it in this browser: they wait for nobody's guesses at the door, and have as few tries as links.
 * @throws Problem `invalid`, `too-many`; `gone` where the link was used meanwhile
 */
export async function recoverAccess(
  ports: Ports,
  link: GoodLink,
  { password, code }: { readonly password: string; readonly code: string },
  { agent }: Comer,
): Promise<string> {
  const { organiserId } = requireTaken(link).invitation
  const whose = organiserId && (await ports.store.organiserById(organiserId))
  if (!whose) throw new Problem('gone', 'This link has ended. Please ask for a new one.')
  const weak = await passwordProblem(ports, password, whose)
  if (weak) throw new Problem('invalid', 'There is a problem', { password: weak })
  refuseBeyondHard(await ports.limits.take('recover', `code/${whose.id}`, ports.now()))
  const proof = judgeCode(ports, whose, code)
  const passwordHash = await ports.proving.hashPassword(password)
  const { id, session } = newSession(agent)
  const [at, object] = [ports.now(), `organiser:${whose.id}` as const]
  const start = proof && { organiserId: whose.id, proof, session, at, hash: link.hash, passwordHash }
  const entry = auditEntry(object, 'recovered', object, at, { detail: { by: proof?.kind ?? null } })
  if (start && (await ports.store.recover(start, entry)) === 'started') return id
  throw await wrongCode(ports, whose.id)
}

async function wrongCode(ports: Ports, id: OrganiserId): Promise<Problem> {
  const entry = auditEntry('system', 'sign-in-failed', `organiser:${id}`, ports.now(), {
    detail: { by: 'code', recovering: true },
  })
  await ports.store.failSignIn(null, entry)
  return new Problem('invalid', 'There is a problem', {
    code: 'This code is not right, or was used before. After several wrong ones, wait a few minutes',
  })
}
