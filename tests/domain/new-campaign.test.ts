import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { changeState } from '../../app/domain/campaign/change-state'
import { checklist } from '../../app/domain/campaign/checklist'
import { campaignFile } from '../../app/domain/campaign/file'
import { importCampaign } from '../../app/domain/campaign/import'
import { beginCampaign } from '../../app/domain/campaign/new-campaign'
import { discardDraft, editedCampaign, publishDraft, seenAs } from '../../app/domain/draft/draft'
import { fieldsOf } from '../../app/domain/draft/text'
import type { OrganiserId } from '../../app/domain/id'
import { operator } from '../../app/domain/organiser/organiser'
import { restoreVersion } from '../../app/http/versions'
import { campaignText, openCampaign, savePlaces } from '../support/campaign'
import { clockAt, day } from '../support/clock'
import { testPorts } from '../support/ports'
import { openTestStore } from '../support/store'

const form = {
  title: 'Câr-free Sundays, please!',
  slug: '',
  organisation: 'Walk Together',
  contact: 'hello@walktogether.example',
  from: '',
}

test('a new campaign has an address made of its title, and a text that says what is still to be written', async () => {
  const { ports } = await openPorts()
  const campaign = await beginCampaign(ports, form, operator)
  expect([campaign.slug, campaign.state]).toEqual(['car-free-sundays-please', 'draft'])
  const { fields } = await editedCampaign(ports, campaign)
  expect(fields['principles.0.slug']).toBe('')
  await expect(changeState(ports, campaign, 'open', null, operator)).rejects.toThrow(
    /^It cannot open yet\. Summary is not written yet: One paragraph/,
  )
})

test('what is missing is said by field; another’s address is not taken, nor that of this page', async () => {
  const { ports } = await openPorts()
  await openCampaign(ports.store, ports.now())
  const wrong = beginCampaign(
    ports,
    { ...form, title: '', organisation: 'O'.repeat(201), contact: 'nobody' },
    operator,
  )
  await expect(wrong).rejects.toMatchObject({
    code: 'invalid',
    fields: {
      title: 'Title is required',
      organisation: 'Name of the organisation must be 200 characters or fewer',
      contact: 'E-mail address for questions must be an e-mail address such as name@example.org',
    },
  })
  for (const slug of ['safer-crossings', 'new'])
    await expect(beginCampaign(ports, { ...form, slug }, operator)).rejects.toMatchObject({
      fields: { slug: expect.any(String) },
    })
})

test('a copy has the other’s words, and its own title, dates and outcome', async () => {
  const { ports } = await openPorts()
  await openCampaign(ports.store, ports.now(), campaignText({ closes: '2099-01-01', outcome: 'We won.' }))
  const copy = await beginCampaign(ports, { ...form, from: 'safer-crossings' }, operator)
  expect(copy.text).toMatchObject({
    title: form.title,
    statement: 'Every school deserves a crossing.',
    outcome: '',
  })
  expect(copy.text.closes).toBeUndefined()
})

test('a campaign that is taken out as a file and brought in elsewhere is the same; where it is already, it is a draft', async () => {
  const [here, elsewhere] = [await openPorts(), await openPorts()]
  const campaign = await openCampaign(here.ports.store, here.ports.now())
  const file = campaignFile(campaign.text)
  const there = await importCampaign(elsewhere.ports, file, operator)
  expect([there.outcome, there.campaign.text]).toEqual(['made', campaign.text])
  const changed = file.replace(campaign.text.title, 'Another title')
  expect((await importCampaign(here.ports, changed, operator)).outcome).toBe('imported')
  expect((await here.ports.store.campaign(campaign.slug))?.text).toEqual(campaign.text)
  expect((await editedCampaign(here.ports, campaign)).fields.title).toBe('Another title')
  expect((await publishDraft(here.ports, campaign, operator)).campaign.text.title).toBe('Another title')
})

