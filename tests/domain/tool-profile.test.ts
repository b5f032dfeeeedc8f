import { expect, test } from 'vitest'
import { type CsvRow, csvLine, writeCsv } from '../../app/domain/csv'
import { readChoice } from '../../app/domain/export/choice'
import { exportPages } from '../../app/domain/export/export'
import { splitName } from '../../app/domain/export/split-name'
import type { SignatureRow } from '../../app/domain/export/store'
import { rowsOfPart, toolCells, toolColumns, toolProfiles } from '../../app/domain/export/tool-profile'
import type { SignatureId } from '../../app/domain/id'
import { openWorld } from '../store/contract/world'
import { campaignText } from '../support/campaign'
import { testPorts } from '../support/ports'
import fc from '../support/seeded'
import { openTestStore } from '../support/store'

const text = campaignText()
const rosa: SignatureRow = {
  id: '01890000-0000-7000-8000-000000000001' as SignatureId,
  campaignId: 1,
  consentVersion: 1,
  state: 'confirmed',
  person: { name: 'Rosa Maria Lind', email: 'rosa@example.org', postcode: 'ZZ1 1AA' },
  country: 'GB',
  constituencyCode: 'Z14000101',
  constituency: 'Ashford Vale',
  principles: ['zebra', 'lights'],
  updates: true,
  source: null,
  signedAt: new Date('2026-11-23T12:00:00Z'),
  confirmedAt: new Date('2026-11-24T12:00:00Z'),
  number: 1,
}

test.each([
  [
    'action-network',
    'Email,First name,Last name,ZIP/Postal code,Country,Full name,Campaign,Principles,external_id',
    `rosa@example.org,Rosa Maria,Lind,ZZ1 1AA,GB,Rosa Maria Lind,${text.title},zebra lights,${rosa.id}`,
  ],
  [
    'mailchimp',
    'Email Address,First Name,Last Name,Full Name,Postcode,Country,Tags,External ID',
    `rosa@example.org,Rosa Maria,Lind,Rosa Maria Lind,ZZ1 1AA,GB,"safer-crossings,zebra,lights",${rosa.id}`,
  ],
  [
    'nationbuilder',
    'email,email_opt_in,first_name,last_name,full_name,zip,country_code,created_at,note,tag_list,external_id',
    `rosa@example.org,Y,Rosa Maria,Lind,Rosa Maria Lind,ZZ1 1AA,GB,2026-11-24T12:00:00.000Z,Signed: ${text.title},"safer-crossings,zebra,lights",${rosa.id}`,
  ],
  [
    'civicrm',
    'Contact Type,First Name,Last Name,Full Name,Email,Postal Code,Country,Source,External Identifier',
    `Individual,Rosa Maria,Lind,Rosa Maria Lind,rosa@example.org,ZZ1 1AA,GB,${text.title},${rosa.id}`,
  ],
  [
    'civicrm-activities',
    'Activity Type,Activity Date,Subject,External Identifier',
    `Petition,2026-11-24,${text.title},${rosa.id}`,
  ],
] as const)('%s has the columns that its import knows', (profile, columns, cells) => {
  expect(line(toolColumns(profile))).toBe(columns)
  expect(line(cellsOf(profile, rosa))).toBe(cells)
})

test('NationBuilder is told of those who did not ask, or did not confirm it, that they did not', () => {
  const cell = (odd: Partial<SignatureRow>) => cellsOf('nationbuilder', { ...rosa, ...odd })?.[1]
  expect(cell({ updates: false })).toBe('N')
  expect(cell({ state: 'pending' })).toBe('N')
})

