import { expect, test } from 'vitest'
import {
  type CampaignState,
  closedSince,
  endOfDay,
  lateConfirmationMs,
  standing,
  startOfDay,
} from '../../app/domain/campaign/campaign'
import { checkCampaignText, readCampaignText } from '../../app/domain/campaign/check'
import { campaignText } from '../support/campaign'
import { hour } from '../support/clock'

/** What is wrong with a campaign file that differs from a good one in this: `path: words` for each. */
function wrongIn(odd: Readonly<Record<string, unknown>>): string[] {
  const { problems } = checkCampaignText({ ...campaignText(), ...odd })
  return (problems ?? []).map(({ path, words }) => `${path.join('.')}: ${words}`)
}

const minister = { name: 'The Minister', salutation: 'Minister', email: 'minister@ministry.example' }
const zebra = { slug: 'zebra', title: 'Zebra crossings', paragraph: [['Paint the stripes.']] }
const letter = { subjects: ['Crossings'], openings: [['I write to you.']], closings: [['Yours in hope.']] }

// What is asked of those who are bound by their office

const ask = [['Please pass it on.']]

test('a campaign may ask something else of an MP who is bound by their office, and need not', () => {
  for (const asks of [{}, { speaker: ask }, { speaker: ask, minister: ask, 'does-not-sit': ask }])
    expect(wrongIn({ letter: { ...letter, asks } })).toEqual([])
})

test.each([
  ['for another role', { member: ask }, 'letter.asks.member: is no field of a campaign file'],
  ['that is empty', { speaker: [] }, 'letter.asks.speaker: must not be empty'],
  ['with no way of saying it', { minister: [[]] }, 'letter.asks.minister.0: must not be empty'],
])('an ask %s is refused', (_, asks, words) => {
  expect(wrongIn({ letter: { ...letter, asks } })).toEqual([words])
})

test('where others are written to as well, nothing can be asked of the MP alone', () => {
  const odd = { letter: { ...letter, asks: { speaker: ask } }, target: ['constituency-mp', minister] }
  expect(wrongIn(odd)).toEqual([
    'letter.asks: are for where the MP alone is written to; this campaign names other targets',
  ])
})

test('an ask that would make a letter longer than can be sent is refused', () => {
  const long = 'Please act. '.repeat(80)
  const asks = { speaker: Array.from({ length: 6 }, () => [long]) }
  expect(wrongIn({ letter: { ...letter, asks } })).toEqual([
    'letter: with every principle chosen, it could not be sent: Your letter must be 5,000 characters or fewer',
  ])
})

// Standing

const opens = '2026-03-01'
const closes = '2026-06-30'

const moments: readonly [string, string][] = [
  ['before its dates', '2026-02-28T23:59:59.999Z'],
  ['from its first moment', '2026-03-01T00:00:00.000Z'],
  ['to its last', '2026-06-30T22:59:59.999Z'], // summer time
  ['after its dates', '2026-06-30T23:00:00.000Z'],
]

test.each<[CampaignState, readonly string[]]>([
  ['draft', ['draft', 'draft', 'draft', 'draft']],
  ['open', ['not-yet-open', 'open', 'open', 'closed']],
  ['paused', ['paused', 'paused', 'paused', 'closed']],
  ['closed', ['closed', 'closed', 'closed', 'closed']],
])(
  'a campaign that its organiser left %s stands, before, from the first moment to the last, and after: %j',
  (state, standings) => {
    const at = moments.map(([, moment]) => standing({ state, text: { opens, closes } }, new Date(moment)))
    expect(at).toEqual(standings)
  },
)

test('a campaign without dates is open while its organiser says so', () => {
  for (const [, moment] of moments) {
    expect(standing({ state: 'open', text: {} }, new Date(moment))).toBe('open')
    expect(standing({ state: 'open', text: { closes } }, new Date('1999-01-01'))).toBe('open')
    expect(standing({ state: 'open', text: { opens } }, new Date('2999-01-01'))).toBe('open')
  }
})

test('a campaign of one day is open for that day', () => {
  const text = { opens: '2026-03-01', closes: '2026-03-01' }
  expect(standing({ state: 'open', text }, new Date('2026-03-01T23:59:59.999Z'))).toBe('open')
  expect(standing({ state: 'open', text }, new Date('2026-03-02T00:00:00.000Z'))).toBe('closed')
})

