import { expect, test } from 'vitest'
import { createAccessToken } from '../../app/domain/connection/token'
import { only, openWorld } from '../store/contract/world'
import { day, minute } from '../support/clock'
import { signInAs } from '../support/organiser'
import { testPorts } from '../support/ports'
import { pagesOver } from '../support/rendering'
import { openTestStore } from '../support/store'

const path = '/organise/connections'

test('before anybody connects anything the page says so, and how to begin', async () => {
  const { asked } = await opened()
  const { status, text } = await asked(path)
  expect(status).toBe(200)
  expect(text).toContain('No address is told of anything yet.')
  expect(text).toContain('No token has been made yet.')
})

test('an address that is added shows its secret this once, and is told from then on', async () => {
  const { asked, world } = await opened()
  const answer = await asked(path, webhookForm())
  expect(answer.status).toBe(201)
  const secret = answer.document.querySelector('.once')?.textContent ?? ''
  expect(secret).toMatch(/^whsec_[\w+/]{32}=*$/)
  expect((await asked(path)).document.toString()).not.toContain(secret)
  const webhook = only(await world.store.webhooks())
  expect(webhook).toMatchObject({ url: 'https://crm.example/hook?key=1', secret, state: 'on', campaignId: 0 })
  await world.sign()
  const page = await asked(`${path}/${webhook.id}`)
  expect(page.text).toContain('signed waits')
  expect(page.text).not.toContain('Rosa')
})

test.each([
  ['no address', { url: 'crm' }, 'Give a web address'],
  ['an address in clear text where we are not', { url: 'ftp://crm.example/' }, 'must begin with https://'],
  [
    'a password in the address',
    { url: 'https://me:word@crm.example/' },
    'Leave the user name and password out',
  ],
  ['no event', { event: '' }, 'Choose at least one event'],
  ['a campaign that is not there', { campaign: 'nowhere' }, 'Choose a campaign, or all of them'],
])('%s is refused, and what was typed is kept', async (_, odd, words) => {
  const { asked, world } = await opened()
  const { status, document, text } = await asked(path, webhookForm(odd))
  expect(status).toBe(422)
  expect(document.querySelector('title')?.textContent).toMatch(/^Error: /)
  expect(text).toContain(words)
  expect(document.querySelector('#url')?.getAttribute('value')).toBe(webhookForm(odd).get('url'))
  expect(await world.store.webhooks()).toEqual([])
})

test('whoever makes a token or adds an address shows again that it is they, where that was ten minutes ago', async () => {
  const { asked, world } = await opened()
  world.clock.advance(10 * minute)
  for (const form of [
    undefined,
    new URLSearchParams({ intent: 'make-token', scope: 'export-personal', name: 'CRM' }),
    webhookForm(),
  ])
    expect(await asked(path, form)).toMatchObject({
      status: 303,
      location: `/organise/prove?to=${encodeURIComponent(path)}`,
    })
  expect([...(await world.store.accessTokens()), ...(await world.store.webhooks())]).toEqual([])
})

test('one is tried, turned off and on, told once more, and taken away', async () => {
  const { asked, world } = await opened()
  await asked(path, webhookForm())
  const { id } = only(await world.store.webhooks())
  const press = (intent: string, odd = {}) => asked(`${path}/${id}`, new URLSearchParams({ intent, ...odd }))
  expect((await press('test')).location).toBe(`${path}/${id}?done=test`)
  const told = only(await world.store.deliveries(id, null, 9))
  await press('again', { delivery: told.id })
  expect(await world.store.deliveries(id, null, 9)).toHaveLength(2)
  await press('off')
  expect((await asked(`${path}/${id}?done=off`)).text).toContain('It is off: it is told nothing')
  await press('on')
  expect((await world.store.webhook(id))?.state).toBe('on')
  expect((await press('remove')).location).toBe(path)
  expect((await asked(`${path}/${id}`)).status).toBe(404)
  const deeds = (await world.store.auditAfter(0, 99)).map(({ action, detail }) => `${action} ${detail.state}`)
  expect(deeds.filter(deed => deed.startsWith('webhook'))).toEqual([
    'webhook-made on',
    'webhook-changed off',
    'webhook-changed on',
    'webhook-ended on',
  ])
})

test('a token is shown this once, and fetches until its day', async () => {
  const { asked, world, fetchCounts } = await opened()
  const form = { intent: 'make-token', name: 'wall display', scope: 'export', campaign: 'safer-crossings' }
  const made = await asked(path, new URLSearchParams({ ...form, days: '7' }))
  const token = made.document.querySelector('.once')?.textContent ?? ''
  expect(token).toMatch(/^und_[\w-]{43}$/)
  expect(await fetchCounts(token)).toBe(200)
  const listed = await asked(path)
  expect(listed.text).toContain('wall display')
  expect(listed.document.toString()).not.toContain(token)
  world.clock.advance(7 * day)
  expect(await fetchCounts(token)).toBe(401)
})

test('a token is worth nothing once it was ended, and nothing for another campaign than its own', async () => {
  const { asked, ports, fetchCounts } = await opened()
  const wish = { scope: 'export', name: null, campaignId: 0, endsAt: null } as const
  const token = await createAccessToken(ports, wish)
  expect(await fetchCounts(token)).toBe(200)
  const mark = (await asked(path)).document.querySelector('input[name=token]')?.getAttribute('value') ?? ''
  expect((await asked(path, new URLSearchParams({ intent: 'end-token', token: mark }))).status).toBe(303)
  expect(await fetchCounts(token)).toBe(401)
  expect(await fetchCounts(await createAccessToken(ports, { ...wish, campaignId: 99 }))).toBe(404)
})

