import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readCampaignText } from '../../app/domain/campaign/check'
import { sampleLetters } from '../../app/domain/letter/sample-letters'
import { fingerprint, likeness } from '../../app/domain/likeness/likeness'
import { campaignText } from '../support/campaign'

const demo = readCampaignText(parse(readFileSync('db/demo/fair-hearing.yaml', 'utf8')))

test('a hundred letters are composed, with some of the principles in some order', () => {
  const { letters } = sampleLetters(demo, { count: 100, seed: 1 })
  expect(letters).toHaveLength(100)
  expect(new Set(letters.map(({ body }) => body)).size).toBe(100)
  const orders = new Set(letters.map(({ principles }) => principles.join()))
  expect(orders.size).toBeGreaterThan(10) // of 15
  expect(new Set(letters.map(({ principles }) => principles.length))).toEqual(new Set([1, 2, 3]))
})

test('the distribution is that of every pair', () => {
  const { letters, tenths, median, overHalf } = sampleLetters(demo, { count: 60, seed: 2 })
  const kept = letters.map(({ body }) => fingerprint(body))
  const pairs = kept.flatMap((one, index) => kept.slice(0, index).map(other => likeness(one, other)))
  expect(tenths.reduce((sum, one) => sum + one)).toBe((60 * 59) / 2)
  expect(tenths[0]).toBe(pairs.filter(one => one < 0.1).length)
  expect(overHalf).toBe(pairs.filter(one => one > 0.5).length / pairs.length)
  expect(pairs.filter(one => one < median).length).toBeLessThanOrEqual(pairs.length / 2)
  expect(pairs.filter(one => one <= median).length).toBeGreaterThanOrEqual(pairs.length / 2)
})

test('the same seed gives the same letters, another others, and all of it is plain data', () => {
  const once = sampleLetters(demo, { count: 20, seed: 3 })
  expect(sampleLetters(demo, { count: 20, seed: 3 })).toEqual(once)
  expect(sampleLetters(demo, { count: 20, seed: 4 })).not.toEqual(once)
  expect(JSON.parse(JSON.stringify(once))).toEqual(once)
})

const unlike = (about: string) =>
  ['Larks', 'Mornings', 'Nettles', 'Otters', 'Pebbles', 'Quarries', 'Rivers', 'Sparrows'].map(
    (what, index) => `${what} ${'abcdefgh'[index]} ${`${what.toLowerCase()} of ${about} `.repeat(5)}end.`,
  )
const letter = { subjects: ['Birds'], openings: [unlike('dawn')], closings: [unlike('dusk')] }
const principles = [{ slug: 'a', title: 'A', paragraph: [unlike('noon')] }]

test('the weakest way is the sentence that every letter has', () => {
  const same =
    'This very sentence stands in each of the letters, whoever writes it and whatever else they say.'
  const text = campaignText({ letter: { ...letter, closings: [unlike('dusk'), [same]] }, principles })
  const { weakest } = sampleLetters(text, { count: 60, seed: 1 })
  expect(weakest).toMatchObject({ at: 'letter.closings.1.0', words: same, ways: 1, letters: 60 })
  expect(weakest?.share).toBeGreaterThan(0.3)
  expect(weakest?.share).toBeLessThan(1)
  expect(weakest?.advice).toContain('write three more ways')
})

test('of two ways of a sentence the longer is the weaker', () => {
  const long = `Tides ${Array.from({ length: 60 }, (_, hour) => (hour + 7) ** 5).join(' ')} end.`
  const text = campaignText({ letter: { ...letter, openings: [['Short.', long]] }, principles })
  expect(sampleLetters(text, { count: 100, seed: 1 }).weakest?.at).toBe('letter.openings.0.1')
})

test('words of ours may be the weakest, and the campaign can give its own', () => {
  const numbered = (about: string) =>
    Array.from({ length: 50 }, (_, index) => `${about} ${index} is ${`${index * 7919}x`.repeat(6)}.`)
  const text = campaignText({
    letter: { subjects: ['x'], openings: [numbered('Dawn')], closings: [numbered('Dusk')] },
    principles: ['a', 'b', 'c'].map(slug => ({ slug, title: slug, paragraph: [numbered(slug)] })),
  })
  const { weakest } = sampleLetters(text, { count: 100, seed: 1 })
  expect(weakest?.at).toMatch(/^ours\.joinings\.(first|middle|last)\.\d$/)
  expect(weakest?.advice).toContain('letter.joinings')
})

test('letters that share nothing have no weakest way, and one letter no pair', () => {
  const one = sampleLetters(demo, { count: 1, seed: 1 })
  expect(one).toMatchObject({ median: 0, overHalf: 0, weakest: null })
  expect(one.tenths).toEqual(Array.from({ length: 10 }, () => 0))
})
