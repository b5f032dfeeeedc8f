import { expect, test } from 'vitest'
import { makeFormToken } from '../../app/domain/signature/form-token'
import { makeUnsubscribeToken } from '../../app/domain/supporter/unsubscribe'
import { makeNewsToken } from '../../app/domain/update/subscriber'
import { openWorld } from '../store/contract/world'
import { minute } from '../support/clock'
import { signInAs } from '../support/organiser'
import { testPorts } from '../support/ports'
import { pagesOver } from '../support/rendering'
import { openTestStore } from '../support/store'
import { writeUpdate } from '../support/updates'

/** A campaign, an editor's pages and everybody's. */
async function openDesk() {
  const world = await openWorld(() => openTestStore().store)
  const { store, clock, campaign } = world
  const ports = testPorts(store, clock)
  const { cookie } = await signInAs(store, clock.now(), 'editor')
  const desk = await pagesOver(ports, { cookie })
  const visit = await pagesOver(ports)
  const page = '/organise/campaigns/safer-crossings/updates'
  const post = (path: string, fields: Record<string, string>) => desk(path, new URLSearchParams(fields))
  return { ...world, ports, campaign, desk, visit, page, post }
}

const words = {
  subject: 'We met the minister',
  body: 'Dear {{name}},\n\nthank you.',
  revision: '1',
  intent: 'save',
}

test('an update is written, refused with its line, saved, scheduled, taken back, published and taken away', async () => {
  const { desk, visit, page, post, store, campaign, signAndConfirm } = await openDesk()
  await signAndConfirm({ updates: true })
  expect((await desk(page)).text).toContain('Nothing has been written yet')
  expect((await post(page, {})).location).toBe(`${page}/1`)
  const refused = await post(`${page}/1`, { ...words, body: 'Hello\n\n{{mp}}' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('Line 3: {{mp}} is no blank that an update has')
  expect((await post(`${page}/1`, words)).location).toBe(`${page}/1?done=save`)
  const seen = await desk(`${page}/1`)
  expect(seen.text).toContain('As it is saved, it goes to 1 person')
  expect(seen.text).toContain('Dear Rosa Lind,')
  expect(seen.text).toContain('Dear friend,')
  const late = await post(`${page}/1`, { ...words, subject: 'Mine' })
  expect(late.status).toBe(409)
  expect(late.text).toContain('Somebody saved this draft after you opened it')

  const gap = await post(`${page}/1/send`, { when: 'later', day: '2027-03-28', time: '01:30', revision: '2' })
  expect(gap.text).toContain('London’s clocks go forward on that day, so there is no 01:30')
  const later = { when: 'later', day: '2027-03-28', time: '09:30', revision: '2' }
  expect((await post(`${page}/1/send`, later)).location).toBe(`${page}/1?done=schedule`)
  expect((await store.updateNumbered(campaign.id, 1))?.sendAt).toEqual(new Date('2027-03-28T08:30:00Z'))
  await post(`${page}/1`, { intent: 'unschedule' })
  expect(await store.updateNumbered(campaign.id, 1)).toMatchObject({ state: 'draft', sendAt: null })

  expect((await visit('/campaigns/safer-crossings/updates/1')).status).toBe(404)
  expect((await visit('/campaigns/safer-crossings/updates')).text).toContain('Nothing has been published yet')
  const told = async () =>
    JSON.parse((await visit(`/petitions/${campaign.id}.json`)).body).data.attributes
      .other_parliamentary_business
  expect(await told()).toEqual([])
  await post(`${page}/1`, { intent: 'publish' })
  expect(await told()).toEqual([
    {
      subject: 'We met the minister',
      body: 'Dear friend,\n\nthank you.',
      occurred_on: '2026-11-23',
      created_at: '2026-11-23T12:00:00.000Z',
      updated_at: '2026-11-23T12:00:00.000Z',
    },
  ])
  expect((await visit('/campaigns/safer-crossings/updates/1')).text).toContain('Dear friend,')
  expect((await visit('/campaigns/safer-crossings')).text).toContain('We met the minister')
  await post(`${page}/1`, { intent: 'unpublish' })
  expect((await visit('/campaigns/safer-crossings/updates/1')).status).toBe(404)
  expect((await store.auditBefore(campaign.id, null, 4)).map(({ action }) => action)).toEqual([
    'update-unpublished',
    'update-published',
    'update-unscheduled',
    'update-scheduled',
  ])
})

test('to how many an update goes that principles narrow down is told as the most there may be, and exactly when asked', async () => {
  const { desk, page, signAndConfirm, ...world } = await openDesk()
  await signAndConfirm({ email: 'asked@example.org', updates: true })
  await signAndConfirm({ email: 'chose@example.org', principles: ['lights'] })
  const audience = { constituencies: [], principles: ['lights'] }
  const { number } = await writeUpdate(world, { audience })
  expect((await desk(`${page}/${number}/send`)).text).toContain('goes to at most 1 person')
  expect((await desk(`${page}/${number}/send?count=exactly`)).text).toContain('goes to nobody')
})

test('an update that is under way is paused, goes on and is cancelled; its words begin another', async () => {
  const { desk, page, post, store, clock, signAndConfirm } = await openDesk()
  for (const name of ['a', 'b', 'c']) await signAndConfirm({ email: `${name}@example.org`, updates: true })
  await post(page, {})
  await post(`${page}/1`, words)
  await post(`${page}/1/send`, { when: 'now', revision: '2' })
  await store.fillOutbox(2, clock.now())
  const sending = await desk(`${page}/1`)
  expect(sending.text).toContain('2 mails so far')
  expect(sending.document.querySelector('[data-look-again=sending] a')?.getAttribute('href')).toBe(
    `${page}/1`,
  )
  expect(sending.document.querySelectorAll('script[src$="look-again.js"]')).toHaveLength(1)
  await post(`${page}/1`, { intent: 'pause' })
  const paused = (await desk(`${page}/1`)).text
  expect(paused).toContain('Paused')
  expect(paused).not.toContain('restored')
  await store.setSending('paused', clock.now(), clock.now())
  await store.setSending('running', clock.now())
  expect((await desk(`${page}/1`)).text).toContain('Up to 3 people may have had this update since then')
  await post(`${page}/1`, { intent: 'resume' })
  await post(`${page}/1`, { intent: 'cancel' })
  const cancelled = await desk(`${page}/1`)
  expect(cancelled.text).toContain('Cancelled')
  const again = await post(`${page}/1`, { intent: 'resume' })
  expect(again.status).toBe(403)
  expect(again.text).toContain('it has moved on since you opened the page')
  expect((await post(page, { from: '1' })).location).toBe(`${page}/2`)
  expect((await desk(`${page}/2`)).document.querySelector('#subject')?.getAttribute('value')).toBe(
    words.subject,
  )
})

test('a reader leaves by a press, a provider leaves for them, and both find the way back', async () => {
  const { visit, ports, store, signAndConfirm } = await openDesk()
  const { id } = await signAndConfirm({ updates: true })
  const path = `/unsubscribe/${makeUnsubscribeToken(ports.tokens, { kind: 'supporter', id })}`
  expect((await visit(path)).text).toContain('Unsubscribe from updates')
  expect((await store.signature(id))?.updates).toBe(true)
  const oneClick = await visit(path, new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }))
  expect(oneClick).toMatchObject({ status: 200, location: null })
  expect((await store.signature(id))?.updates).toBe(false)
  expect((await visit(path, new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }))).status).toBe(200)
  expect((await visit(path)).text).toContain('You are unsubscribed')
  expect((await visit(path, new URLSearchParams({ intent: 'again' }))).location).toBe(`${path}?done=again`)
  expect((await store.signature(id))?.updates).toBe(true)
  expect((await visit(path, new URLSearchParams({ intent: 'left' }))).location).toBe(`${path}?done=left`)
  expect((await visit('/unsubscribe/test')).status).toBe(404)
})

