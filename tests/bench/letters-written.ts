import { composeLetter } from '../../app/domain/letter/letter'
import { fingerprint } from '../../app/domain/likeness/likeness'
import type { SignatureDraft } from '../../app/domain/signature/signature'
import type { Store } from '../../app/domain/store'
import { letterDraft } from '../support/drafts'
import { groupAtMost, type Ready } from './opened'
import { benchConstituencies } from './seats'

const [model] = benchConstituencies
const mp = { name: 'Asha Grange', role: 'member' } as const

/** Drafts that each bring a letter composed from one to three principles, from every seat in turn. */
export function withLetters({ campaign, drafts }: Ready, count: number): readonly SignatureDraft[] {
  const slugs = campaign.text.principles.map(({ slug }) => slug)
  return drafts(count).map((draft, number) => {
    const seat = benchConstituencies[number % benchConstituencies.length] ?? model
    if (!seat) throw new Error('there are no seats')
    const principles = [...slugs.slice(number % 3), ...slugs.slice(0, number % 3)].slice(0, 1 + (number % 3))
    const writer = {
      name: draft.person.name,
      mailbox: draft.mailbox,
      constituency: seat.name,
      principles,
    }
    const { subject, body } = composeLetter(campaign, writer, mp)
    const { words, ...letter } = letterDraft(body)
    return {
      ...draft,
      principles,
      constituency: { code: seat.code, by: 'postcode' as const },
      letter: {
        ...letter,
        words: { ...words, subject },
        memberId: (number % benchConstituencies.length) + 1,
        fingerprint: fingerprint(body),
      },
    }
  })
}

/** Confirms what was recorded, so that each letter waits to be sent. */
export async function confirmLetters(store: Store, drafts: readonly SignatureDraft[]): Promise<void> {
  for (let from = 0; from < drafts.length; from += groupAtMost)
    await store.confirmSignatures(
      drafts.slice(from, from + groupAtMost).map(({ id, letter, at }) => ({
        signatureId: id,
        letterId: letter?.id ?? null,
        constituencyCode: null,
        at,
      })),
    )
}

/** Lets every mail that only asks to confirm be gone, as it is by the time that a letter waits. */
export async function collectConfirmations(store: Store): Promise<void> {
  const now = new Date()
  const lease = new Date(now.getTime() + 60_000)
  for (;;) {
    const mails = await store.claimOutgoing(groupAtMost, now, lease)
    if (mails.length === 0) return
    await Promise.all(mails.map(mail => store.settleOutgoing(mail, { state: 'accepted', reply: '250' }, now)))
  }
}
