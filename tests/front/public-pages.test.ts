import { parseHTML } from 'linkedom'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../app/context.server'
import { consentWording } from '../../app/domain/privacy/privacy'
import { readFormToken } from '../../app/domain/signature/form-token'
import { type PublicPages, publicPages } from '../../app/front/public-pages'
import { remixRender } from '../../app/front/remix'
import type { Render } from '../../app/front/rendered'
import { openWorld } from '../store/contract/world'
import { builtRoutes } from '../support/built'
import { campaignText, openCampaign, savePlaces } from '../support/campaign'
import { hour, minute, second } from '../support/clock'
import { letterDraft } from '../support/drafts'
import { entryFor } from '../support/organising'
import { testPorts } from '../support/ports'
import { openTestStore } from '../support/store'
import { writeUpdate } from '../support/updates'
import { serving } from './asking'

const crossings = '/campaigns/safer-crossings'
const origin = 'http://localhost:3000'

interface Odd {
  readonly text?: ReturnType<typeof campaignText>
  /** What stands between the pages and the real routes. */
  readonly around?: (render: Render) => Render
  readonly mailbox?: boolean
}

/** The built routes over a real store, their public pages in memory, and a clock that the test moves. */
async function openPages({ text, around = render => render, mailbox = false }: Odd = {}) {
  const { store } = openTestStore()
  const world = await openWorld(() => store, text ? { text } : {})
  const ports = testPorts(store, world.clock)
  const build = await builtRoutes()
  const rendered: string[] = []
  const render = around(remixRender(build, origin))
  const context = {
    ports,
    log: pino({ level: 'silent' }),
    stopping: new AbortController(),
    mailbox: mailbox ? ({} as Context['mailbox']) : null,
  }
  const routes = Object.values(build.routes).flatMap(route => route ?? [])
  const pages: PublicPages = publicPages(context, null, routes, (address, as) => {
    rendered.push(address)
    return render(address, as)
  })
  const { ask } = await serving(async (request, response) => {
    if (pages.answer(request, response)) return
    if (await pages.serve(request, response, new URL(origin + request.url)).catch(() => false)) return
    response.statusCode = 404 // whatever Remix would now answer is nothing of these tests
    response.end('not from memory')
  })
  const open = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await ask({ path, headers })
    return { ...answer, document: parseHTML(answer.body).document }
  }
  const token = async () =>
    (await open(crossings)).document.querySelector('input[name=form]')?.getAttribute('value') ?? ''
  return { ...world, ports, pages, rendered, ask, open, token }
}

describe('a public page is rendered', () => {
  test('once, however often it is asked for', async () => {
    const { open, rendered, clock } = await openPages()
    for (let n = 0; n < 5; n++) {
      expect((await open(crossings)).status).toBe(200)
      clock.advance(hour)
    }
    expect(rendered).toEqual([crossings])
  })

  test('once for all who wait for it', async () => {
    const { ask, rendered } = await openPages()
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask({ path: crossings })))
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
    expect(rendered).toEqual([crossings])
  })

  test('at most once a second while its count grows, and shows it then', async () => {
    const { open, rendered, clock, signAndConfirm } = await openPages()
    for (let n = 0; n < 6; n++) {
      await signAndConfirm({ email: `person${n}@example.org` })
      await open(crossings)
      clock.advance(second / 2)
    }
    expect(rendered).toHaveLength(3)
    clock.advance(second)
    expect((await open(crossings)).document.querySelector('.tally-count strong')?.textContent).toBe('6')
  })

  test('anew once its text changed, and others are not', async () => {
    const { open, rendered, clock, store } = await openPages()
    await openCampaign(store, clock.now(), campaignText({ slug: 'other' }))
    await open(crossings)
    await open('/campaigns/other')
    const text = campaignText({ title: 'Another title' })
    await store.saveCampaign(text, consentWording(text, []), clock.now())
    clock.advance(second)
    expect((await open(crossings)).document.querySelector('h1')?.textContent).toBe('Another title')
    await open('/campaigns/other')
    expect(rendered).toEqual([crossings, '/campaigns/other', crossings])
  })

  test('anew once places were imported, where it shows them', async () => {
    const { open, rendered, clock, store } = await openPages()
    const paths = ['/constituencies', crossings, `${crossings}/privacy`] // a campaign says that there are no MPs
    for (const path of paths) await open(path)
    await savePlaces(store, clock.now())
    clock.advance(second)
    for (const path of paths) await open(path)
    expect(rendered).toEqual([...paths, '/constituencies', crossings])
  })

  test('anew after a minute where it shows what changes without its campaign', async () => {
    const text = campaignText({ replies: 'public', small_counts: 'shown' })
    const { open, rendered, clock, store, signAndConfirm, collect } = await openPages({ text })
    const { letter } = await signAndConfirm({ letter: letterDraft() })
    await collect()
    const path = `${crossings}/replies`
    expect((await open(path)).body).toContain('0 writers have')
    const told = { answer: 'none', position: null, days: null, words: null } as const
    if (letter) await store.recordReply({ letterId: letter.id, ...told, answeredAt: clock.now() })
    clock.advance(minute - 1)
    expect((await open(path)).body).toContain('0 writers have')
    clock.advance(1)
    expect((await open(path)).body).toContain('1 writer has')
    expect(rendered).toEqual([path, path])
  })

  test('anew when a change comes while it is being rendered, for whoever asks after that', async () => {
    const waiting: (() => void)[] = []
    const { ask, rendered, clock, store } = await openPages({
      around: render => async (address, context) => {
        const answer = await render(address, context)
        if (waiting.length === 0) await new Promise<void>(go => waiting.push(go))
        return answer
      },
    })
    const before = ask({ path: crossings })
    await expect.poll(() => waiting.length).toBe(1)
    await store.setCampaignState('safer-crossings', 'paused', clock.now())
    clock.advance(second)
    const after = await ask({ path: crossings })
    waiting[0]?.()
    await before
    expect(after.body).toContain('paused')
    expect((await ask({ path: crossings })).body).toBe(after.body)
    expect(rendered).toHaveLength(2)
  })
})