test.each([
  ['in winter', '2026-01-15', '2026-01-15T00:00:00.000Z', 24],
  ['in summer', '2026-07-15', '2026-07-14T23:00:00.000Z', 24],
  ['when the clocks go forward', '2026-03-29', '2026-03-29T00:00:00.000Z', 23],
  ['on the day after that', '2026-03-30', '2026-03-29T23:00:00.000Z', 24],
  ['when the clocks go back', '2026-10-25', '2026-10-24T23:00:00.000Z', 25],
  ['on the day after that', '2026-10-26', '2026-10-26T00:00:00.000Z', 24],
  ['on a leap day', '2028-02-29', '2028-02-29T00:00:00.000Z', 24],
  ['on the last of the year', '2026-12-31', '2026-12-31T00:00:00.000Z', 24],
])('a day begins and ends at midnight in London: %s', (_, date, begins, hours) => {
  expect(startOfDay(date).toISOString()).toBe(begins)
  expect(endOfDay(date).getTime() - startOfDay(date).getTime()).toBe(hours * hour)
})

test('each day ends where the next begins, for as many years as a campaign may name', () => {
  for (let day = Date.parse('2000-01-01'); day < Date.parse('2040-01-01'); day += 24 * hour) {
    const [today, tomorrow] = [day, day + 24 * hour].map(ms => new Date(ms).toISOString().slice(0, 10))
    expect(endOfDay(today ?? '')).toEqual(startOfDay(tomorrow ?? ''))
  }
})

// Closing

const byHand = new Date('2026-05-01T10:00:00Z')
const byDate = new Date('2026-06-30T23:00:00Z')

test.each<[string, CampaignState, string | undefined, Date | null, string, Date | null]>([
  ['open without dates', 'open', undefined, null, '2999-01-01', null],
  ['open before its last day has ended', 'open', closes, null, '2026-06-30T22:59:59.999Z', null],
  ['open at the end of its last day', 'open', closes, null, '2026-06-30T23:00:00Z', byDate],
  ['paused when its last day has ended', 'paused', closes, null, '2026-07-05', byDate],
  ['closed by hand', 'closed', undefined, byHand, '2026-07-05', byHand],
  ['closed by hand before its last day', 'closed', closes, byHand, '2026-07-05', byHand],
  ['closed by hand after its last day', 'closed', closes, new Date('2026-07-02'), '2026-07-05', byDate],
  ['opened again', 'open', undefined, byHand, '2026-07-05', null],
  ['a draft', 'draft', undefined, null, '2026-07-05', null],
])('when a campaign stopped taking signatures: %s', (_, state, last, closedAt, at, since) => {
  const text = campaignText(last ? { closes: last } : {})
  expect(closedSince({ state, text, closedAt }, new Date(at))).toEqual(since)
})

test('a confirmation still counts for a day after closing', () => {
  expect(lateConfirmationMs).toBe(24 * hour)
})

// The text

test('a campaign file needs little, and the rest has its default', () => {
  const { sources: _, ...least } = campaignText()
  const { goal, target, links, sources, small_counts, conclusion, outcome } = readCampaignText({
    slug: least.slug,
    title: least.title,
    summary: least.summary,
    statement: least.statement,
    organisation: least.organisation,
    letter: least.letter,
    principles: [zebra],
  })
  expect({ goal, target, links, sources, small_counts, conclusion, outcome }).toEqual({
    goal: 100,
    target: ['constituency-mp'],
    links: [],
    sources: [],
    small_counts: 'hidden',
    conclusion: '',
    outcome: '',
  })
})

test('a campaign that was read once is read again as the same', () => {
  const text = campaignText({ target: ['constituency-mp', minister], goal: 5, opens, closes })
  expect(readCampaignText(text)).toEqual(text)
})

test.each([
  ['at the top', { colour: 'red' }],
  ['state', { state: 'open' }],
  ['in the organisation', { organisation: { name: 'W', contact: 'a@b.example', logo: 'x' } }],
  ['in the letter', { letter: { ...letter, cc: 'all@example.org' } }],
  ['in a principle', { principles: [{ ...zebra, weight: 2 }] }],
  ['in a link', { links: [{ kind: 'news', title: 'T', url: 'https://example.org', onclick: 'x' }] }],
  ['in a target', { target: [{ ...minister, bcc: 'all@example.org' }] }],
])('a field that a campaign file does not have is refused: %s', (_, odd) => {
  expect(wrongIn(odd)).toHaveLength(1)
})