test('asking for updates is answered the same whatever is held, and confirmed behind a link', async () => {
  const { visit, ports, store, clock, campaign, signAndConfirm } = await openDesk()
  await signAndConfirm({ email: 'signed@example.org', updates: true })
  const form = makeFormToken(ports.tokens, campaign, clock.now())
  clock.advance(minute)
  const ask = (email: string, odd: Record<string, string> = {}) =>
    visit(
      '/campaigns/safer-crossings/news',
      new URLSearchParams({ email, news: 'yes', form, website: '', ...odd }),
    )
  const answers = await Promise.all([
    ask('signed@example.org'),
    ask('new@example.org'),
    ask('bot@example.org', { website: 'x' }),
  ])
  for (const answer of answers)
    expect(answer).toMatchObject({
      status: 303,
      location: '/campaigns/safer-crossings/news/check-your-email',
    })
  expect(await store.subscribersOfMailbox('bot@example.org')).toEqual([])
  const refused = await ask('nobody', { news: '' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('Tick the box to agree')
  expect(refused.document.querySelector('#news-email')?.getAttribute('value')).toBe('nobody')
  const [subscriber] = await store.subscribersOfMailbox('new@example.org')
  if (!subscriber) throw new Error('nobody asked')
  const link = `/news/${makeNewsToken(ports.tokens, subscriber.id, clock.now())}`
  expect((await visit(link)).text).toContain('Walk Together may e-mail me updates on')
  expect(await store.subscriber(subscriber.id)).toMatchObject({ state: 'pending' })
  expect((await visit(link, new URLSearchParams({ '': '' }))).location).toBe(link)
  expect((await visit(link)).text).toContain('You will get updates')
})

test('the feed knows an update by its whole address', async () => {
  const { visit, ports, post, page } = await openDesk()
  await post(page, {})
  await post(`${page}/1`, { ...words, subject: 'A & B <b>' })
  await post(`${page}/1`, { intent: 'publish' })
  expect(
    (await visit('/campaigns/safer-crossings/updates/1')).document.querySelector('h1')?.textContent,
  ).toBe('A & B <b>')
  const feed = await visit('/campaigns/safer-crossings/feed.xml')
  expect(feed.status).toBe(200)
  expect(feed.document.querySelector('entry id')?.textContent).toBe(
    `${ports.settings.publicOrigin}/campaigns/safer-crossings/updates/1`,
  )
})
