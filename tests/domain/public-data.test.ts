import { expect, test } from 'vitest'
import type { Campaign } from '../../app/domain/campaign/campaign'
import { petitionList, queryOverAll, readPetitionQuery } from '../../app/domain/public-data/petition-list'
import {
  campaignCount,
  constituencies,
  petitionAlone,
  petitionEntry,
} from '../../app/domain/public-data/public-data'
import type { Count } from '../../app/domain/tally/tally'
import { plainText } from '../../app/domain/text/plain-text'
import { ashford, brookside, campaignText, emptySeat, members, seated } from '../support/campaign'

const origin = 'https://campaigns.example.org'
const at = new Date('2026-11-23T12:00:00.000Z')
const seats = [brookside, ashford, emptySeat].map(seat =>
  seated(
    seat,
    members.find(({ constituencyCode }) => constituencyCode === seat.code),
  ),
)

test('an open campaign answers with the fields of petition.parliament.uk, in their order', () => {
  const { type, id, links, attributes } = petitionEntry({ campaign: campaign(), signatures: 7 }, origin, at)
  expect({ type, id, links }).toEqual({
    type: 'petition',
    id: 3,
    links: { self: 'https://campaigns.example.org/petitions/3.json' },
  })
  expect(Object.entries(attributes)).toEqual([
    ['action', 'A safe crossing at every school'],
    ['background', 'Children should be able to walk to school.'],
    ['additional_details', 'Every school deserves a crossing.'],
    ['committee_note', null],
    ['state', 'open'],
    ['signature_count', 7],
    ['closing_date', '2026-12-31'],
    ['created_at', '2026-01-01T09:00:00.000Z'],
    ['updated_at', '2026-02-01T09:00:00.000Z'],
    ['rejected_at', null],
    ['opened_at', '2026-01-02T09:00:00.000Z'],
    ['closed_at', null],
    ['moderation_threshold_reached_at', null],
    ['response_threshold_reached_at', null],
    ['government_response_at', null],
    ['debate_threshold_reached_at', null],
    ['debate_scheduled_on', null],
    ['scheduled_debate_date', null],
    ['debate_outcome_at', null],
    ['creator_name', 'Walk Together'],
    ['rejection', null],
    ['government_response', null],
    ['debate', null],
    ['departments', []],
    ['topics', []],
  ])
})

test('a closed campaign has no closing date and names nobody, but says when it closed', () => {
  const { attributes } = petitionEntry(
    { campaign: campaign({ closes: '2026-06-30' }), signatures: 7 },
    origin,
    at,
  )
  expect(attributes).not.toHaveProperty('closing_date')
  expect(attributes).toMatchObject({
    state: 'closed',
    creator_name: null,
    closed_at: '2026-06-30T23:00:00.000Z',
  })
})

test('below 100 confirmed signatures the breakdown is absent, not empty', () => {
  const { attributes } = petitionAlone(
    campaign(),
    { tallies: tallies(99), seats, updates: [] },
    `${origin}/x`,
    at,
  ).data
  expect(Object.keys(attributes)).not.toContain('signatures_by_country')
  expect(Object.keys(attributes)).not.toContain('signatures_by_constituency')
  expect(Object.keys(attributes)).not.toContain('signatures_by_region')
  expect(attributes.other_parliamentary_business).toEqual([])
})

