import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readCampaignText } from '../../app/domain/campaign/check'
import { chanceOf } from '../../app/domain/chance'
import { composeLetter, type Writer } from '../../app/domain/letter/letter'
import { type Fingerprint, fingerprint, likeness } from '../../app/domain/likeness/likeness'
import { writesToMpAlone } from '../../app/domain/target/role-words'

describe.each([
  'fair-hearing', // median 0.085; 123 pairs in a million above 0.5, 43 with own words
  'last-bus-home', // 0.077; 261 and 84
  'a-clearer-wendle', // 0.069; 2,575 and 566
])('2,000 letters to one MP from %s', slug => {
  const text = readCampaignText(parse(readFileSync(`db/demo/${slug}.yaml`, 'utf8')))
  const mp = writesToMpAlone(text) ? ({ name: 'Rowan Ashby', role: 'member' } as const) : null
  const letters = Array.from({ length: 2000 }, (_, index) => {
    const chance = chanceOf(`letter ${index}`)
    const principles = text.principles
      .map(one => one.slug)
      .sort((one, other) => chance(one, 2 ** 30) - chance(other, 2 ** 30))
      .slice(0, 1 + chance('how many', text.principles.length))
    const writer = { name: `Name ${index}`, mailbox: `supporter${index}@mail.example` }
    return composeLetter({ id: 1, text }, { ...writer, constituency: 'Pellbridge', principles }, mp).body
  })

  test('have a median likeness of at most 0.25, and fewer than 1 pair in 100 above 0.5', () => {
    const { median, above } = spreadOf(letters.map(fingerprint))
    expect(median).toBeLessThanOrEqual(0.25)
    expect(above).toBeLessThan(1 / 100)
  })

  test('have fewer than 1 pair in 1,000 above 0.5 once each has a sentence of its writer’s own', () => {
    const own = letters.map((letter, index) => {
      const chance = chanceOf(`own words ${index}`)
      const sentence = Array.from(
        { length: 100 },
        (_, at) => 'abcdefghijklmnopqrstuvwxyz'[chance(`${at}`, 26)],
      )
      return fingerprint(letter.replace('\n\n', `\n\n${sentence.join('')}.\n\n`))
    })
    expect(spreadOf(own).above).toBeLessThan(1 / 1000)
  })
})

function spreadOf(kept: readonly Fingerprint[]): { readonly median: number; readonly above: number } {
  const pairs = new Float64Array((kept.length * (kept.length - 1)) / 2)
  let at = 0
  for (const [index, one] of kept.entries())
    for (let other = 0; other < index; other++) pairs[at++] = likeness(one, kept[other] ?? [])
  pairs.sort()
  const above = pairs.length - pairs.findLastIndex(alike => alike <= 0.5) - 1
  return { median: pairs[pairs.length >> 1] ?? 1, above: above / pairs.length }
}

describe('neighbours', () => {
  const text = readCampaignText(parse(readFileSync('db/demo/fair-hearing.yaml', 'utf8')))
  const principles = text.principles.map(({ slug }) => slug)
  const many = Array.from({ length: 120 }, (_, index) => index)
  const meanOf = (writers: readonly Pick<Writer, 'name' | 'mailbox'>[]) => {
    const kept = writers.map(writer =>
      fingerprint(
        composeLetter({ id: 1, text }, { ...writer, constituency: 'Pellbridge', principles }, null).body,
      ),
    )
    const each = kept.flatMap((one, index) => kept.slice(0, index).map(other => likeness(one, other)))
    return each.reduce((sum, one) => sum + one, 0) / each.length
  }
  const strangers = meanOf(
    many.map(index => {
      const chance = chanceOf(`stranger ${index}`)
      const name = () => Array.from({ length: 8 }, (_, at) => 'aeioulnrst'[chance(`${at}`, 10)]).join('')
      return { name: name(), mailbox: `${chance('address', 2 ** 31)}@mail.example` }
    }),
  )

  test.each([
    [
      'who share a mailbox',
      many.map(index => ({ name: `Person ${index} Lind`, mailbox: 'lind@mail.example' })),
    ],
    ['of one name', many.map(index => ({ name: 'Rosa Lind', mailbox: `rosa${index}@mail.example` }))],
    [
      'whose names differ in one letter',
      many.map(index => ({ name: `Rosa Lind${'x'.repeat(index)}`, mailbox: 'rosa@mail.example' })),
    ],
    [
      'whose addresses follow one another',
      many.map(index => ({ name: `Name${index}`, mailbox: `a${1000 + index}@mail.example` })),
    ],
  ])('%s are given letters as unlike as strangers are', (_, writers) => {
    expect(meanOf(writers)).toBeLessThan(strangers * 1.1)
    expect(meanOf(writers)).toBeGreaterThan(strangers * 0.9)
  })
})
