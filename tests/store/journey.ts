import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished } from 'vitest'
import type { LetterId } from '../../app/domain/id'
import type { Store } from '../../app/domain/store'
import { openKeyring } from '../../db/keyring'
import { openSqliteStore } from '../../db/sqlite/store'
import { campaignText, openCampaign, savePlaces } from '../support/campaign'
import { type Clock, clockAt, minute } from '../support/clock'
import { signatureDraft } from '../support/drafts'
import { testSecret } from '../support/store'

export const person = {
  name: 'Florence Quillfeather',
  email: 'Nightingale+x@zebra.example',
  postcode: 'SL1 9QX',
}

/** Whatever of the journey is somebody's own. The outward code and the mail domain are kept in clear, for counts. */
export const personalWords = [
  'Florence',
  'Quillfeather',
  'Nightingale+x',
  'Nightingale',
  'SL1 9QX',
  'SL19QX',
  '9QX',
  '17 Featherbed Mews',
  'Flat Zwölf',
  'Upper Snodsbury',
  'My daughter limps home past the lorries',
  'limps',
  'lorries',
  'Crossing outside Snodsbury school',
  'Corrected Marmaduke',
  'Thank you for writing to me about Thistlewick',
  'Thistlewick',
]

export function letter(body = 'My daughter limps home past the lorries every day.') {
  return {
    id: uuidv7() as LetterId,
    words: {
      subject: 'Crossing outside Snodsbury school',
      body,
      address: { address1: '17 Featherbed Mews', address2: 'Flat Zwölf', town: 'Upper Snodsbury' },
    },
    memberId: 1,
    fingerprint: [1, 2, 3],
    likeness: 0.1,
  }
}

/** The person signs, with a letter. */
export async function signed(
  store: Store,
  campaign: Parameters<typeof signatureDraft>[0],
  clock: Clock,
  odd: Partial<typeof person> = {},
) {
  const words = letter()
  const draft = signatureDraft(campaign, clock.now(), { ...person, ...odd, letter: words })
  await store.recordSignatures([draft])
  return { id: draft.id, letter: words }
}

/** One person signs two campaigns, writes, confirms, corrects their name, asks for what is held; mails are sent. */
export async function journey(store: Store) {
  const clock = clockAt()
  await savePlaces(store, clock.now())
  const campaign = await openCampaign(store, clock.now())
  const other = await openCampaign(store, clock.now(), campaignText({ slug: 'other' }))
  const { id, letter: words } = await signed(store, campaign, clock)
  const elsewhere = await signed(store, other, clock)
  clock.advance(minute)
  const again = await signed(store, campaign, clock) // a repeat, with the same words
  expect(await store.letter(again.letter.id)).toBeNull()
  await send(store, clock)
  const confirmation = { signatureId: id, letterId: words.id, constituencyCode: null, at: clock.now() }
  expect(await store.confirmSignatures([confirmation])).toEqual(['confirmed'])
  await store.correctName(id, 'Corrected Marmaduke')
  await store.requestManageLink('nightingale@zebra.example', clock.now())
  await send(store, clock)
  return { id, elsewhere: elsewhere.id, letterId: words.id }
}

/** The person tells what came of the letter, and pastes the reply. */
export async function tell(store: Store, letterId: LetterId) {
  const told = { answer: 'answered', position: 'disagrees', days: 0, answeredAt: clockAt().now() } as const
  const words = 'Thank you for writing to me about Thistlewick.'
  expect(await store.recordReply({ letterId, ...told, words })).toBe('recorded')
}

async function send(store: Store, clock: Clock) {
  for (const mail of await store.claimOutgoing(100, clock.now(), new Date(+clock.now() + minute))) {
    await store.stampOutgoing(mail, `<${mail.id}@undersigned.example>`, clock.now())
    await store.markOutgoing(mail, clock.now())
    await store.settleOutgoing(mail, { state: 'accepted', reply: '250 2.0.0 ok' }, clock.now())
  }
}

/** Opens a file as another process would. */
export function openAt(file: string, keys: string, secret: Uint8Array = testSecret): Store {
  const store = openSqliteStore(file, { keyring: openKeyring(keys, secret), household: 2, newId: uuidv7 })
  onTestFinished(() => store.close())
  return store
}
