import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readCampaignText } from '../../app/domain/campaign/check'
import { composeLetter } from '../../app/domain/letter/letter'
import { type MemberRole, memberRoles } from '../../app/domain/place/place'

/*
 * Letters that were read by eye, in files beside this one: `golden/CAMPAIGN/N-principles.txt`. After a change of the words or of how
 * they are put together, write them anew with `npx vitest run --config remix.config.js tests/domain/letter-golden.test.ts -u`, and
 * read every one that differs before it is committed: would an MP's caseworker take it for one person's letter?
 */

const seven = readCampaignText(parse(readFileSync('tests/domain/golden/seven-principles.yaml', 'utf8')))
const demo = readCampaignText(parse(readFileSync('db/demo/fair-hearing.yaml', 'utf8')))

describe.each([1, 2, 3, 4, 5, 6, 7])('letters for %i of seven principles', count => {
  test('read as they did', async () => {
    const letters = ordersOf(7, count).map((order, index) =>
      letterOf(seven, order, `writer-${count}-${index}`),
    )
    await expect(letters.join('')).toMatchFileSnapshot(`golden/seven-principles/${count}-principles.txt`)
  })
})

test.each([1, 2, 3])(
  'the demonstration’s letters for %i principles read as they did, in every order',
  async count => {
    const letters = everyOrder(3, count).map(order => letterOf(demo, order, `writer-${order.join('')}`))
    await expect(letters.join('')).toMatchFileSnapshot(`golden/fair-hearing/${count}-principles.txt`)
  },
)

test('letters to MPs of whom a vote or a speech cannot be asked read as they did', async () => {
  const letters = memberRoles
    .filter(role => role !== 'member')
    .flatMap(role => [[1], [2, 0]].map(order => letterOf(demo, order, `writer-${role}`, role)))
  await expect(letters.join('')).toMatchFileSnapshot('golden/fair-hearing/limited-roles.txt')
})

/** Each by itself; else as they stand, backwards, every other one first, and from the middle outwards. */
function ordersOf(of: number, count: number): readonly (readonly number[])[] {
  const all = Array.from({ length: of }, (_, index) => index)
  if (count === 1) return all.map(one => [one])
  const alternate = [...all.filter(one => one % 2 === 1), ...all.filter(one => one % 2 === 0)]
  const outwards = all.toSorted((one, other) => Math.abs(one - 3) - Math.abs(other - 3))
  return [all, all.toReversed(), alternate, outwards].map(order => order.slice(0, count))
}

function everyOrder(of: number, count: number): readonly (readonly number[])[] {
  if (count === 0) return [[]]
  const all = Array.from({ length: of }, (_, index) => index)
  return everyOrder(of, count - 1).flatMap(order =>
    all.filter(one => !order.includes(one)).map(one => [...order, one]),
  )
}

function letterOf(
  text: typeof seven,
  order: readonly number[],
  writer: string,
  role: MemberRole = 'member',
): string {
  const principles = order.flatMap(index => text.principles[index]?.slug ?? [])
  const { subject, body } = composeLetter(
    { id: 1, text },
    { name: 'Rosa Lind', mailbox: `${writer}@example.org`, constituency: 'Pellbridge Central', principles },
    { name: 'Rowan Ashby', role },
  )
  const about = [`=== ${principles.join(', ')}`, ...(role === 'member' ? [] : [`=== to a ${role}`])]
  return `${[...about, subject, '', body.split('\n').map(wrapped).join('\n')].join('\n')}\n\n`
}

/** To be read: a paragraph is one line in a letter. */
function wrapped(paragraph: string): string {
  return paragraph.replace(/(?=.{101})(.{1,100}) /g, '$1\n')
}
