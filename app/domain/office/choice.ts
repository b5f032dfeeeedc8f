import { idBytes, idFromBytes, type OfficeId } from '../id'
import type { Ports } from '../ports'
import type { Tokens } from '../token'
import type { Office, OfficeMode } from './office'

/** An office may keep a letter for as long as it likes. */
const never = new Date('9999-12-31T00:00:00.000Z')

/** A link that chooses is mailed anew whenever it is asked for. */
const choiceLifeMs = 24 * 3_600_000

/** For a line under each letter: it leads to where an office has a link mailed to itself, and chooses nothing. */
export function makeOfficeToken(tokens: Tokens, id: OfficeId): string {
  return tokens.make('office', idBytes(id), never)
}

/** Null for a link that is none of ours. */
export async function readOffice({ tokens, store, now }: Ports, token: string): Promise<Office | null> {
  const answer = tokens.read('office', token, now())
  if (answer.kind !== 'valid' || answer.subject.length !== 16) return null
  return store.office(idFromBytes<OfficeId>(answer.subject))
}

/** Mails a link to choose with to the office's own address; whoever asks is answered the same whether one goes. */
export async function requestOfficeLink({ limits, store, now }: Ports, { id }: Office): Promise<void> {
  const limit = await limits.take('office', id, now())
  if (limit.kind !== 'hard') await store.requestOfficeLink(id, now())
}

/** For the office's own mailbox. It knows the revision that it chooses over, so that it chooses once. */
export function makeChoiceToken(tokens: Tokens, { id, revision }: Office, mailedAt: Date): string {
  const subject = Buffer.concat([idBytes(id), Buffer.alloc(4)])
  subject.writeUInt32BE(revision, 16)
  return tokens.make('office-choice', subject, new Date(mailedAt.getTime() + choiceLifeMs))
}

/** What the link in the mail to an office leads to. */
export type Choosing =
  | { readonly kind: 'to-choose' | 'chosen'; readonly office: Office }
  | { readonly kind: 'spent' | 'expired'; readonly office: Office } // another link was used since
  | { readonly kind: 'not-found' }

export async function readChoice({ tokens, store, now }: Ports, token: string): Promise<Choosing> {
  const answer = tokens.read('office-choice', token, now())
  if (answer.kind === 'forged' || answer.subject.length !== 20) return { kind: 'not-found' }
  const office = await store.office(idFromBytes<OfficeId>(answer.subject))
  if (!office) return { kind: 'not-found' }
  if (answer.kind === 'expired') return { kind: 'expired', office }
  const chosen = office.revision - answer.subject.readUInt32BE(16)
  if (chosen === 0) return { kind: 'to-choose', office }
  return { kind: chosen === 1 ? 'chosen' : 'spent', office }
}

/** Letters come so from now on, those that wait too. Of two who use one link at once, the first has chosen. */
export async function chooseMode(
  { store, now }: Ports,
  { id, revision }: Office,
  mode: OfficeMode,
): Promise<void> {
  await store.chooseOfficeMode(id, revision, mode, now())
}
