import { auditEntry } from '../audit/audit'
import type { Ports } from '../ports'
import { Problem } from '../problem'
import { challengeReader, newChallenge } from '../sign-in/passkey-challenge'
import { passwordProblem } from '../sign-in/password'
import type { Holder } from '../sign-in/prove'
import { newRecoveryCodes } from '../sign-in/recovery-code'
import { hashes, newSecondFactor, type SecondFactorForm } from '../sign-in/second-factor'
import { titleSchema } from '../text/typed-text'
import type { Credentials, ProofChange } from './store'

/** @throws Problem `not-found` where they are gone since */
export async function ownCredentials({ store }: Ports, { id }: Pick<Holder, 'id'>): Promise<Credentials> {
  const own = await store.organiserById(id)
  if (own) return own
  throw new Problem('not-found', 'There is no such organiser.')
}

/** Changes a password for whoever knows the one that they have. @throws Problem `invalid` */
export async function changePassword(
  ports: Ports,
  holder: Holder,
  { present, password }: { readonly present: string; readonly password: string },
): Promise<void> {
  const own = await ownCredentials(ports, holder)
  if (!(await ports.proving.isPassword(present, own.passwordHash)))
    throw new Problem('invalid', 'There is a problem', { present: 'This is not your password' })
  await requireGood(ports, own, password)
  const passwordHash = await ports.proving.hashPassword(password)
  await change(ports, holder, { kind: 'password', passwordHash })
}

/** A first password, with its second factor, for whoever has passkeys alone; gives the recovery codes. @throws Problem `invalid` */
export async function makePassword(
  ports: Ports,
  holder: Holder,
  { password, ...form }: SecondFactorForm & { readonly password: string },
): Promise<readonly string[]> {
  await requireGood(ports, await ownCredentials(ports, holder), password)
  const { factor, codes } = newSecondFactor(ports, form)
  const passwordHash = await ports.proving.hashPassword(password)
  await change(ports, holder, { kind: 'password-made', passwordHash, ...factor })
  return codes
}

/** Another phone or app in the place of the former; gives new recovery codes. @throws Problem `invalid` */
export async function changeSecondFactor(
  ports: Ports,
  holder: Holder,
  form: SecondFactorForm,
): Promise<readonly string[]> {
  const { factor, codes } = newSecondFactor(ports, form)
  await change(ports, holder, { kind: 'second-factor', ...factor })
  return codes
}

/** New recovery codes in the place of all before; gives them, this once. */
export async function renewRecoveryCodes(ports: Ports, holder: Holder): Promise<readonly string[]> {
  const codes = newRecoveryCodes()
  await change(ports, holder, { kind: 'recovery-codes', recoveryCodes: hashes(codes) })
  return codes
}

/** What a browser needs to make one more passkey. */
export async function askForNewPasskey(ports: Ports, holder: Holder): Promise<unknown> {
  const own = await ownCredentials(ports, holder)
  return ports.proving.passkeyToMake(own, own.passkeys, newChallenge(ports, 'passkey-made'))
}

/** @throws Problem `invalid` */
export async function addPasskey(
  ports: Ports,
  holder: Holder,
  { name, answer }: { readonly name: string; readonly answer: string },
): Promise<void> {
  const { isOurs } = challengeReader(ports, 'passkey-made')
  const made = await ports.proving.passkeyMade(answer, isOurs)
  if (!made) throw new Problem('invalid', 'The passkey could not be made. Please try again.')
  const named = titleSchema(60).safeParse(name)
  const passkey = { ...made, name: named.success ? named.data : holder.session.agent }
  await change(ports, holder, { kind: 'passkey-added', passkey })
}

/** @throws Problem `invalid` for the last way in */
export async function removePasskey(ports: Ports, holder: Holder, id: string): Promise<void> {
  await removeProof(ports, holder, { kind: 'passkey-removed', id }, 'Add another passkey or a password first')
}

/** With its second factor and the recovery codes. @throws Problem `invalid` for the last way in */
export async function removePassword(ports: Ports, holder: Holder): Promise<void> {
  await removeProof(ports, holder, { kind: 'password-removed' }, 'Add a passkey first')
}

async function removeProof(ports: Ports, holder: Holder, wanted: ProofChange, first: string): Promise<void> {
  if ((await change(ports, holder, wanted)) === 'last-proof')
    throw new Problem('invalid', 'There is a problem', { proof: `This is your only way in. ${first}` })
}

/** Ends one of their sessions. @param mark as `sessionMark` gives it */
export async function endSession(ports: Ports, { id }: Pick<Holder, 'id'>, mark: string): Promise<void> {
  const one = (await ports.store.sessions(id)).find(({ hash }) => sessionMark(hash) === mark)
  const object = `organiser:${id}` as const
  if (one)
    await ports.store.endSession(id, one.hash, auditEntry(object, 'session-ended', object, ports.now()))
}

/** What tells a session from others on a page: nothing that opens it. */
export function sessionMark(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex').slice(0, 16)
}

export async function signOut({ store, now }: Ports, { id, session }: Holder): Promise<void> {
  const object = `organiser:${id}` as const
  await store.endSession(id, session.hash, auditEntry(object, 'signed-out', object, now()))
}

async function requireGood(ports: Ports, own: Credentials, password: string): Promise<void> {
  const weak = await passwordProblem(ports, password, own)
  if (weak) throw new Problem('invalid', 'There is a problem', { password: weak })
}

function change({ store, now }: Ports, { id, session }: Holder, wanted: ProofChange) {
  const object = `organiser:${id}` as const
  const entry = auditEntry(object, 'proof-changed', object, now(), { detail: { what: wanted.kind } })
  return store.changeProof(id, wanted, session.hash, entry)
}