test('from 100 on the breakdown names countries, constituencies with their MPs, and regions', () => {
  const answer = petitionAlone(
    campaign(),
    { tallies: tallies(100), seats, updates: [] },
    `${origin}/petitions/3.json`,
    at,
  )
  expect(answer.links).toEqual({ self: `${origin}/petitions/3.json` })
  expect(Object.keys(answer.data)).toEqual(['type', 'id', 'attributes'])
  expect(Object.keys(answer.data.attributes).slice(-5)).toEqual([
    'topics',
    'signatures_by_country',
    'signatures_by_constituency',
    'signatures_by_region',
    'other_parliamentary_business',
  ])
  expect(answer.data.attributes).toMatchObject({
    signatures_by_country: [
      { name: 'France', code: 'FR', signature_count: 10 },
      { name: 'United Kingdom', code: 'GB', signature_count: 90 },
    ],
    signatures_by_constituency: [
      { name: 'Ashford Vale', ons_code: 'Z14000101', mp: 'Asha Grange', signature_count: 60 },
      { name: 'Empty Seat', ons_code: 'Z14000103', mp: null, signature_count: 30 },
    ],
    signatures_by_region: [{ name: 'Test Region', ons_code: 'Z12000101', signature_count: 90 }],
  })
})

test('a seat whose region no source has told is in no region', () => {
  const told = seats.map(seat =>
    seat.code === 'Z14000103' ? { ...seat, region: '', regionCode: '', country: '' } : seat,
  )
  expect(
    petitionAlone(campaign(), { tallies: tallies(100), seats: told, updates: [] }, `${origin}/x`, at).data
      .attributes,
  ).toMatchObject({
    signatures_by_region: [{ name: 'Test Region', ons_code: 'Z12000101', signature_count: 60 }],
  })
})

test('a campaign may show its breakdown from the first signature', () => {
  const shown = campaign({ small_counts: 'shown' })
  const { attributes } = petitionAlone(
    shown,
    { tallies: tallies(1), seats, updates: [] },
    `${origin}/x`,
    at,
  ).data
  expect(attributes).toHaveProperty('signatures_by_constituency')
})

test('the list holds open and closed campaigns, most signatures first, and never one that is not public yet', () => {
  expect(listed('')).toEqual([2, 1, 3])
  expect(listed('state=all')).toEqual([2, 1, 3])
  expect(listed('state=open')).toEqual([1, 3])
  expect(listed('state=closed')).toEqual([2])
})

test('recent lists open campaigns, the latest opened first', () => {
  expect(listed('state=recent')).toEqual([3, 1])
})

test.each(['rejected', 'awaiting_response', 'with_response', 'awaiting_debate', 'debated', 'not_debated'])(
  '%s, which only Parliament brings about, lists nothing',
  state => {
    const { links, data } = list(`state=${state}`)
    expect(data).toEqual([])
    expect(links.last).toBe(links.first)
  },
)

test('an unknown state is not read, and leads to all with the rest of the query', () => {
  const given = new URLSearchParams('state=popular&q=bus&count=2&page=4')
  expect(readPetitionQuery(given)).toBeNull()
  expect(`${queryOverAll(given)}`).toBe('count=2&q=bus&state=all')
})

test('a search finds the beginnings of words in title and summary, whatever their case and accents', () => {
  expect(listed('q=CROSS')).toEqual([1, 3])
  expect(listed('q=cafe+open')).toEqual([2])
  expect(listed('q=rossing')).toEqual([])
  expect(listed('q=crossing+unheard')).toEqual([])
  expect(listed(`q=${encodeURIComponent('" OR 1=1 --')}`)).toEqual([])
})

test('the links of a page keep the query, and the first page has no number', () => {
  expect(list('state=all&count=1&page=2').links).toEqual({
    self: `${origin}/petitions.json?state=all&count=1&page=2`,
    first: `${origin}/petitions.json?count=1&state=all`,
    last: `${origin}/petitions.json?count=1&page=3&state=all`,
    next: `${origin}/petitions.json?count=1&page=3&state=all`,
    prev: `${origin}/petitions.json?count=1&state=all`,
  })
})

test('past the end prev is the last page and next is null', () => {
  const { links, data } = list('count=2&page=9')
  expect(data).toEqual([])
  expect(links).toMatchObject({ prev: links.last, next: null })
  expect(links.last).toBe(`${origin}/petitions.json?count=2&page=2`)
})

test.each(['page=0', 'page=-1', 'page=1.5', 'page=two', 'page=100000', 'page='])('%s is page 1', query => {
  expect(readPetitionQuery(new URLSearchParams(query))?.page).toBe(1)
})