test.each([
  [
    'two principles with one slug',
    { principles: [zebra, zebra] },
    ['principles.1.slug: repeats the slug of an earlier principle'],
  ],
  ['a source named twice', { sources: ['leaflet', 'post', 'leaflet'] }, ['sources.2: is listed twice']],
  ['a target named twice', { target: [minister, minister] }, ['target.1: is listed twice']],
  [
    'the MP named twice',
    { target: ['constituency-mp', 'constituency-mp'], letter },
    ['target.1: is listed twice'],
  ],
  [
    'closing before it opens',
    { opens: closes, closes: opens },
    ['closes: is before the day the campaign opens'],
  ],
  [
    'naming the MP in a letter that goes to others',
    {
      target: ['constituency-mp', minister],
      letter: {
        subjects: ['Crossings', 'For {{ mp }}'],
        openings: [['I write to you.'], ['Dear {{mp}}', 'To you']],
        closings: [['{{mp}}, please help.']],
      },
      principles: [{ ...zebra, paragraph: [['Paint.'], ['Ask {{mp}}.']] }],
    },
    ['letter.subjects.1', 'letter.openings.1.0', 'letter.closings.0.0', 'principles.0.paragraph.1.0'].map(
      path =>
        `${path}: {{mp}} is filled only where the MP alone is written to; this campaign names other targets`,
    ),
  ],
])('a campaign that contradicts itself is refused at the place where it does: %s', (_, odd, problems) => {
  expect(wrongIn(odd)).toEqual(problems)
})

test('opening and closing on one day, and naming the MP who alone is written to, is no contradiction', () => {
  expect(wrongIn({ opens, closes: opens })).toEqual([])
  expect(wrongIn({ letter: { ...letter, openings: [['{{mp}}, please help.']] } })).toEqual([])
  expect(wrongIn({ target: 'constituency-mp' })).toEqual([])
  expect(wrongIn({ target: [minister], letter })).toEqual([])
})

test('one wrong field does not hide what contradicts what in the others', () => {
  expect(wrongIn({ title: '', opens: closes, closes: opens })).toHaveLength(2)
})

test.each([
  ['subjects', { letter: { ...letter, subjects: ['On {{colour}}'] } }, 'letter.subjects.0'],
  [
    'openings',
    { letter: { ...letter, openings: [['Fine.'], ['Fine.', 'On {{colour}}']] } },
    'letter.openings.1.1',
  ],
  [
    'an ask of a minister',
    { letter: { ...letter, asks: { minister: [['Please.'], ['On {{colour}}']] } } },
    'letter.asks.minister.1.0',
  ],
  ['closings', { letter: { ...letter, closings: [['On {{colour}}']] } }, 'letter.closings.0.0'],
  [
    'a paragraph',
    { principles: [{ ...zebra, paragraph: [['On {{colour}}']] }] },
    'principles.0.paragraph.0.0',
  ],
])(
  'a blank that nobody fills is refused when the campaign is saved, wherever it stands: %s',
  (_, odd, path) => {
    expect(wrongIn(odd)).toEqual([
      `${path}: {{colour}} is no known blank (known: {{mp}}, {{name}}, {{constituency}}, {{organisation}}, {{campaign}}, {{number}})`,
    ])
  },
)

test.each([
  [
    'a subject of two lines',
    { letter: { ...letter, subjects: ['One\ntwo'] } },
    'letter.subjects.0: must be one line',
  ],
  [
    'a subject too long once its blanks are filled',
    { letter: { ...letter, subjects: [`${'a'.repeat(125)} {{name}}`] } },
    'letter.subjects.0: may be longer than 150 characters',
  ],
  [
    'a hidden character',
    { principles: [{ ...zebra, paragraph: [['Paint\u202e.']] }] },
    'principles.0.paragraph.0.0: has hidden characters in it: type it again',
  ],
  [
    'more words than a letter may have',
    { letter: { ...letter, openings: Array(6).fill(['short', 'a'.repeat(900)]) } },
    'letter: with every principle chosen, it could not be sent: Your letter must be 5,000 characters or fewer',
  ],
  [
    'more links than a letter may have',
    { letter: { ...letter, openings: Array(4).fill(['See https://example.org/a for what we know.']) } },
    'letter: with every principle chosen, it could not be sent: Your letter must hold 3 links or fewer, so that it is not taken for spam',
  ],
])('what a supporter would not be let send is not suggested to them: %s', (_, odd, problem) => {
  expect(wrongIn(odd)).toEqual([problem])
})

