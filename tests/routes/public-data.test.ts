import type { LoaderFunctionArgs } from '@remix-run/node'
import { expect, test } from 'vitest'
import { loader as campaignCount } from '../../app/routes/campaigns.$slug.count[.]json'
import { loader as history } from '../../app/routes/campaigns.$slug.history[.]json'
import { loader as constituencies } from '../../app/routes/constituencies[.]json'
import { loader as petition } from '../../app/routes/petitions.$id'
import { loader as petitionFile } from '../../app/routes/petitions.$id_.$file'
import { loader as petitionCount } from '../../app/routes/petitions.$id_.count[.]json'
import { loader as petitions, action as post } from '../../app/routes/petitions[.]json'
import { loader as petitionsXml } from '../../app/routes/petitions[.]xml'
import { loader as trending } from '../../app/routes/trending[.]json'
import { loader as trendingXml } from '../../app/routes/trending[.]xml'
import { openWorld, type World } from '../store/contract/world'
import { campaignText, openCampaign } from '../support/campaign'
import { hour } from '../support/clock'
import { signatureDraft } from '../support/drafts'
import { testPorts } from '../support/ports'
import { openTestStore } from '../support/store'

type Loader = (args: LoaderFunctionArgs) => Promise<Response>

test('every answer may be read by any site, and says how old it is', async () => {
  const get = await open()
  const answers = [
    [await get(petitions, '/petitions.json'), 60],
    [await get(petition, '/petitions/1.json', { id: '1.json' }), 60],
    [await get(constituencies, '/constituencies.json'), 60],
    [await get(trending, '/trending.json'), 60],
    [await get(history, '/campaigns/safer-crossings/history.json', { slug: 'safer-crossings' }), 60],
    [await get(petitionCount, '/petitions/1/count.json', { id: '1' }), 5],
    [await get(campaignCount, '/campaigns/safer-crossings/count.json', { slug: 'safer-crossings' }), 5],
  ] as const
  for (const [{ status, headers }, seconds] of answers) {
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET',
      'access-control-allow-headers': 'Origin, X-Requested-With, Content-Type, Accept',
      'last-modified': 'Mon, 23 Nov 2026 12:00:00 GMT',
      'cache-control': `public, max-age=${seconds}`,
      'content-type': 'application/json',
    })
  }
})

test('a confirmed signature is counted everywhere at once, a pending one nowhere', async () => {
  const get = await open(async world => {
    await world.signAndConfirm({ email: 'a@example.org' })
    await world.sign({ email: 'b@example.org' })
  })
  const list = await get(petitions, '/petitions.json')
  expect(list.json.data[0].attributes.signature_count).toBe(1)
  const alone = await get(petition, '/petitions/1.json', { id: '1.json' })
  expect(alone.json.data.attributes.signature_count).toBe(1)
  expect(alone.json.data.attributes).not.toHaveProperty('signatures_by_constituency')
  const count = await get(petitionCount, '/petitions/1/count.json', { id: '1' })
  expect(Object.entries(count.json)).toEqual([
    ['signature_count', 1],
    ['response_threshold_reached_at', null],
    ['government_response_at', null],
    ['debate_threshold_reached_at', null],
    ['scheduled_debate_date', null],
    ['debate_outcome_at', null],
    ['debated', false],
  ])
  const ours = await get(campaignCount, '/campaigns/safer-crossings/count.json', { slug: 'safer-crossings' })
  expect(ours.json).toMatchObject({ slug: 'safer-crossings', signatures: 1, goal: 100, state: 'open' })
})

test('a campaign that shows small counts has its breakdown with the MP who sits now', async () => {
  const get = await open(world => world.signAndConfirm(), campaignText({ small_counts: 'shown' }))
  const { json } = await get(petition, '/petitions/1.json', { id: '1.json' })
  expect(json.data.attributes.signatures_by_constituency).toEqual([
    { name: 'Ashford Vale', ons_code: 'Z14000101', mp: 'Asha Grange', signature_count: 1 },
  ])
})

test('a campaign’s history is told by the day and the hour, and adds up, however few there are', async () => {
  const get = await open(async world => {
    await world.signAndConfirm({ email: 'a@example.org' })
    world.clock.advance(11.5 * hour)
    for (const email of ['b@example.org', 'c@example.org', 'd@example.org'])
      await world.signAndConfirm({ email })
    world.clock.advance(hour)
    const { id } = await world.signAndConfirm({ email: 'e@example.org' })
    await world.store.withdrawSignature(id, world.clock.now())
  })
  const { json } = await get(history, '/campaigns/safer-crossings/history.json', { slug: 'safer-crossings' })
  expect(json).toEqual({
    slug: 'safer-crossings',
    signatures: 4,
    by_day: [{ date: '2026-11-23', signatures: 4 }],
    by_hour: [
      { hour: '2026-11-23T12:00:00.000Z', signatures: 1 },
      { hour: '2026-11-23T23:00:00.000Z', signatures: 3 },
    ],
  })
})

test('a campaign that nobody signed has a history without entries', async () => {
  const get = await open()
  const { json } = await get(history, '/campaigns/safer-crossings/history.json', { slug: 'safer-crossings' })
  expect(json).toEqual({ slug: 'safer-crossings', signatures: 0, by_day: [], by_hour: [] })
})