test.each([
  ['count=0', 50],
  ['count=51', 50],
  ['count=abc', 50],
  ['count=1', 1],
])('%s is %i a page', (query, count) => {
  expect(readPetitionQuery(new URLSearchParams(query))?.count).toBe(count)
})

test('constituencies are keyed by code; a vacant one has no member', () => {
  expect(Object.entries(constituencies(seats))).toEqual([
    [
      'Z14000101',
      {
        mp: 'Asha Grange',
        party: 'Independent',
        constituency: 'Ashford Vale',
        ons_code: 'Z14000101',
        start_date: null,
        end_date: null,
      },
    ],
    ['Z14000102', expect.objectContaining({ mp: 'Ben Holt', constituency: 'Brookside' })],
    [
      'Z14000103',
      {
        mp: null,
        party: null,
        constituency: 'Empty Seat',
        ons_code: 'Z14000103',
        start_date: null,
        end_date: null,
      },
    ],
  ])
})

test('a counter is told the goal and whether the campaign still runs', () => {
  const paused = { ...campaign(), state: 'paused' as const }
  expect(Object.entries(campaignCount({ campaign: paused, signatures: 7 }, at))).toEqual([
    ['slug', 'safer-crossings'],
    ['signatures', 7],
    ['goal', 100],
    ['state', 'paused'],
    ['updated_at', '2026-11-23T12:00:00.000Z'],
  ])
})

test('Markdown becomes the words a reader of plain text expects', () => {
  expect(
    plainText(
      '## *What* we ask\n\nTwo\nlines and a [link](https://example.org):\n\n- one\n- `two`\n\n<b>raw</b>',
    ),
  ).toBe('What we ask\n\nTwo lines and a link:\n\n- one\n- two\n\n<b>raw</b>')
})

function campaign(odd: Readonly<Record<string, unknown>> = {}, fields: Partial<Campaign> = {}): Campaign {
  return {
    id: 3,
    slug: 'safer-crossings',
    version: 1,
    consentVersion: 1,
    state: 'open',
    text: campaignText({ closes: '2026-12-31', ...odd }),
    createdAt: new Date('2026-01-01T09:00:00Z'),
    updatedAt: new Date('2026-02-01T09:00:00Z'),
    openedAt: new Date('2026-01-02T09:00:00Z'),
    closedAt: null,
    ...fields,
  }
}

function tallies(signatures: number): Count[] {
  return [
    { measure: 'signatures', key: '', count: signatures },
    { measure: 'by-country', key: 'GB', count: 90 },
    { measure: 'by-country', key: 'FR', count: 10 },
    { measure: 'by-constituency', key: emptySeat.code, count: 30 },
    { measure: 'by-constituency', key: ashford.code, count: 60 },
    { measure: 'by-constituency', key: '', count: 10 },
  ]
}

/** Two open campaigns, a closed one, a draft and one still to open. */
const five = [
  { campaign: campaign({}, { id: 1 }), signatures: 50 },
  {
    campaign: campaign(
      { title: 'Keep the Café open', summary: 'It is ours.', closes: '2026-06-30' },
      { id: 2 },
    ),
    signatures: 900,
  },
  { campaign: campaign({}, { id: 3, openedAt: new Date('2026-03-01T09:00:00Z') }), signatures: 5 },
  { campaign: campaign({}, { id: 4, state: 'draft' as const, openedAt: null }), signatures: 0 },
  { campaign: campaign({ opens: '2026-12-01' }, { id: 5 }), signatures: 0 },
]

function list(search: string) {
  const given = new URLSearchParams(search)
  const query = readPetitionQuery(given)
  if (!query) throw new Error(`${search} has an unknown state`)
  return petitionList(five, query, given, origin, `${origin}/petitions.json?${search}`, at)
}

function listed(search: string): number[] {
  return list(search).data.map(({ id }) => id)
}