test('what is wrong in a file is told with its lines, and whose campaign it names is not changed by others', async () => {
  const { ports } = await openPorts()
  const campaign = await openCampaign(ports.store, ports.now())
  await expect(importCampaign(ports, 'slug: x\ngoal: many', operator)).rejects.toMatchObject({
    fields: { file: expect.stringContaining('Line 2: goal: must be a whole number') },
  })
  const stranger = { ...operator, roles: [{ campaignId: campaign.id + 1, role: 'editor' as const }] }
  await expect(importCampaign(ports, campaignFile(campaign.text), stranger)).rejects.toMatchObject({
    fields: { file: expect.stringContaining('which you may not edit') },
  })
})

test('nothing that somebody else typed meanwhile is published, discarded or written over unseen', async () => {
  const { ports, clock } = await openPorts()
  const campaign = await openCampaign(ports.store, ports.now())
  const { fields, draft } = await editedCampaign(ports, campaign)
  const typed = { campaignId: campaign.id, basis: 1, savedBy: uuidv7() as OrganiserId, savedAt: clock.now() }
  await ports.store.saveDraft({ ...typed, fields: { ...fields, title: 'Theirs' } }, null)
  const overtaken = { code: 'invalid', fields: { draft: expect.stringContaining('look at it again') } }
  for (const deed of [
    publishDraft(ports, campaign, operator, seenAs(draft)),
    discardDraft(ports, campaign, seenAs(draft)),
    restoreVersion(ports, campaign, { version: '1', seen: seenAs(draft) }, operator),
  ])
    await expect(deed).rejects.toMatchObject(overtaken)
  await expect(importCampaign(ports, campaignFile(campaign.text), operator)).rejects.toMatchObject({
    fields: { file: expect.stringContaining('Somebody else has a draft') },
  })
  const { draft: theirs } = await editedCampaign(ports, campaign)
  expect(theirs?.fields.title).toBe('Theirs')
  await restoreVersion(ports, campaign, { version: '1', seen: seenAs(theirs) }, operator)
  expect((await editedCampaign(ports, campaign)).fields.title).toBe(campaign.text.title)
})

test('words for a pause are published with it, and a draft that is under way has them too', async () => {
  const { ports } = await openPorts()
  const campaign = await openCampaign(ports.store, ports.now())
  const fields = { ...fieldsOf(campaign.text), title: 'A draft' }
  await ports.store.saveDraft(
    { campaignId: campaign.id, fields, basis: 1, savedBy: null, savedAt: ports.now() },
    null,
  )
  const paused = await changeState(ports, campaign, 'paused', 'Back on *Monday*.', operator)
  expect([paused.state, paused.version, paused.text.paused]).toEqual(['paused', 2, 'Back on *Monday*.'])
  const { draft } = await editedCampaign(ports, paused)
  expect(draft).toMatchObject({ basis: 2, fields: { title: 'A draft', paused: 'Back on *Monday*.' } })
  const again = await changeState(ports, paused, 'open', null, operator)
  expect(again.text.paused).toBe('Back on *Monday*.')
})

test('the checklist says what stops a campaign and what is to be weighed', async () => {
  const { ports, clock } = await openPorts()
  const campaign = await openCampaign(ports.store, ports.now(), campaignText({ closes: '2026-12-31' }))
  const states = async () =>
    Object.fromEntries((await checklist(ports, campaign, '')).checks.map(({ what, state }) => [what, state]))
  expect(await states()).toMatchObject({
    'Everything is written': 'good',
    'Letters differ': 'look',
    'Constituencies, MPs and postcodes': 'stop',
    'Mail goes out': 'good',
  })
  await savePlaces(ports.store, ports.now())
  expect((await states())['Constituencies, MPs and postcodes']).not.toBe('stop')
  await ports.store.setSending('paused', ports.now())
  clock.advance(400 * day)
  expect(await states()).toMatchObject({ Dates: 'stop', 'Mail goes out': 'look' })
})

async function openPorts() {
  const clock = clockAt()
  return { clock, ports: testPorts(openTestStore().store, clock) }
}
