import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { readCampaignFile } from '../../app/cli/campaign-file'
import { campaignFile, parseCampaign } from '../../app/domain/campaign/file'
import { isProblem } from '../../app/domain/problem'
import { campaignText } from '../support/campaign'
import { testFolder } from '../support/store'

test.each(['fair-hearing', 'last-bus-home', 'a-clearer-wendle'])(
  'the demo file %s is a campaign',
  async slug => {
    expect((await readCampaignFile(`db/demo/${slug}.yaml`)).text.slug).toBe(slug)
  },
)

test('what is left out has its default', () => {
  const { text } = parseCampaign(
    demo.replace('goal: 1000\n', '').replace('target: constituency-mp\n', ''),
    'f',
  )
  expect(text).toMatchObject({ goal: 100, target: ['constituency-mp'], small_counts: 'hidden', outcome: '' })
})

test('a campaign may come as JSON, indented with tabs', () => {
  const { text } = parseCampaign(demo, 'f')
  expect(parseCampaign(JSON.stringify(text, null, '\t'), 'f').text).toEqual(text)
})

test('a text that was read is read the same again', () => {
  const text = campaignText({ target: ['constituency-mp', minister], letter: letterWithoutMp })
  expect(parseCampaign(stringify(text), 'f').text).toEqual(text)
})

test('a text is written as a file that reads back the same, and that a person can read', () => {
  const { text } = parseCampaign(demo, 'f')
  const file = campaignFile(text)
  expect(parseCampaign(file, 'f').text).toEqual(text)
  expect(file).toContain('statement: |-\n  Ministers have published')
  expect(file).not.toMatch(/[&*]a\d/)
})

test('a field that is wrong is named with its line', () => {
  expect(problems(demo.replace('goal: 1000', 'goal: many'))).toEqual([
    `campaign.yaml:${lineOf('goal:')}: goal: must be a whole number`,
  ])
})

test('everything that is wrong is said at once, in the order of the file', () => {
  const wrong = demo
    .replace('slug: fair-hearing', 'slug: Fair Hearing')
    .replace(/^title: .*$/m, 'tilte: A fair hearing')
    .replace('contact: campaigns@pellbridgehouse.example', 'contact: nobody')
    .replace('charity_number: "0000000"', 'charity_number: 1234567')
    .replace('closes: 2036-12-31', 'closes: 2025-12-31')
  expect(problems(wrong)).toEqual([
    'campaign.yaml:3: slug: must be lower-case letters, digits and hyphens',
    'campaign.yaml:3: title: is required',
    'campaign.yaml:4: tilte: is no field of a campaign file',
    `campaign.yaml:${lineOf('contact:')}: organisation.contact: must be an e-mail address such as name@example.org`,
    `campaign.yaml:${lineOf('charity_number:')}: organisation.charity_number: must be text: put quotation marks around it`,
    `campaign.yaml:${lineOf('closes:')}: closes: is before the day the campaign opens`,
  ])
})

test('of thousands of things that are wrong the first hundred are said, and how many more there are', () => {
  const said = problems('a: 1\n'.repeat(2001))
  expect([said.length, said[0], said.at(-1)]).toEqual([
    101,
    'campaign.yaml:2: this field stands here a second time',
    'and 1900 more things are wrong',
  ])
})

test('a missing field is named where what should hold it stands', () => {
  expect(problems(demo.replace('  name: Pellbridge House\n', ''))).toEqual([
    `campaign.yaml:${lineOf('organisation:')}: organisation.name: is required`,
  ])
})

test('a blank that nobody fills is refused with its line', () => {
  const line = '    - A fair hearing for survivors of modern slavery'
  expect(problems(demo.replace(line, '    - Dear {{minister}}'))).toEqual([
    `campaign.yaml:${lineOf(line)}: letter.subjects.0: {{minister}} is no known blank (known: {{mp}}, {{name}}, {{constituency}}, {{organisation}}, {{campaign}}, {{number}})`,
  ])
  expect(problems(demo.replace(line, '    - Dear {{mp'))).toEqual([
    expect.stringContaining(`campaign.yaml:${lineOf(line)}: letter.subjects.0: has a stray {`),
  ])
})

test('a letter that goes to others than the MP may not name the MP', () => {
  const line = '    - A fair hearing for survivors of modern slavery'
  const two = demo
    .replace(line, '    - A question for {{mp}}')
    .replace('target: constituency-mp', `target: ${JSON.stringify(['constituency-mp', minister])}`)
  expect(problems(two)).toEqual([
    `campaign.yaml:${lineOf(line)}: letter.subjects.0: {{mp}} is filled only where the MP alone is written to; this campaign names other targets`,
    `campaign.yaml:${lineOf('  asks: # in place of the closings')}: letter.asks: are for where the MP alone is written to; this campaign names other targets`,
  ])
})