test('whatever anybody types, no cell of any tool’s file begins with a character that a spreadsheet runs', () => {
  const hostile = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n＝＋－＠\'" ,;a1\u00a0\u200b\ufeff') }),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(hostile, hostile, hostile, hostile, (name, email, postcode, title) => {
      const person = { name, email, postcode }
      for (const profile of toolProfiles) {
        const cells = toolCells(profile, { ...rosa, person }, { slug: 'x', text: { ...text, title } })
        for (const cell of cells ?? [])
          expect(csvLine([cell], 'spreadsheet').replace(/^[\s"\u200B-\u200F\u2060\uFEFF]+/u, '')).not.toMatch(
            /^[=+\-@＝＋－＠]/u,
          )
      }
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['-reply@example.org', toolProfiles],
  ['+tag@example.org', toolProfiles],
  ['rösa@example.org', ['mailchimp']],
])('%s is left out where it would be taken wrongly, and never changed', (email, by) => {
  const row = { ...rosa, person: { ...rosa.person, email } }
  for (const profile of toolProfiles)
    if (by.includes(profile)) expect(cellsOf(profile, row)).toBe(null)
    else expect(cellsOf(profile, row)?.join()).toContain(row.id)
})

test('text that is longer than a tool keeps is cut where a character ends', () => {
  const long = { slug: 'x', text: { ...text, title: `${'a'.repeat(254)}éé` } }
  expect(toolCells('civicrm', rosa, long)?.[7]).toBe('a'.repeat(254))
  expect(
    toolCells('mailchimp', { ...rosa, person: { ...rosa.person, name: '🚸'.repeat(100) } }, long)?.[3],
  ).toBe('🚸'.repeat(63))
})

test.each([
  ['Rosa Lind', 'Rosa', 'Lind'],
  ['  Rosa   Maria Lind ', 'Rosa Maria', 'Lind'],
  ['Rosa', 'Rosa', ''],
  ['Vincent van der Berg', 'Vincent van der', 'Berg'],
  ['李明', '李明', ''],
])('“%s” is “%s” and “%s”', (full, first, last) => {
  expect(splitName(full)).toEqual({ first, last })
})

test('a tool gets those who asked and confirmed; it is told how many were left out', async () => {
  const { store, clock, campaign, sign, signAndConfirm } = await openWorld(() => openTestStore().store)
  await signAndConfirm({ email: 'asked@example.org', updates: true })
  await signAndConfirm({ email: 'not@example.org' })
  await sign({ email: 'unconfirmed@example.org', updates: true })
  await signAndConfirm({ email: '+odd@example.org', updates: true })
  const taken = async (query: string) => {
    const seen: (readonly [number, number])[] = []
    const choice = readChoice('signatures', new URLSearchParams(query))
    const watch = (rows: number, leftOut: number) => void seen.push([rows, leftOut])
    let csv = ''
    for await (const chunk of writeCsv(
      exportPages(testPorts(store, clock), campaign, choice, watch),
      'machine',
    ))
      csv += chunk
    return { addresses: csv.match(/[\w+]+@example\.org/g), counted: seen.at(-1) }
  }
  expect(await taken('profile=mailchimp')).toEqual({ addresses: ['asked@example.org'], counted: [1, 1] })
  expect(await taken('profile=mailchimp&updates=any')).toEqual({
    addresses: ['asked@example.org', 'not@example.org'],
    counted: [2, 1],
  })
  expect(await taken('profile=nationbuilder&part=2')).toEqual({ addresses: null, counted: [0, 0] })
})

test('a part of a file for NationBuilder stays under the 20 MB that it takes', () => {
  const longest = {
    name: `${'n'.repeat(50)} ${'n'.repeat(49)}`,
    email: `${'e'.repeat(60)}@example.org`,
    postcode: 'ZZ1 1AA',
  }
  const row = line(cellsOf('nationbuilder', { ...rosa, person: longest }))
  expect((rowsOfPart.nationbuilder ?? Infinity) * Buffer.byteLength(row)).toBeLessThan(25_000_000)
})

function cellsOf(profile: (typeof toolProfiles)[number], signature: SignatureRow): CsvRow | null {
  return toolCells(profile, signature, { slug: 'safer-crossings', text })
}

function line(cells: CsvRow | null): string {
  return csvLine(cells ?? [], 'spreadsheet').trimEnd()
}
