import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { checkCampaignText, readCampaignText } from '../../app/domain/campaign/check'
import { composeLetter } from '../../app/domain/letter/letter'
import { campaignText } from '../support/campaign'

const slugs = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

/** Seven principles of a sentence each, which begin with words of their own. */
function seven(letter: Readonly<Record<string, unknown>> = {}) {
  return campaignText({
    letter: { subjects: ['Crossings'], openings: [['Opening.']], closings: [['Closing.']], ...letter },
    principles: slugs.map(slug => ({ slug, title: slug, paragraph: [[`${slug.toUpperCase()} matters.`]] })),
  })
}

function paragraphs(
  text: ReturnType<typeof seven>,
  principles: readonly string[],
  mailbox = 'rosa@example.org',
) {
  const writer = { name: 'Rosa Lind', mailbox, constituency: 'Ashford Vale', principles }
  const { body } = composeLetter({ id: 7, text }, writer, { name: 'Asha Grange', role: 'member' })
  return body.split('\n\n')
}

const joinings = {
  only: ['Only.'],
  first: ['First.'],
  middle: ['Middle one.', 'Middle two.'],
  last: ['Last.'],
}

test('one principle follows the opening by itself', () => {
  expect(paragraphs(seven(), ['c'])).toEqual(['Opening.', 'C matters.', 'Closing.'])
})

test('of several, the first and the last are led to, and every other one between', () => {
  const led = paragraphs(seven(), slugs).slice(1, -1)
  expect(led.map(paragraph => paragraph.endsWith(' matters.') && paragraph.length > 10)).toEqual([
    ...[true, true, false, true, false, true, true],
  ])
  const joined = led
    .filter(paragraph => paragraph.length > 10)
    .map(paragraph => paragraph.replace(/ . matters\.$/, ''))
  expect(new Set(joined).size).toBe(5)
})

test('other supporters are led otherwise', () => {
  const led = Array.from(
    { length: 40 },
    (_, index) => paragraphs(seven(), ['a', 'b'], `${index}@example.org`)[1],
  )
  expect(new Set(led).size).toBeGreaterThan(4)
})

test('a campaign’s own words lead in place of ours, each said once and then none', () => {
  expect(paragraphs(seven({ joinings }), ['a'])).toEqual(['Opening.', 'Only. A matters.', 'Closing.'])
  expect(paragraphs(seven({ joinings }), ['b', 'a'])).toEqual([
    ...['Opening.', 'First. B matters.', 'Last. A matters.', 'Closing.'],
  ])
  const led = paragraphs(seven({ joinings }), slugs).slice(2, -2)
  expect(led.toSorted()).toEqual([
    ...['C matters.', 'E matters.', 'F matters.'],
    ...led.filter(paragraph => paragraph.startsWith('Middle')),
  ])
  expect(new Set(led.filter(one => one.startsWith('Middle')).map(one => one.slice(0, 11))).size).toBe(2)
})

test('a campaign may lead to nothing, and leave to us what it does not name', () => {
  const text = seven({ joinings: { first: [], middle: [] } })
  const [, first, second, third] = paragraphs(text, ['a', 'b', 'c'])
  expect([first, second]).toEqual(['A matters.', 'B matters.'])
  expect(third).toMatch(/^.+\. C matters\.$/)
})

test('a joining may hold blanks and a choice, and a wrong one is refused with its place', () => {
  const first = ['Of {{number}} {{thing|things}} {{name}} would say, this is one.']
  expect(paragraphs(seven({ joinings: { first } }), ['a', 'b'])[1]).toBe(
    'Of two things Rosa Lind would say, this is one. A matters.',
  )
  const wrong = { ...seven(), letter: { ...seven().letter, joinings: { first: ['{{colour}}'], next: [] } } }
  expect(checkCampaignText(wrong).problems?.map(({ path }) => path.join('.'))).toEqual([
    'letter.joinings.first.0',
    'letter.joinings.next',
  ])
  const toOthers = {
    ...seven({ joinings: { last: ['Lastly, {{mp}}.'] } }),
    target: [{ name: 'The Minister', salutation: 'Minister', email: 'm@p.example' }],
  }
  expect(checkCampaignText(toOthers).problems?.map(({ path }) => path.join('.'))).toEqual([
    'letter.joinings.last.0',
  ])
})