test.each([
  '2026-1-1',
  '31/12/2026',
  '2026-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-04-31',
  'soon',
  '',
  '1999-12-31',
  '9999-12-31',
  '2026-01-01T00:00',
])('%j is no date of a campaign', date => {
  expect(wrongIn({ opens: date })).toContain('opens: must be a date such as 2026-01-31')
})

test.each(['2028-02-29', '2026-12-31', '9998-12-31'])('%s is a date of a campaign, and has an end', date => {
  expect(wrongIn({ closes: date })).toEqual([])
  expect(endOfDay(date).getTime()).toBeGreaterThan(startOfDay(date).getTime())
})

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'ftp://example.org',
  '//example.org',
  'example.org',
  'https://',
])('%j is no link to lead readers to', url => {
  const links = [{ kind: 'related', title: 'T', url }]
  const words = 'must be a web address that begins with https:// or http://'
  expect(wrongIn({ links })).toEqual([`links.0.url: ${words}`])
  expect(wrongIn({ organisation: { name: 'W', contact: 'a@b.example', website: url } })).toEqual([
    `organisation.website: ${words}`,
  ])
})

test.each([
  ['title', { title: 'One\nBcc: two' }],
  ['organisation.name', { organisation: { name: 'Walk\nTogether', contact: 'a@b.example' } }],
  ['principles.0.title', { principles: [{ ...zebra, title: 'Zebra\ncrossings' }] }],
  ['links.0.title', { links: [{ kind: 'news', title: 'A\nB', url: 'https://example.org' }] }],
  ['target.0.name', { target: [{ ...minister, name: 'A\nB' }] }],
])('what stands in a heading or a header is one line: %s', (path, odd) => {
  const said = wrongIn(odd)
  expect(said.length).toBeGreaterThan(0)
  if (!path.startsWith('target')) expect(said).toEqual([`${path}: must be one line`])
})

test.each([
  ['a slug that is none', { slug: 'Safer Crossings' }],
  ['a slug that climbs', { slug: '../etc' }],
  ['a slug for __proto__', { principles: [{ ...zebra, slug: '__proto__' }] }],
  ['no goal', { goal: 0 }],
  ['half a signature', { goal: 1.5 }],
  ['a goal in words', { goal: '1000' }],
  ['no principle', { principles: [] }],
  ['a principle that says nothing', { principles: [{ ...zebra, paragraph: [] }] }],
  ['a sentence without a way to say it', { principles: [{ ...zebra, paragraph: [[]] }] }],
  ['an empty way', { principles: [{ ...zebra, paragraph: [[' ']] }] }],
  ['nobody to write to', { target: [] }],
  ['somebody unheard of', { target: 'the-king' }],
  ['no statement', { statement: ' ' }],
  ['a contact that is no address', { organisation: { name: 'W', contact: 'us' } }],
])('a campaign is refused for %s', (_, odd) => {
  expect(wrongIn(odd)).toHaveLength(1)
})

test('all the principles of a campaign fit into one form', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...zebra, slug: `p-${index}` }))
  expect(wrongIn({ principles: many(40) })).toEqual([])
  expect(wrongIn({ principles: many(41) })).toHaveLength(1)
})

test('texts lose what nobody sees, which a feed could not carry, and keep the flag of Wales; half a character is no title', () => {
  const typed =
    'One\u0008\u202e line\r\nand\ufffe\ud800 🏴\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}'
  const kept = 'One line\nand 🏴\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}'
  const { summary, statement } = campaignText({ summary: typed, statement: typed })
  expect([summary, statement]).toEqual([kept, kept])
  expect(wrongIn({ title: 'Half \ud800' })).toEqual(['title: has hidden characters in it: type it again'])
})
