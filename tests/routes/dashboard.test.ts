import { describe, expect, test } from 'vitest'
import type { Role } from '../../app/domain/organiser/role'
import { type Odd, openWorld, type World } from '../store/contract/world'
import { brookside, campaignText } from '../support/campaign'
import { day, hour } from '../support/clock'
import { letterDraft } from '../support/drafts'
import { signInAs } from '../support/organiser'
import { testPorts } from '../support/ports'
import { pagesOver } from '../support/rendering'
import { openTestStore } from '../support/store'

const path = '/organise/campaigns/safer-crossings'

describe('the figures of a campaign', () => {
  test('are those of the tallies: in all, by day, by place, principle, letter, reply and source', async () => {
    const { open } = await signedWorld()
    const { now, rows, text } = await open()
    expect(now()).toEqual({
      signatures: '6',
      today: '1',
      week: '6',
      lettersAccepted: '2',
      lettersWaiting: '1',
      membersWritten: '2',
      replies: '1',
    })
    expect(text).toContain('of 4 seats')
    expect(text).toContain('6 signatures in all')
    expect(rows('Signatures by day').slice(-5)).toEqual([
      ['23 November 2026', '2'],
      ['24 November 2026', '1'],
      ['25 November 2026', '0'],
      ['26 November 2026', '2'],
      ['27 November 2026', '1'],
    ])
    expect(rows('All 5, by signatures')).toEqual([
      ['Ashford ValeAsha Grange', '3', '1', '1'],
      ['BrooksideBen Holt', '2', '1', '0'],
      ['No constituency', '1', '0', '0'],
      ['Empty Seatno MP at present', '0', '0', '0'],
      ['Silent SeatSil Lent', '0', '0', '0'],
    ])
    expect(rows('Of 6 signatures; one may choose several')).toEqual([
      ['Zebra crossings', '583%'],
      ['Lights', '117%'],
    ])
    expect(rows('3 letters')).toEqual([
      ['queued', '133%'],
      ['accepted', '267%'],
    ])
    expect(rows('Of 2 accepted letters')).toEqual([
      ['an answer', '150%'],
      ['only that it was received', '00%'],
      ['nothing so far', '00%'],
      ['nothing was expected', '00%'],
      ['not told yet', '150%'],
    ])
    expect(rows('Of 6 signatures').at(-1)).toEqual(['leaflet', '117%'])
  })

  test('of some days are narrowed where they are counted by day, and say where they are not', async () => {
    const { open } = await signedWorld()
    const { rows, text } = await open('?from=2026-11-24&to=2026-11-26')
    expect(text).toContain('3 signatures from 24 November 2026 to 26 November 2026')
    expect(rows('Signatures by day')).toHaveLength(3)
    expect(rows('All 4, by signatures').map(([name, signed]) => [name, signed])).toEqual([
      ['BrooksideBen Holt', '2'],
      ['Ashford ValeAsha Grange', '1'],
      ['Empty Seatno MP at present', '0'],
      ['Silent SeatSil Lent', '0'],
    ])
    expect(text).toContain('Of 6 signatures, of all days; one may choose several')
    expect(text).toContain('Of 6 signatures everywhere, of all days')
  })

  test('of one constituency are its own, hours are shown as days, and what is exported is the same', async () => {
    const { open } = await signedWorld()
    const { rows, text, links } = await open('?constituency=Z14000101&by=hour&to=2026-11-26')
    expect(text).toContain('2 signatures in Ashford Vale, to 26 November 2026')
    expect(text).toContain('Hours are not counted by constituency')
    expect(rows('Signatures by day').map(([, count]) => count)).toEqual(['1', '1', '0', '0'])
    expect(rows('Of 3 signatures in Ashford Vale, of all days')).toEqual([
      ['Zebra crossings', '3100%'],
      ['Lights', '00%'],
    ])
    expect(rows('2 letters in Ashford Vale, of all days')).toEqual([
      ['on their way or waiting', '150%'],
      ['accepted', '150%'],
      ['not accepted', '00%'],
    ])
    expect(links).toContain(`${path}/exports?to=2026-11-26&constituency=Z14000101`)
    expect(links).toContain(`${path}/pack?constituency=Z14000101`)
  })

  test('by the hour are London’s, and added up they end with all there are', async () => {
    const { open } = await signedWorld()
    const hours = (await open('?by=hour')).rows('Signatures by hour')
    expect(hours).toHaveLength(24 + 24 + 14) // today until 13:30
    expect(hours.at(-1)).toEqual(['27 November 2026, 13:00 to 14:00', '1'])
    const total = (await open('?by=total&from=2026-11-24')).rows('Signatures in total')
    expect(total.map(([, count]) => count)).toEqual(['3', '3', '5', '6'])
  })

  test('are sorted and listed as the links ask', async () => {
    const { open } = await signedWorld()
    const { rows, document } = await open('?sort=name&rows=all')
    expect(rows('All 5, by constituency').map(([name]) => name?.slice(0, 5))).toEqual([
      'Ashfo',
      'Brook',
      'Empty',
      'Silen',
      'No co',
    ])
    expect(document.querySelector('[aria-sort=ascending]')?.textContent).toBe('Constituency')
    expect((await open('?sort=; drop table&by=nonsense')).rows('All 5, by signatures')).toHaveLength(5)
  })

  test('a day there is not, an end before its beginning or a name that may be several is said kindly, with everything shown', async () => {
    const { open } = await signedWorld()
    const { status, text, document } = await open('?from=2026-02-30&constituency=e')
    expect(status).toBe(422)
    expect(text).toContain('There is a problem')
    expect(text).toContain('6 signatures in all')
    expect(document.querySelector('#from')?.getAttribute('aria-invalid')).toBe('true')
    expect(document.querySelector('title')?.textContent).toMatch(/^Error: /)
    expect([...document.querySelectorAll('.filter .plain a')].map(one => one.textContent)).toContain(
      'Empty Seat',
    )
  })

  test('a hexagon leads to its constituency and says its name and count; a place without one is in the table alone', async () => {
    const { world, open } = await signedWorld()
    expect((await open()).text).toContain('there is no map')
    const hexagons = new Map([
      ['Z14000101', { q: 0, r: 0 }],
      ['Z14000103', { q: 1, r: 0 }],
    ])
    const none = { constituencies: null, members: null, postcodes: null }
    await world.store.importPlaces({ ...none, hexagons }, world.clock.now(), 'save')
    const { document } = await open('?by=total')
    const links = [...document.querySelectorAll('.map a')]
    expect(
      links.map(one => [one.getAttribute('aria-label'), one.querySelector('use')?.getAttribute('href')]),
    ).toEqual([
      ['Ashford Vale: 3 signatures', '#hexagon-1'],
      ['Empty Seat: 0 signatures', '#hexagon-0'],
    ])
    expect(links[0]?.getAttribute('href')).toBe(`${path}?constituency=Z14000101&by=total#places`)
    expect([...document.querySelectorAll('.legend li')].map(one => one.textContent)).toEqual(['0', '3'])
  })
})