function said(openings: readonly (readonly string[])[], mailbox: string): string {
  return paragraphs(seven({ openings }), ['a'], mailbox)[0] ?? ''
}

test('no sentence begins with the words of the one before it while there is another way', () => {
  for (let index = 0; index < 30; index++) {
    const mailbox = `${index}@example.org`
    expect(said([['I am Rosa.'], ['I ask you.', 'Please act.']], mailbox)).toBe('I am Rosa. Please act.')
    expect(said([['I am Rosa.'], ['I am here.', 'I ask you.']], mailbox)).toBe('I am Rosa. I ask you.')
    expect(said([['Here I am. I’d like this.'], ['I ask you.', 'Please act.']], mailbox)).toMatch(
      /Please act\.$/,
    )
    expect(said([['I am Rosa.'], ['I ask you.', 'I beg you.']], mailbox)).toMatch(
      /^I am Rosa\. I (ask|beg) you\.$/,
    )
    expect(said([['{{name}} writes.'], ['{{name}} asks.', 'Please act.']], mailbox)).toMatch(/Please act\.$/)
  }
})

test('no two paragraphs open alike while there is another way', () => {
  const text = seven({ openings: [['I am Rosa.'], ['Please.']], closings: [['I am glad.', 'Thank you.']] })
  for (let index = 0; index < 30; index++)
    expect(paragraphs(text, ['a'], `${index}@example.org`).at(-1)).toBe('Thank you.')
})

test('a letter agrees with how many principles were chosen', () => {
  const text = seven({
    subjects: ['{{One thing|Some things}} to ask'],
    openings: [['{{number}} {{principle matters|principles matter}} to me.']],
    closings: [['Please act on {{it|them}}.']],
  })
  expect(paragraphs(text, ['a'])[0]).toBe('One principle matters to me.')
  expect(paragraphs(text, ['a']).at(-1)).toBe('Please act on it.')
  expect(paragraphs(text, ['a', 'b', 'c'])[0]).toBe('Three principles matter to me.')
  expect(paragraphs(text, ['a', 'b', 'c']).at(-1)).toBe('Please act on them.')
  // What the campaign no longer has counts for nothing.
  expect(paragraphs(text, ['a', 'gone'])[0]).toBe('One principle matters to me.')
})

const library = readCampaignText(parse(readFileSync('tests/domain/golden/seven-principles.yaml', 'utf8')))
const names = library.principles.map(({ slug }) => slug)

test('in each of the 13,699 orders of seven principles nothing begins like what is before it, and nothing is said twice', () => {
  const orders = ordersOf(names)
  expect(orders).toHaveLength(13_699)
  const wrong: string[] = []
  for (const [index, order] of orders.entries()) {
    const parts = paragraphs(library, order, `${index}@example.org`)
    const sentences = parts.flatMap(part => part.split(/(?<=[.?])\s/))
    const begun = (part: string) => part.toLowerCase().split(' ').slice(0, 2).join(' ')
    if (sentences.some((one, at) => at > 0 && begun(one) === begun(sentences[at - 1] ?? '')))
      wrong.push('begins')
    if (new Set(parts.map(begun)).size < parts.length) wrong.push('opens')
    if (new Set(sentences).size < sentences.length) wrong.push('twice')
    if (parts.length !== order.length + 2 || /[{}|]| {2}|undefined/.test(parts.join())) wrong.push('shape')
  }
  expect(wrong).toEqual([])
})

test('the opening stays as it is when principles are added or change places', () => {
  const plain = { ...library, letter: { ...library.letter, openings: library.letter.openings.slice(0, 2) } }
  const [opening] = paragraphs(plain, names)
  for (const order of [names.slice(0, 1), names.slice(2, 5), names.toReversed()])
    expect(paragraphs(plain, order)[0]).toBe(opening)
})

function ordersOf(all: readonly string[]): readonly (readonly string[])[] {
  return all.flatMap(first => [
    [first],
    ...ordersOf(all.filter(one => one !== first)).map(rest => [first, ...rest]),
  ])
}
