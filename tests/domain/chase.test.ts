import { expect, test } from 'vitest'
import type { CampaignText } from '../../app/domain/campaign/campaign'
import type { LetterId } from '../../app/domain/id'
import type { Member } from '../../app/domain/place/place'
import { composeChase, targetToChase } from '../../app/domain/reply/chase'
import type { Survey } from '../../app/domain/reply/survey'
import { targetsFor } from '../../app/domain/target/target'
import { ashford, campaignText, members, seated } from '../support/campaign'

const [asha] = members as [Member]
const seat = seated(ashford, asha)
const words = {
  subject: 'Mill Lane',
  body: 'Please paint the stripes.',
  address: { address1: '4 Weaver Row', address2: '', town: 'Ashford' },
}
const target = {
  key: 'mp',
  name: 'Asha Grange',
  salutation: 'Ms Grange',
  email: 'a@p.example',
  memberId: 1,
} as const

function composed(id = '01', text: CampaignText = campaignText(), odd: Partial<Survey> = {}, to = target) {
  const survey = {
    campaign: { text },
    signature: { person: { name: 'Rosa Lind', postcode: 'ZZ1 1AA' }, principles: ['zebra'] },
    letter: { id: id as LetterId },
    acceptedAt: new Date('2026-11-23T23:30:00.000Z'),
    seat,
    ...odd,
  } as Survey
  return composeChase(survey, words, to as never)
}

const secondOf = (whole: string) => whole.split('\n\nYours sincerely,')[0]?.split('\n\n')[1] ?? ''

test('a chase refers to the first letter with its date, and holds it whole below its own sign-off and address', () => {
  const { subject, whole } = composed()
  expect(subject).toBe('Re: Mill Lane')
  const address = 'Yours sincerely,\n\nRosa Lind\n4 Weaver Row\nAshford\nZZ1 1AA'
  expect(whole.startsWith('Dear Ms Grange,\n\n')).toBe(true)
  expect(secondOf(whole)).toContain('23 November 2026')
  expect(
    whole.endsWith(
      `\n\n${address}\n\nMy letter of 23 November 2026:\n\nDear Ms Grange,\n\nPlease paint the stripes.\n\n${address}`,
    ),
  ).toBe(true)
})

test('the same letter is chased in the same words each time, and others in others', () => {
  const said = Array.from({ length: 400 }, (_, n) => secondOf(composed(`letter ${n}`).whole))
  expect(said).toEqual(Array.from({ length: 400 }, (_, n) => secondOf(composed(`letter ${n}`).whole)))
  expect(new Set(said).size).toBe(64) // four ways for each of three sentences
  for (const second of said) expect(second.length).toBeLessThan(300)
})

test('a campaign’s own words follow the date, their blanks filled', () => {
  const letter = {
    ...campaignText().letter,
    chase: [
      ['{{mp}}, {{constituency}} waits.', '{{mp}}, we in {{constituency}} wait.'],
      ['So does {{organisation}}.'],
    ],
  }
  const seconds = Array.from({ length: 40 }, (_, n) =>
    secondOf(composed(`letter ${n}`, campaignText({ letter })).whole),
  )
  for (const second of seconds) {
    expect(second).toContain('23 November 2026')
    expect(second).toMatch(
      /Asha Grange, (Ashford Vale waits|we in Ashford Vale wait)\. So does Walk Together\.$/,
    )
  }
  expect(new Set(seconds).size).toBe(8)
})

test.each([
  [['zebra'], 'I stand for this principle.'],
  [['zebra', 'lights'], 'I stand for these principles.'],
])('a campaign’s own words agree with how many principles were chosen: %j', (principles, says) => {
  const letter = { ...campaignText().letter, chase: [['I stand for {{this principle|these principles}}.']] }
  const signature = { person: { name: 'Rosa Lind', postcode: '' }, principles }
  expect(composed('01', campaignText({ letter }), { signature } as never).whole).toContain(says)
})

test('a supporter’s words are data: blanks typed into them are not filled', () => {
  const survey = { person: { name: '{{mp}}', postcode: '' }, principles: ['zebra'] }
  expect(composed('01', campaignText(), { signature: survey } as never).whole).toContain(
    '\n\n{{mp}}\n4 Weaver Row',
  )
})

test('where the constituency is not known, another way of saying it is taken', () => {
  const letter = { ...campaignText().letter, chase: [['{{constituency}} waits.', 'We wait.']] }
  for (let n = 0; n < 10; n++)
    expect(composed(`${n}`, campaignText({ letter }), { seat: null }).whole).toContain('We wait.')
})

const minister = { name: 'The Minister', salutation: 'Minister', email: 'minister@gov.example' }

test.each([
  ['who sits still', ['constituency-mp'], seat, 1, 'mp'],
  ['of a letter to another who sat there', ['constituency-mp'], seat, 77, null],
  ['where nobody sits', ['constituency-mp'], seated(ashford, null), 1, null],
  [
    'who publishes no address by now',
    ['constituency-mp'],
    seated(ashford, { ...asha, email: null }),
    1,
    null,
  ],
  ['of a minister', [minister], null, null, 'fixed-0'],
  ['of an MP before the minister', ['constituency-mp', minister], seat, 1, 'mp'],
  ['of the minister alone, where the MP is another', ['constituency-mp', minister], seat, 77, 'fixed-1'],
] as const)('one can be reminded %s', (_, target, sitting, memberId, key) => {
  const reached = targetsFor({ text: campaignText({ target }) }, sitting)
  expect(targetToChase(reached, { memberId })?.key ?? null).toBe(key)
})