test.each([
  [
    'a target of the wrong kind',
    'target: a-minister',
    'target: must be constituency-mp, or a list of targets',
  ],
  ['a target without an address', 'target: [{ name: A, salutation: B }]', 'target.0.email: is required'],
  ['a greeting by title', 'target: [{ name: A, salutation: Rt Hon B, email: a@b.example }]', 'Rt Hon'],
  ['a day that is none', 'opens: 2026-02-30', 'opens: must be a date such as 2026-01-31'],
  ['an empty value', 'summary:', 'summary: must not be empty'],
  ['a goal of nothing', 'goal: 0', 'goal: must be 1 or more'],
  ['a field of our language', '__proto__: { slug: x }', '__proto__: is no field of a campaign file'],
])('%s is refused in plain words', (_, line, words) => {
  const field = line.slice(0, line.indexOf(':'))
  const without = demo.replace(new RegExp(`^${field}:.*\\n(  .*\\n)*`, 'm'), '')
  const [first, ...others] = problems(`${without}${line}\n`)
  expect(first).toContain(words)
  expect(first).toMatch(/^campaign\.yaml:\d+: /)
  expect(others).toEqual([])
})

test.each([
  ['the same field twice', `${'a: 1\n'}a: 2\n`, 'campaign.yaml:2: this field stands here a second time'],
  ['a reference', 'a: &x 1\nb: *x\n', 'campaign.yaml:2: refers to another place with *; write the words out'],
  [
    'a second document',
    'a: 1\n---\nb: 2\n',
    'campaign.yaml:2: a second document begins here; give one campaign a file',
  ],
  ['a tag', 'a: !ruby/object {}\n', 'campaign.yaml:1: Unresolved tag: !ruby/object'],
  ['mark-up without end', 'a: [1,\n', 'campaign.yaml:2: '],
  ['depth without end', '['.repeat(100_000), 'campaign.yaml:1: nested too deeply'],
  ['plain words', 'just words', 'campaign.yaml:1: must hold named fields'],
  ['nothing', '# only a comment\n', 'campaign.yaml is empty'],
])('%s is refused', (_, source, words) => {
  expect(problems(source)[0]).toContain(words)
})

test('aliases that would grow without end are refused before they are followed', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]']
  for (let n = 1; n < 12; n++)
    lines.push(
      `a${n}: &a${n} [${Array(9)
        .fill(`*a${n - 1}`)
        .join(', ')}]`,
    )
  expect(problems(lines.join('\n'))[0]).toContain('refers to another place')
})

test.each([
  ['is not there', () => 'nowhere.yaml', 'does not exist'],
  ['is a directory', folderNamed, 'is a directory'],
  ['is not in UTF-8', () => fileOf(Buffer.from('slug: caf\xe9', 'latin1')), 'is not in UTF-8'],
  ['is larger than 1 MB', () => fileOf(Buffer.alloc(1_000_001, '#')), 'is larger than 1 MB'],
])('a file that %s is refused by name', async (_, file, words) => {
  const name = file()
  await expect(readCampaignFile(name)).rejects.toThrow(`${name} ${words}`)
})

const demo = readFileSync('db/demo/fair-hearing.yaml', 'utf8')
const minister = { name: 'The Minister', salutation: 'Minister', email: 'minister@ministry.example' }
const letterWithoutMp = {
  subjects: ['Crossings'],
  openings: [['I write to you.']],
  closings: [['Thank you.']],
}

/** The line of the demo file that begins so. */
function lineOf(beginning: string): number {
  return demo.split('\n').findIndex(line => line.trimStart().startsWith(beginning.trimStart())) + 1
}

function problems(source: string): string[] {
  try {
    parseCampaign(source, 'campaign.yaml')
  } catch (thrown) {
    if (isProblem(thrown)) return thrown.message.split('\n')
    throw thrown
  }
  throw new Error('nothing was found wrong')
}

function fileOf(bytes: Uint8Array): string {
  const file = join(testFolder(), 'campaign.yaml')
  writeFileSync(file, bytes)
  return file
}

function folderNamed(): string {
  const folder = join(testFolder(), 'campaign.yaml')
  mkdirSync(folder)
  return folder
}