test('what trends is told as petition.parliament.uk tells it, most signed in the last hour first', async () => {
  const get = await open(async world => {
    const { store, clock, signAndConfirm, confirm } = world
    await signAndConfirm({ email: 'a@example.org' })
    const other = await openCampaign(store, clock.now(), campaignText({ slug: 'other', title: 'Another' }))
    for (const email of ['b@example.org', 'c@example.org']) {
      const draft = signatureDraft(other, clock.now(), { email })
      await store.recordSignatures([draft])
      await confirm(draft.id)
    }
    const unsigned = campaignText({ slug: 'unsigned' })
    await openCampaign(store, clock.now(), unsigned)
  })
  const { json } = await get(trending, '/trending.json')
  expect(JSON.stringify(json)).toBe(
    JSON.stringify({
      data: [
        {
          type: 'petition',
          id: 2,
          links: { self: 'http://localhost:3000/petitions/2.json' },
          attributes: { action: 'Another', signature_count: 2 },
        },
        {
          type: 'petition',
          id: 1,
          links: { self: 'http://localhost:3000/petitions/1.json' },
          attributes: { action: 'A safe crossing at every school', signature_count: 1 },
        },
      ],
      links: { self: 'http://localhost:3000/trending.json' },
      meta: { updated_at: '2026-11-23T12:00:00.000Z' },
    }),
  )
})

test("links begin with our own address, whatever the request's Host", async () => {
  const get = await open()
  const { json } = await get(petitions, '/petitions.json?state=open&count=1')
  expect(json.links.self).toBe('http://localhost:3000/petitions.json?state=open&count=1')
  expect(json.data[0].links.self).toBe('http://localhost:3000/petitions/1.json')
  const alone = await get(petition, '/petitions/1.json', { id: '1.json' })
  expect(alone.json.links.self).toBe('http://localhost:3000/petitions/1.json')
})

test('an unknown state leads to all', async () => {
  const get = await open()
  const { status, headers } = await get(petitions, '/petitions.json?state=popular&q=a&page=3')
  expect(status).toBe(302)
  expect(headers).toMatchObject({ location: 'http://localhost:3000/petitions.json?q=a&state=all' })
})

test.each([
  ['no integer', petition, { id: 'seven.json' }, 400],
  ['a fraction', petition, { id: '1.5.json' }, 400],
  ['no number at all', petition, { id: '.json' }, 400],
  ['an id that nothing has', petition, { id: '9.json' }, 404],
  ['an id beyond all databases', petition, { id: '99999999999999999999.json' }, 404],
  ['an id below all', petition, { id: '-1.json' }, 404],
  ['another format', petition, { id: '1.xml' }, 406],
  ['another format of the list', petitionsXml, {}, 406],
  ['another format of the count', petitionFile, { id: '1', file: 'count.xml' }, 406],
  ['a count of nothing', petitionCount, { id: '9' }, 404],
  ['a count of no integer', petitionCount, { id: 'x' }, 400],
  ['another file', petitionFile, { id: '1', file: 'signatures.json' }, 404],
  ['another format of what trends', trendingXml, {}, 406],
  ['the history of a campaign that is not there', history, { slug: 'nowhere' }, 404],
  ['a campaign that is not there', campaignCount, { slug: 'nowhere' }, 404],
])('%s is refused in JSON that any site may read', async (_, loader, params, status) => {
  const get = await open()
  const answer = await get(loader as Loader, '/', params as Record<string, string>)
  expect(answer.status).toBe(status)
  expect(Object.keys(answer.json)).toEqual(['error'])
  expect(answer.headers).toMatchObject({ 'access-control-allow-origin': '*', 'cache-control': 'no-store' })
})

test('a draft is found nowhere', async () => {
  const { store } = openTestStore()
  const world = await openWorld(() => store)
  await store.setCampaignState('safer-crossings', 'draft', world.clock.now())
  const get = getter(world)
  expect((await get(petitions, '/petitions.json')).json.data).toEqual([])
  expect((await get(petition, '/petitions/1.json', { id: '1.json' })).status).toBe(404)
  expect((await get(campaignCount, '/', { slug: 'safer-crossings' })).status).toBe(404)
})

test("a petition's number without an ending leads to the campaign's page", async () => {
  const get = await open()
  const { status, headers } = await get(petition, '/petitions/1', { id: '1' })
  expect(status).toBe(302)
  expect(headers.location).toBe('/campaigns/safer-crossings')
})

test('nothing can be posted here', async () => {
  const { status, headers } = await post()
  expect(status).toBe(405)
  expect(headers.get('Allow')).toBe('GET, HEAD')
})

async function open(given: (world: World) => Promise<unknown> = async () => {}, text = campaignText()) {
  const { store } = openTestStore()
  const world = await openWorld(() => store, { text })
  await given(world)
  return getter(world)
}

function getter({ store, clock }: World) {
  const context = { ports: testPorts(store, clock), visitor: { network: null }, mailbox: null, demo: null }
  return async (loader: Loader, path: string, params: Record<string, string> = {}) => {
    const request = new Request(`http://somewhere.example${path}`)
    const answer = await loader({ request, params, context: context as LoaderFunctionArgs['context'] })
    const text = await answer.text()
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      json: text === '' ? null : JSON.parse(text),
    }
  }
}
