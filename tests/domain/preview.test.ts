import { expect, test } from 'vitest'
import { previewLetter } from '../../app/domain/letter/preview'
import { fingerprint } from '../../app/domain/likeness/likeness'
import { readPostcode } from '../../app/domain/place/postcode'
import type { WriterForm } from '../../app/domain/signature/form'
import { campaignText, openCampaign, savePlaces } from '../support/campaign'
import { clockAt, second } from '../support/clock'
import { letterDraft, signatureDraft } from '../support/drafts'
import { testPorts } from '../support/ports'
import { openTestStore } from '../support/store'

const writer: WriterForm = {
  ...{ name: 'Rosa Lind', email: 'rosa@example.org', postcode: readPostcode('ZZ1 1AA'), country: 'GB' },
  ...{ principles: ['zebra', 'lights'], constituency: null, source: null },
}
const untouched = { subject: '', body: '', own: '', suggested: '' }
const reason =
  'My daughter crosses there twice a day, and last winter a lorry took the mirror off the car that had stopped for her.'

/** A campaign with so many letters that say exactly what is suggested to Rosa. */
async function openWorld(letters: number, odd: Readonly<Record<string, unknown>> = {}) {
  const { store } = openTestStore()
  const clock = clockAt()
  const ports = testPorts(store, clock)
  await savePlaces(store, clock.now())
  const { letter } = campaignText()
  const campaign = await openCampaign(store, clock.now(), campaignText({ letter: { ...letter, ...odd } }))
  const preview = (sent: Partial<typeof untouched> = {}, who: Partial<WriterForm> = {}) =>
    previewLetter(ports, campaign, { ...writer, ...who }, { ...untouched, ...sent }, { network: null })
  const { body } = (await preview()).words
  for (let n = 0; n < letters; n++) {
    const draft = signatureDraft(campaign, clock.now(), {
      email: `writer${n}@example.org`,
      letter: { ...letterDraft(body), fingerprint: fingerprint(body) },
    })
    await store.recordSignatures([draft])
    const confirmed = { signatureId: draft.id, letterId: draft.letter?.id ?? null, constituencyCode: null }
    await store.confirmSignatures([{ ...confirmed, at: clock.now() }])
  }
  clock.advance(2 * second) // what others write is learnt of within a second
  return { preview }
}

test('a letter is suggested in the order of its principles, and follows another order until its writer changes it', async () => {
  const { preview } = await openWorld(0)
  const first = await preview()
  const sent = { ...first.words, suggested: first.mark }
  const other = { principles: ['lights', 'zebra'] }
  const moved = await preview(sent, other)
  expect(moved.words).toEqual((await preview({}, other)).words)
  expect(moved.words.body).not.toBe(first.words.body)
  expect(moved.edited).toBe(false)

  const edited = await preview({ ...sent, body: 'Mine.' }, other)
  expect(edited.words.body).toBe('Mine.')
  expect(edited.edited).toBe(true)
})

test('words that nobody touched name the MP once it is known who that is', async () => {
  const { preview } = await openWorld(0, { openings: [['I ask you, {{mp}}, for {{constituency}}.']] })
  const unknown = await preview({}, { postcode: readPostcode('ZZ99 9ZZ') })
  expect(unknown.words.body).toMatch(/^I ask you, my MP,/)
  const found = await preview({ ...unknown.words, suggested: unknown.mark })
  expect(found.words.body).toMatch(/^I ask you, Asha Grange, for Ashford Vale\./)
})

test('how many letters are much like it is told from five, and own words count', async () => {
  const five = await openWorld(5)
  expect((await five.preview()).alike).toBe(5)
  expect((await five.preview({ own: reason })).alike).toBe(0)
  expect((await (await openWorld(4)).preview()).alike).toBe(0)
})

test('that a letter may wait is told only of a campaign that holds letters, and of no letter by itself', async () => {
  expect((await (await openWorld(5)).preview()).mayWait).toBe(false)
  const holding = await openWorld(5, { hold_above: 0.9 })
  expect((await holding.preview()).mayWait).toBe(true)
  expect((await holding.preview({ own: reason })).mayWait).toBe(false)
  // Its likeness is 1, and a stranger who asks in somebody's name must not learn that they have written.
  expect((await (await openWorld(1, { hold_above: 0.9 })).preview()).mayWait).toBe(false)
})