test('a token fetches no more than its maker may, and nothing once they are let in no more, which their page says before', async () => {
  const { asked, world, ports, fetchCounts } = await opened()
  const { store, clock, campaign } = world
  const { id, cookie } = await signInAs(store, clock.now(), 'owner', { name: 'Otto Ther' })
  const theirs = await pagesOver(ports, { cookie })
  await theirs(path, webhookForm())
  const made = async (scope: string) => {
    const form = { intent: 'make-token', name: `for ${scope}`, scope, campaign: '' }
    return (await theirs(path, new URLSearchParams(form))).document.querySelector('.once')?.textContent ?? ''
  }
  const [counts, people] = [await made('export'), await made('export-personal')]
  const change = (form: Record<string, string>) =>
    asked(`/organise/organisers/${id}`, new URLSearchParams(form))
  const { text } = await asked(`/organise/organisers/${id}`)
  expect(text).toMatch(/These tokens .* stop with that.*for export \(\w{8}\), counts/)
  expect(text).toContain('These webhooks that they added go on, until somebody takes them away:crm.example')

  await change({ step: 'give', role: 'editor', campaign: '' })
  expect([await fetchCounts(counts), await fetchCounts(people)]).toEqual([200, 401])
  expect((await asked(path)).text.match(/fetches nothing, as Otto Ther may not/g)).toHaveLength(1)
  await change({ step: 'give', role: 'owner', campaign: String(campaign.id) })
  await change({ step: 'take', campaign: '0' })
  expect(await fetchCounts(counts)).toBe(401) // it is for every campaign, and they are for one
  await change({ step: 'give', role: 'viewer', campaign: '' })
  expect(await fetchCounts(counts)).toBe(200)

  await change({ step: 'disable' })
  const bearing = await pagesOver(ports, { authorization: `Bearer ${counts}` })
  expect((await bearing('/organise/campaigns/safer-crossings/letters')).status).toBe(401)
  expect(await fetchCounts(counts)).toBe(401)
  expect((await asked(path)).text.match(/fetches nothing, as Otto Ther may not/g)).toHaveLength(2)
})

test.each([
  [{ name: ' ' }, 'Give it a name'],
  [{ scope: 'all' }, 'Choose what it may fetch'],
  [{ days: 'soon' }, 'Give a whole number of days'],
  [{ days: '0' }, 'Give a whole number of days'],
])('a token with %j is refused', async (odd, words) => {
  const { asked, world } = await opened()
  const form = { intent: 'make-token', name: 'wall display', scope: 'export', campaign: '', days: '', ...odd }
  const { status, text } = await asked(path, new URLSearchParams(form))
  expect(status).toBe(422)
  expect(text).toContain(words)
  expect(await world.store.accessTokens()).toEqual([])
})

test('the log is read, the latest first, of one campaign or of all, and walked through by a button', async () => {
  const { asked, world } = await opened()
  await asked(path, webhookForm({ campaign: 'safer-crossings' }))
  const { document, text } = await asked('/organise/audit')
  const events = [...document.querySelectorAll('.event-what')].map(one => one.textContent)
  expect(events[0]).toBe('Olive Ganiser added a webhook in “A safe crossing at every school”')
  expect(events.at(-1)).toMatch(/invited an organiser$/)
  expect(text).toContain('host crm.example')
  expect(text).not.toContain('key=1')
  expect(
    (await asked('/organise/audit?campaign=safer-crossings')).document.querySelectorAll('.events > li'),
  ).toHaveLength(1)
  const own = { campaignId: world.campaign.id, name: 'Una Moss' }
  const { cookie } = await signInAs(world.store, world.clock.now(), 'owner', own)
  const theirs = await pagesOver(testPorts(world.store, world.clock), { cookie })
  const { document: told } = await theirs('/organise/campaigns/safer-crossings/audit?campaign=another')
  expect([...told.querySelectorAll('.event-what')].map(one => one.textContent)).toEqual([
    'Una Moss joined as an organiser in “A safe crossing at every school”',
    events[0],
  ])
  const walked = await asked('/organise/audit', new URLSearchParams())
  expect(walked.text).toMatch(/The log is whole: \d+ events/)
  expect(await world.store.auditAfter(0, 99)).toHaveLength(events.length + 2) // Una’s invitation is the operator’s
})

function webhookForm(odd: Readonly<Record<string, string>> = {}): URLSearchParams {
  const form = { intent: 'add-webhook', url: 'https://crm.example/hook?key=1', event: 'signed', campaign: '' }
  return new URLSearchParams({ ...form, ...odd })
}

async function opened() {
  const world = await openWorld(() => openTestStore().store)
  const ports = testPorts(world.store, world.clock)
  const { cookie } = await signInAs(world.store, world.clock.now(), 'owner')
  return {
    world,
    ports,
    asked: await pagesOver(ports, { cookie }),
    /** The status of an export that is asked for with this token. */
    async fetchCounts(token: string) {
      const bearing = await pagesOver(ports, { authorization: `Bearer ${token}` })
      return (await bearing('/organise/campaigns/safer-crossings/exports/counts.csv')).status
    },
  }
}