describe('before there is anything to count', () => {
  test('a campaign that nobody signed says what comes next, and a draft leads to its checklist', async () => {
    const world = await openWorld(() => openTestStore().store)
    const { open } = await asOrganiser(world)
    const { text } = await open()
    expect(text).toContain('Nobody has signed yet')
    expect(text).toContain('The first signature draws the first bar')
    expect(text).toContain('0 of 4 constituencies with a signature')
    expect(text).not.toContain('NaN')
    const draft = campaignText({ slug: 'a-draft', title: 'Not yet' })
    await world.store.saveCampaign(draft, { version: 1 } as never, world.clock.now())
    const shown = await open('', '/organise/campaigns/a-draft')
    expect(shown.links).toContain('/organise/campaigns/a-draft/checklist')
    expect(shown.document.querySelector('script')).toBeNull()
  })

  test('a closed campaign ends with the day that it closed', async () => {
    const { world } = await signedWorld()
    await world.store.setCampaignState('safer-crossings', 'closed', world.clock.now())
    world.clock.advance(20 * day)
    const { open } = await asOrganiser(world)
    const { rows, text } = await open()
    expect(rows('Signatures by day').at(-1)).toEqual(['27 November 2026', '1'])
    expect(text).toContain('closed: the final count')
    expect(text).not.toContain('The last one is not over yet')
  })
})

