import { type DigestCampaign, type DigestLetter, digest as digestMail } from '../../emails/digest'
import { dayInWords } from '../domain/calendar/day-in-words'
import { bytesAtMost } from '../domain/office/digest'
import { officeAddress } from '../domain/office/office'
import type { ClaimedPersonal, PersonalOutgoing } from '../domain/outbox/outbox'
import { isProblem } from '../domain/problem'
import type { Composition, OfficeOccasion, TargetLetter } from './composition'
import { toOffice } from './office-mail'
import { officeUrlOf } from './target-letter'

/** Composes one of a digest's letters as it would go by itself. */
type ComposeLetter = (mail: ClaimedPersonal) => Promise<Composition>

/**
 * The letters of a day, each as it would go by itself, but in one mail. Whatever must not go with it, or goes to somebody else
 * by now, or would make it too large, leaves it before it goes.
 */
export async function composeDigest(
  occasion: OfficeOccasion,
  composeLetter: ComposeLetter,
): Promise<Composition> {
  const { ports, mail, office } = occasion
  const digest = await ports.store.digest(mail.id)
  if (!digest) return { kind: 'cancel' }
  const ready = new Map<PersonalOutgoing, TargetLetter>()
  // Chosen since the digest was made: each comes as the office wants it now.
  for (const outgoing of office.mode === 'daily' ? digest.letters : []) {
    const composition = await orLeave(() => composeLetter({ ...outgoing, fence: mail.fence }))
    if (composition.kind === 'later') return composition
    if (composition.kind === 'letter' && officeAddress(composition.letter.target.email) === office.address)
      ready.set(outgoing, composition.letter)
  }
  const going = fitting([...ready])
  await sortOut(occasion, digest.letters, going)
  if (going.length === 0) return { kind: 'cancel' }
  return render(
    occasion,
    going.map(([, letter]) => letter),
    digest.waiting + ready.size - going.length,
  )
}

type Ready = readonly [PersonalOutgoing, TargetLetter]

/** One that cannot be composed is held by itself, and keeps no other from going. */
async function orLeave(compose: () => Promise<Composition>): Promise<Composition> {
  try {
    return await compose()
  } catch (fault) {
    if (isProblem(fault)) throw fault // a store that is away
    return { kind: 'hold', why: 'cannot-compose' }
  }
}

/** The first, and as many of the others as the mail may hold. */
function fitting(ready: readonly Ready[]): readonly Ready[] {
  let bytes = 0
  return ready.filter(([, letter], index) => {
    bytes += sizeOf(letter)
    return index === 0 || bytes <= bytesAtMost
  })
}

/** In both parts, in quoted-printable, which makes three of a byte beyond ASCII; with what stands around it. */
function sizeOf({ words }: TargetLetter): number {
  const beyond = Buffer.byteLength(words.replace(/\p{ASCII}/gu, ''))
  return 2 * (Buffer.byteLength(words) + 2 * beyond) + 2000
}

async function sortOut(
  { ports, mail }: OfficeOccasion,
  letters: readonly PersonalOutgoing[],
  going: readonly Ready[],
): Promise<void> {
  const staying = new Set(going.map(([{ id }]) => id))
  const leave = letters.flatMap(({ id }) => (staying.has(id) ? [] : [id]))
  const readers = going.flatMap(([{ letterId }, { memberId }]) =>
    letterId && memberId !== null ? [[letterId, memberId] as const] : [],
  )
  if (leave.length + readers.length === 0) return
  await ports.store.sortDigest(mail, { leave, readers: new Map(readers) }, ports.now())
}

function render(occasion: OfficeOccasion, letters: readonly TargetLetter[], waiting: number): Composition {
  const { ports, office } = occasion
  const names = new Set(letters.map(({ target }) => target.name))
  const rendered = digestMail({
    from: letters.every(({ target }) => target.key === 'mp') ? 'constituents' : 'people',
    campaigns: summaries(letters),
    letters: letters.map(shown),
    waiting,
    officeUrl: officeUrlOf(ports, office.id),
  })
  return toOffice(occasion, rendered, names.size === 1 ? [...names][0] : '')
}

function shown({ occasion, text, subject, words, writtenAt }: TargetLetter): DigestLetter {
  const { name, email } = occasion.signature.person
  return { name, email, campaign: text.title, written: dayInWords(writtenAt), subject, words }
}

/** In the order in which the first letter of each comes; a campaign is told of as its latest writer saw it. */
function summaries(letters: readonly TargetLetter[]): readonly DigestCampaign[] {
  const ids = new Set(letters.map(({ occasion }) => occasion.campaign.id))
  return [...ids].flatMap(id => {
    const its = letters.filter(({ occasion }) => occasion.campaign.id === id)
    const latest = its.at(-1)
    return latest ? [summary(latest, its)] : []
  })
}

function summary({ text }: TargetLetter, letters: readonly TargetLetter[]): DigestCampaign {
  const chosen = letters.flatMap(({ occasion, text }) =>
    occasion.signature.principles.map(
      slug => text.principles.find(principle => principle.slug === slug)?.title ?? slug,
    ),
  )
  const counts = new Map<string, number>()
  for (const title of chosen) counts.set(title, (counts.get(title) ?? 0) + 1)
  return {
    title: text.title,
    organisation: text.organisation.name,
    letters: letters.length,
    principles: [...counts]
      .map(([title, letters]) => ({ title, letters }))
      .toSorted((one, other) => other.letters - one.letters),
  }
}