describe('a quiet page', () => {
  test('keeps its token and its tag while it is unchanged', async () => {
    const { open, clock } = await openPages()
    const first = await open(crossings)
    clock.advance(11 * hour)
    expect((await open(crossings)).headers.etag).toBe(first.headers.etag)
  })

  test.each([1, 11, 13, 23, 25, 100])(
    'that is asked for %i hours later has a token that still signs',
    async hours => {
      const { token, clock, ports, campaign } = await openPages()
      await token()
      clock.advance(hours * hour)
      const shown = await token()
      clock.advance(11 * hour) // somebody fills it in slowly
      expect(readFormToken(ports.tokens, shown, campaign, clock.now(), 3000)).toMatchObject({ version: 1 })
    },
  )

  test('names an update as soon as it is published, in its list and its feed too', async () => {
    const { open, clock, store, campaign } = await openPages()
    const at = () => clock.now()
    const update = await writeUpdate({ store, campaign, clock })
    const shown = async () =>
      Promise.all(
        [crossings, `${crossings}/updates`, `${crossings}/feed.xml`].map(async path =>
          (await open(path)).body.includes('We met the minister'),
        ),
      )
    expect(await shown()).toEqual([false, false, false])
    clock.advance(second)
    await store.publishUpdate(update.id, at(), at(), entryFor({ action: 'update-published' }))
    clock.advance(second)
    expect(await shown()).toEqual([true, true, true])
    const feed = await open(`${crossings}/feed.xml`)
    expect(feed.headers['content-type']).toBe('application/atom+xml; charset=utf-8')
    expect(feed.headers.etag).toBeDefined()
    const head = (await open(crossings)).document.querySelector('link[rel=alternate]')
    expect(head?.getAttribute('href')).toBe(`${crossings}/feed.xml`)
    expect((await open(`${crossings}/updates/1`)).status).toBe(200)
  })

  test('opens and closes on its days', async () => {
    const { open, clock } = await openPages({
      text: campaignText({ opens: '2026-11-24', closes: '2026-11-25' }), // the clock begins at noon on the 23rd
    })
    const canSign = async () => (await open(crossings)).document.querySelector('.sign-form') !== null
    expect(await canSign()).toBe(false)
    clock.advance(12 * hour - second)
    expect(await canSign()).toBe(false)
    clock.advance(second)
    expect(await canSign()).toBe(true)
    clock.advance(48 * hour - second)
    expect(await canSign()).toBe(true)
    clock.advance(second)
    expect(await canSign()).toBe(false)
  })
})

describe('memory', () => {
  test('does not grow with 10,000 made-up queries, sources, campaigns and petitions', async () => {
    const { ask, open, pages, rendered } = await openPages()
    for (const path of ['/', crossings, `${crossings}?source=leaflet`, '/petitions/1.json']) await open(path)
    const before = pages.size()
    for (let n = 0; n < 2_500; n += 50) {
      const made = Array.from({ length: 50 }, (_, more) => n + more).flatMap(up => [
        `${crossings}?utm=${up}`,
        `${crossings}?source=made-up-${up}`,
        `/campaigns/made-up-${up}`,
        `/petitions/${up + 2}.json`,
      ])
      await Promise.all(made.map(path => ask({ method: 'HEAD', path })))
    }
    expect(pages.size()).toBe(before)
    expect(rendered).toHaveLength(4)
  })

  test('holds one page for all spellings of its address', async () => {
    const { open, rendered } = await openPages()
    const bodies: string[] = []
    for (const path of ['', '/', '?', '?x=1', '?source=unlisted'])
      bodies.push((await open(crossings + path)).body)
    expect(new Set(bodies).size).toBe(1)
    expect(rendered).toEqual([crossings])
  })

  test('holds a page for each listed source, which its form sends on', async () => {
    const { open, rendered } = await openPages()
    const source = async (query: string) =>
      (await open(crossings + query)).document.querySelector('input[name=source]')?.getAttribute('value')
    expect(await source('?source=leaflet')).toBe('leaflet')
    expect(await source('?utm=x&source=leaflet')).toBe('leaflet')
    expect(await source('')).toBeUndefined()
    expect(rendered).toEqual([`${crossings}?source=leaflet`, crossings])
  })
})

