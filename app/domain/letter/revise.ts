import type { Campaign } from '../campaign/campaign'
import { idBytes, type LetterId } from '../id'
import { fingerprint } from '../likeness/likeness'
import type { Member, Seat } from '../place/place'
import type { Ports } from '../ports'
import { Problem } from '../problem'
import { likenessOf } from '../signature/sign'
import type { Signature } from '../signature/signature'
import { type Addressee, addressees, missedOf } from '../target/addressee'
import { targetsFor } from '../target/target'
import { whyUnreached } from '../target/unreached'
import type { Tokens } from '../token'
import { type ShownMail, shownMails, waitsForWriter } from './fate'
import { wordsSchema } from './form'
import type { Letter, LetterWords } from './letter'
import { readLetterLink } from './link'

/** A letter has waited since its MP went; its writer has four weeks to look at it again. */
const letterLifeMs = 28 * 86_400_000

export function makeLetterToken(tokens: Tokens, id: LetterId, mailedAt: Date): string {
  return tokens.make('letter', idBytes(id), new Date(mailedAt.getTime() + letterLifeMs))
}

/** A letter that names somebody who is no longer its writer's MP, and whom it would go to now. */
export interface Revision {
  readonly campaign: Campaign
  readonly signature: Signature
  readonly letter: Letter
  readonly words: LetterWords
  readonly seat: Seat | null
  readonly former: Member
  readonly addressees: readonly Addressee[]
}

/** What the link in the mail to a letter's writer leads to. */
export type Revising =
  | ({ readonly kind: 'to-revise' } & Revision)
  /** Nothing of it waits for its writer any more: it is on its way, was sent, or is held for something else. */
  | {
      readonly kind: 'settled'
      readonly campaign: Campaign
      readonly letter: Letter
      readonly addressees: readonly Addressee[]
      readonly mails: readonly ShownMail[]
    }
  | { readonly kind: 'cancelled'; readonly campaign: Campaign }
  | { readonly kind: 'expired' | 'not-found' }

export async function readRevision(ports: Ports, token: string): Promise<Revising> {
  const linked = await readLetterLink(ports, 'letter', token)
  if (linked.kind !== 'found') return linked
  const { letter, campaign, signature } = linked
  if (letter.state === 'cancelled') return { kind: 'cancelled', campaign }
  const revision = await revisionOf(ports, { campaign, signature, letter })
  if (revision) return { kind: 'to-revise', ...revision }
  return { kind: 'settled', campaign, letter, ...(await whereItGoes(ports, { campaign, signature, letter })) }
}

type Written = Pick<Revision, 'campaign' | 'signature' | 'letter'>

/** Null where nothing of the letter waits for its writer. */
export async function revisionOf(ports: Ports, written: Written): Promise<Revision | null> {
  const { signature, letter } = written
  if (signature.state !== 'confirmed' || !letter.words || letter.memberId === null) return null
  if (!waitsForWriter(await ports.store.letterMails(letter.id))) return null
  const former = await ports.store.member(letter.memberId)
  return former && { ...written, words: letter.words, former, ...(await whereItGoes(ports, written)) }
}

async function whereItGoes({ store, places, now }: Ports, { campaign, signature, letter }: Written) {
  const seat = signature.constituencyCode ? await places.seat(signature.constituencyCode) : null
  const text = (await store.campaignVersion(campaign.id, letter.version)) ?? campaign.text
  const reached = targetsFor({ text }, seat)
  const written = addressees(reached, await places.parliament())
  const mails = shownMails(reached, written, await store.letterMails(letter.id), now())
  return { seat, addressees: written, mails }
}

/** Who sits in the former member's place, or why nobody does. */
export function whoSitsNow({ seat, addressees: written }: Revision): string {
  if (seat?.member && seat.until === null) return `${seat.member.name} is the MP for ${seat.name} now.`
  return missedOf(written)
    .filter(({ kind }) => kind !== 'no-longer-named')
    .map(one => whyUnreached(one, ''))
    .join(' ')
}

/** What its writer sends back: the words as they are now, and whom the page said they go to. */
export interface RevisedFields {
  readonly subject: string
  readonly body: string
  /** The number of the member shown; '' for nobody. */
  readonly member: string
}

/**
 * Puts the writer's words into their letter and lets it go to whoever their page named.
 * @throws Problem `invalid` for words that the sign form would refuse too, or where another member sits by now
 */
export async function reviseLetter(ports: Ports, revision: Revision, fields: RevisedFields): Promise<void> {
  const { campaign, letter, seat, words } = revision
  const answer = wordsSchema.safeParse(fields)
  const problems = Object.fromEntries(
    (answer.error?.issues ?? []).toReversed().map(({ path, message }) => [String(path[0]), message]),
  )
  const memberId = seat?.member?.id ?? null
  if (fields.member !== String(memberId ?? ''))
    problems.member = 'Since you opened this page your MP has changed again. Look at your letter once more'
  if (!answer.success || Object.keys(problems).length > 0)
    throw new Problem('invalid', 'There is a problem', problems)
  const { greatest } = await likenessOf(ports, campaign, answer.data.body, words.body)
  await ports.store.reviseLetter({
    id: letter.id,
    words: { ...words, ...answer.data },
    memberId,
    fingerprint: fingerprint(answer.data.body),
    likeness: greatest,
    at: ports.now(),
  })
  ports.earlierLetters.forget(campaign.id)
}

/** Leaves the letter unsent for good; the signature counts as before. */
export async function cancelRevision(ports: Ports, { letter }: Revision): Promise<void> {
  await ports.store.cancelRevision(letter.id, ports.now())
}
