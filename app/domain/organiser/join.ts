import { z } from 'zod'
import type { OrganiserId } from '../id'
import type { Ports } from '../ports'
import { isProblem, Problem } from '../problem'
import type { GoodLink } from '../sign-in/one-time-link'
import { requireTaken } from '../sign-in/one-time-link'
import { challengeReader, newChallenge } from '../sign-in/passkey-challenge'
import { passwordProblem } from '../sign-in/password'
import { newSecondFactor, type SecondFactorForm } from '../sign-in/second-factor'
import { newSession } from '../sign-in/session'
import { nameSchema } from '../signature/form'
import { checkFields } from '../text/typed-text'
import type { NewProofs } from './store'

export interface PasswordForm extends SecondFactorForm {
  readonly name: string
  readonly password: string
}

/** What the cookie of their first session holds. */
interface Joined {
  readonly session: string
}

/**
 * Makes whoever has the link an organiser with a password and a second factor.
 * @returns their recovery codes too, to be shown this once
 * @throws Problem `invalid`; `gone` where the link was used meanwhile
 */
export async function joinByPassword(
  ports: Ports,
  link: GoodLink,
  form: PasswordForm,
  agent: string,
): Promise<Joined & { readonly codes: readonly string[] }> {
  const { email } = requireTaken(link).invitation
  const { name, passwordHash, factor, codes } = await readNewPassword(ports, form, email)
  return { ...(await join(ports, link, name, { kind: 'password', passwordHash, ...factor }, agent)), codes }
}

/** What a browser needs to make their first passkey. */
export function askForFirstPasskey(ports: Ports, { invitation }: GoodLink, typed: string): Promise<unknown> {
  const whom = { name: readName(typed), email: invitation.email }
  return ports.proving.passkeyToMake(whom, [], newChallenge(ports, 'passkey-made'))
}

/** Makes whoever has the link an organiser with a passkey. @throws Problem `invalid`, `gone` */
export async function joinByPasskey(
  ports: Ports,
  link: GoodLink,
  form: { readonly name: string; readonly answer: string },
  agent: string,
): Promise<Joined> {
  requireTaken(link)
  const name = readName(form.name)
  const { isOurs } = challengeReader(ports, 'passkey-made')
  const made = await ports.proving.passkeyMade(form.answer, isOurs)
  if (!made) throw new Problem('invalid', 'The passkey could not be made. Please try again.')
  return join(ports, link, name, { kind: 'passkey', passkey: { ...made, name: agent } }, agent)
}

/** Everything that is wrong with the form is said at once. @throws Problem `invalid` */
async function readNewPassword(ports: Ports, form: PasswordForm, email: string) {
  const problems: Record<string, string> = {}
  const name = checkFields(nameForm, { name: form.name }, problems)?.name ?? ''
  const weak = await passwordProblem(ports, form.password, { name: form.name, email })
  if (weak) problems.password = weak
  const second = orProblems(() => newSecondFactor(ports, form), problems)
  if (!second || Object.keys(problems).length > 0)
    throw new Problem('invalid', 'There is a problem', problems)
  return { name, passwordHash: await ports.proving.hashPassword(form.password), ...second }
}

const nameForm = z.object({ name: nameSchema })

function readName(typed: string): string {
  const name = nameSchema.safeParse(typed)
  if (name.success) return name.data
  const words = name.error.issues[0]?.message ?? 'Enter your name'
  throw new Problem('invalid', words, { name: words })
}

function orProblems<Value>(read: () => Value, problems: Record<string, string>): Value | null {
  try {
    return read()
  } catch (thrown) {
    if (!isProblem(thrown)) throw thrown
    Object.assign(problems, thrown.fields)
    return null
  }
}

async function join(
  ports: Ports,
  { hash }: GoodLink,
  name: string,
  proofs: NewProofs,
  agent: string,
): Promise<Joined> {
  const { id, session } = newSession(agent)
  const joining = { hash, id: ports.newId<OrganiserId>(), name, proofs, session, at: ports.now() }
  if ((await ports.store.join(joining)).kind === 'joined') return { session: id }
  throw new Problem(
    'gone',
    'This link lets nobody in any more. Sign in if you organise already, or ask for a new one.',
  )
}