describe('never from memory', () => {
  test.each([
    '/my',
    '/my/token',
    '/confirm/token',
    '/signed/token',
    '/office/token',
    '/office/choose/token',
    '/mailbox',
    '/nowhere',
    `${crossings}/sign`,
  ])('%s', async path => {
    const { open, rendered, pages } = await openPages()
    expect((await open(path)).body).toBe('not from memory')
    expect([rendered, pages.size()]).toEqual([[], 0])
  })

  test('a form that was sent', async () => {
    const { ask, open } = await openPages()
    await open(crossings)
    expect((await ask({ method: 'POST', path: crossings, body: 'name=Rosa' })).body).toBe('not from memory')
  })

  test('a draft', async () => {
    const { open, store, clock } = await openPages()
    await open(crossings)
    await store.setCampaignState('safer-crossings', 'draft', clock.now())
    clock.advance(second)
    expect((await open(crossings)).body).toBe('not from memory')
  })

  test('data whose links repeat the question', async () => {
    const { open } = await openPages()
    expect((await open('/petitions.json')).status).toBe(200)
    expect((await open('/petitions.json?state=open')).body).toBe('not from memory')
  })

  test('constituencies that somebody looks for, while the whole list is', async () => {
    const { open } = await openPages()
    expect((await open('/constituencies')).status).toBe(200)
    expect((await open('/constituencies?q=ashford')).body).toBe('not from memory')
  })

  test.each([
    ['sets a cookie', { 'Set-Cookie': 'a=b' }, 200],
    ['says that nobody may keep it', { 'Cache-Control': 'no-store' }, 200],
    ['says that it is private', { 'Cache-Control': 'private, max-age=60' }, 200],
    ['is no 200', {}, 404],
  ])('what a route calls public and yet %s', async (_, headers, status) => {
    const { open, pages } = await openPages({
      around: () => async () =>
        new Response('one person’s', { headers: headers as Record<string, string>, status }),
    })
    expect((await open(crossings)).body).toBe('not from memory')
    expect(pages.size()).toBe(0)
  })
})

describe('whoever asks', () => {
  test('leaves nothing of theirs in a page', async () => {
    const asked: RequestInfo[] = []
    const { open } = await openPages({
      around: render => (address, context) => {
        expect(context.visitor).toEqual({ network: null })
        asked.push(address)
        return render(address, context)
      },
    })
    const { body } = await open(`${crossings}?name=Rosa`, {
      Cookie: 'name=Rosa',
      Referer: 'https://rosa.example',
    })
    expect(body).not.toContain('Rosa')
    expect(asked).toEqual([crossings])
  })

  test('through a proxy, or by a name that is not ours, is led to no mailbox of ours', async () => {
    const { open } = await openPages({ mailbox: true })
    const page = `${crossings}/check-your-email`
    for (const odd of [{ 'X-Forwarded-For': '203.0.113.9' }, { Host: 'evil.example' }]) {
      expect((await open(page)).body).toContain('href="/mailbox"')
      expect((await open(page, odd)).body).not.toContain('href="/mailbox"')
    }
  })
})

describe('a store that does not answer', () => {
  test('leaves pages as they were', async () => {
    const { open, store, clock } = await openPages()
    const { body } = await open(crossings)
    store.revisions = async () => Promise.reject(new Error('away'))
    clock.advance(minute)
    expect((await open(crossings)).body).toBe(body)
  })
})

describe('public data', () => {
  test('is as old as it says at most, though nothing changed', async () => {
    const { open, clock } = await openPages()
    const at = async () => JSON.parse((await open('/trending.json')).body).meta.updated_at
    const first = await at()
    clock.advance(59 * second)
    expect(await at()).toBe(first)
    clock.advance(second)
    expect(await at()).toBe(clock.now().toISOString())
  })

  test('says for how long, and may be read by any site, with a 304 too', async () => {
    const { open } = await openPages()
    const { headers } = await open('/campaigns/safer-crossings/history.json')
    const again = await open('/campaigns/safer-crossings/history.json', {
      'If-None-Match': headers.etag ?? '',
    })
    expect([
      again.status,
      again.headers['cache-control'],
      again.headers['access-control-allow-origin'],
    ]).toEqual([304, 'public, max-age=60', '*'])
  })
})