describe('all campaigns', () => {
  test('each has its count, its goal, its last days and what waits for somebody', async () => {
    const { world, open } = await signedWorld()
    const draft = campaignText({ slug: 'a-draft', title: 'Not yet' })
    await world.store.saveCampaign(draft, { version: 1 } as never, world.clock.now())
    const { cards } = await open('', '/organise')
    expect(cards()).toEqual([
      'Open A safe crossing at every school 6 signatures 6% of 100 6 in the last 14 days',
      'Draft Not yet 0 signatures 0% of 100 0 in the last 14 days',
    ])
  })

  test('a goal that raises itself is the next one once it is reached, here and on its own page', async () => {
    const { world, open } = await signedWorld()
    const text = campaignText({ goal: 5, goal_steps: 'automatic' })
    await world.store.saveCampaign(text, { version: 1 } as never, world.clock.now())
    expect((await open('', '/organise')).cards()[0]).toContain('6 signatures 6% of 100')
    expect((await open()).text).toContain('6% of 100')
  })

  test('somebody with a role in one campaign sees that one; with none, that there is none', async () => {
    const { world } = await signedWorld()
    const other = campaignText({ slug: 'other', title: 'Another' })
    const { campaign } = await world.store.saveCampaign(other, { version: 1 } as never, world.clock.now())
    const one = await asOrganiser(world, 'viewer', campaign.id)
    expect((await one.open('', '/organise')).cards()).toHaveLength(1)
    expect((await one.open()).status).toBe(404)
    const { text, links } = await (await asOrganiser(world, null)).open('', '/organise')
    expect(text).toContain('There is no campaign that you may see yet')
    expect(links).not.toContain('/organise/campaigns/new')
  })
})

/** Six signatures on five days, two letters that were accepted and one that waits, at 13:30 on a Friday in winter. */
async function signedWorld() {
  const world = await openWorld(() => openTestStore().store)
  const { store, clock, signAndConfirm } = world
  const sign = (email: string, odd: Odd = {}) => signAndConfirm({ email: `${email}@example.org`, ...odd })
  const there = { constituency: { code: brookside.code, by: 'postcode' } } as const
  const letter = letterDraft()
  await sign('one', { letter })
  await sign('two', { constituency: null, postcode: '', principles: ['lights'] })
  clock.advance(day)
  await sign('three')
  clock.advance(2 * day)
  await sign('four', { ...there, letter: { ...letterDraft(), memberId: 2 } })
  await sign('five', { ...there, source: 'leaflet' })
  await world.collect()
  const answer = { answer: 'answered', position: 'agrees', days: 2, words: null } as const
  await store.recordReply({ letterId: letter.id, ...answer, answeredAt: clock.now() })
  clock.advance(day + 1.5 * hour)
  await sign('six', { letter: letterDraft() })
  return { world, ...(await asOrganiser(world)) }
}

async function asOrganiser(world: World, role: Role | null = 'owner', campaignId = 0) {
  const { cookie } = await signInAs(world.store, world.clock.now(), role, { campaignId })
  const asked = await pagesOver(testPorts(world.store, world.clock), { cookie })
  const open = async (query = '', at = path) => {
    const answer = await asked(at + query)
    const { document } = answer
    const all = (selector: string) => [...document.querySelectorAll(selector)]
    return {
      ...answer,
      links: all('a').map(link => link.getAttribute('href')),
      now: () =>
        Object.fromEntries(all('[data-now]').map(one => [one.getAttribute('data-now'), one.textContent])),
      cards: () => all('.desk-card').map(card => textOf(card)),
      /** What stands in each row of the last table whose caption begins so. */
      rows: (caption: string) => {
        const table = all('table').findLast(one =>
          one.querySelector('caption')?.textContent?.startsWith(caption),
        )
        return [...(table?.querySelectorAll('tbody tr') ?? [])].map(row =>
          [...row.children].map(cell => cell.textContent),
        )
      },
    }
  }
  return { open }
}

/** With a space between what stands in elements of their own. */
function textOf(element: Element): string {
  const parts = [...element.querySelectorAll('p, h2')].map(one => one.textContent)
  return parts.join(' ').replace(/\s+/g, ' ').trim()
}
