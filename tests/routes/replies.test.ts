import type { LoaderFunctionArgs } from '@remix-run/node'
import { expect, test } from 'vitest'
import { loader, action as post } from '../../app/routes/campaigns.$slug.replies[.]json'
import { openWorld, type World } from '../store/contract/world'
import { campaignText } from '../support/campaign'
import { letterDraft } from '../support/drafts'
import { testPorts } from '../support/ports'
import { pagesOver } from '../support/rendering'
import { openTestStore } from '../support/store'

const path = '/campaigns/safer-crossings/replies'
const told = [
  ...Array(3).fill({ answer: 'answered', position: 'agrees', days: 4 }),
  ...Array(2).fill({ answer: 'answered', position: 'takes-none', days: 9 }),
  { answer: 'acknowledged', position: null, days: 1 },
  { answer: 'none', position: null, days: null },
]

test('what came of the letters is a table with the MP, their letters and what was told of them', async () => {
  const { document, text, status } = await (await open('public', 'shown'))(path)
  expect(status).toBe(200)
  expect(text).toContain(
    '7 letters have been accepted by a mail system, and 7 writers have told what came of it.',
  )
  expect(text).toContain('as constituents told Walk Together')
  const table = document.querySelector('table')
  expect(document.getElementById(table?.getAttribute('aria-labelledby') ?? '')?.textContent).toBe('By MP')
  expect([...document.querySelectorAll('thead th[scope=col]')].map(one => one.textContent)).toEqual([
    'MP',
    'What came of their letters',
  ])
  expect([...document.querySelectorAll('tbody tr')].map(one => one.textContent)).toEqual([
    'Asha GrangeAshford Vale7 letters, 5 answered3 agree, 2 take no position; half within 4 days; 1 only acknowledged; 1 without a reply',
  ])
})

test('it says nothing at all while few have signed, and why', async () => {
  const { document, text, status } = await (await open('public', 'hidden'))(path)
  expect(status).toBe(200)
  expect(text).toContain('This is published once enough people have signed')
  expect(text).not.toMatch(/\d/)
  expect(document.querySelector('table')).toBeNull()
})

test('it is nowhere while its organiser keeps it to themselves, and the campaign’s page leads there only when it is', async () => {
  const kept = await open('private', 'shown')
  expect((await kept(path)).status).toBe(404)
  const link = `a[href="${path}"]`
  expect((await kept('/campaigns/safer-crossings')).document.querySelector(link)).toBeNull()
  const published = await open('public', 'shown')
  expect((await published('/campaigns/safer-crossings')).document.querySelector(link)).not.toBeNull()
})

test('as JSON it may be read by any site for a minute, or is 404', async () => {
  const found = await json(await withLetters('public', 'shown'))
  expect(found.status).toBe(200)
  expect(Object.fromEntries(found.headers)).toMatchObject({
    'access-control-allow-origin': '*',
    'cache-control': 'public, max-age=60',
    'content-type': 'application/json',
  })
  expect(await found.json()).toMatchObject({ letters: 7, members: [{ ons_code: 'Z14000101', letters: 7 }] })
  const kept = await json(await withLetters('private', 'shown'))
  expect([kept.status, Object.keys(await kept.json())]).toEqual([404, ['error']])
  expect((await post()).status).toBe(405)
})

async function open(replies: string, small: string) {
  const { store, clock } = await withLetters(replies, small)
  return pagesOver(testPorts(store, clock))
}

function json({ store, clock }: World): Promise<Response> {
  const context = { ports: testPorts(store, clock) } as LoaderFunctionArgs['context']
  const request = new Request(`http://localhost:3000${path}.json`)
  return loader({ request, params: { slug: 'safer-crossings' }, context })
}

async function withLetters(replies: string, small_counts: string): Promise<World> {
  const text = campaignText({ replies, small_counts })
  const world = await openWorld(() => openTestStore().store, { text })
  for (const [index, reply] of told.entries()) {
    const { letter } = await world.signAndConfirm({ email: `p${index}@example.org`, letter: letterDraft() })
    await world.collect()
    if (letter)
      await world.store.recordReply({
        letterId: letter.id,
        ...reply,
        words: null,
        answeredAt: world.clock.now(),
      })
  }
  return world
}
