import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readCampaignText } from '../../app/domain/campaign/check'
import { namesMember, textsOfSuggestion } from '../../app/domain/letter/former-member'
import { composeLetter } from '../../app/domain/letter/letter'
import { campaignText } from '../support/campaign'

const asha = { name: 'Asha Grange', salutation: 'Ms Grange', fullTitle: 'The Rt Hon Asha Grange CBE MP' }

function member(name: string, salutation = name, fullTitle = `${name} MP`) {
  return { name, salutation, fullTitle }
}

function names(body: string, who = asha, suggestedFrom: readonly string[] = [], subject = 'Crossings') {
  return namesMember({ subject, body }, who, suggestedFrom)
}

test.each([
  'Asha Grange, I write as your constituent.',
  'You promised it, Ms GRANGE.',
  'I heard of Asha’s plan.',
  "We have read Grange's speech.",
  'Ashá Gränge said so',
  'asha\ngrange',
  'Is it so, (Grange)?',
  'Grange–Holt did it', // two people, and one is she
])('these words name her: %j', body => {
  expect(names(body)).toBe(true)
})

test('a subject names a member as the words do', () => {
  expect(names('Please act.', asha, [], 'A question for Asha Grange')).toBe(true)
})

test.each([
  'Please paint the stripes on Mill Lane.',
  'The granges of the Ashans are old.', // whole words only
  'The Rt Hon Member, the CBE and the MP', // titles name nobody
  'Ms Penrose, Dame Lea and Sir Hugh', // nor do those of others
  '',
])('these words name nobody: %j', body => {
  expect(names(body)).toBe(false)
})

test.each([
  [
    'an apostrophe, as it is written or not',
    member("Siobhán O'Quillan"),
    'Dear Ms O Quillan / OQuillan / O’Quillan',
  ],
  ['an apostrophe, as two words', member("Siobhán O'Quillan"), 'the O Quillan letter'],
  ['a hyphen, with one half of it', member('Priyanka Thorne-Desai'), 'as Desai said'],
  ['a word in the salutation alone', member('Ben Holt', 'Councillor Jack'), 'Jack knows'],
  ['a word in the full title alone', member('Ben Holt', 'Ben', 'Sir Benjamin Holt Bt MP'), 'dear Benjamin'],
  ['a title for its last word', member('Sir Jonathan Lord', 'Sir Jonathan'), 'to Mr Lord'],
  ['a rank for its last word', member('John Major'), 'Major said so'],
  ['two letters, after a title', member('Alan Ng'), 'I met Mr Ng.'],
  ['two letters, after another word of it', member('Alan Ng'), 'I met alan ng.'],
])('a name with %s is found', (_, who, body) => {
  expect(names(body, who)).toBe(true)
})

test('two letters alone are no name', () => {
  expect(names('We go to no end of trouble.', member('Alan No', 'Alan No', 'Alan No MP'))).toBe(false)
})

const willMay = member('Will May', 'Mr May')
const text = campaignText({
  letter: {
    subjects: ['Will you act?'],
    openings: [['You may know {{constituency}}.']],
    closings: [['{{name}} of {{organisation}} will grant you thanks.']],
  },
  principles: [{ slug: 'zebra', title: 'Hugh', explanation: 'Hugh', paragraph: [['A long, green lane.']] }],
})

test.each([
  ['of a suggested sentence', member('May Long'), 'You may go a long way.'],
  ['of the organisation', member('Walk Together'), 'Let us walk.'],
  ['of the campaign’s title', member('Ann School'), 'Every school.'],
  ['of the writer’s own name', member('Rosa Smith'), 'I am Rosa Lind.'],
  ['of the constituency', member('Ann Ashford'), 'I live in Ashford Vale.'],
])('a word %s names nobody', (_, who, body) => {
  const from = textsOfSuggestion(text, { name: 'Rosa Lind', constituency: 'Ashford Vale' })
  expect(names(body, who, from)).toBe(false)
  expect(names(body, who)).toBe(true)
})

test.each(['Will May, you may act.', 'You may act, Mr May.', 'Dear Mr Will'])(
  'but a whole name or a title with it does, whatever the campaign suggests: %j',
  body => {
    const from = textsOfSuggestion(text, { name: 'Rosa Lind', constituency: null })
    expect(names(body, willMay, from)).toBe(true)
    expect(names('You may act, will you?', willMay, from)).toBe(false)
  },
)

test('what a campaign says elsewhere excuses no name: its statement may well speak of the member', () => {
  const statement = campaignText({ statement: 'Asha Grange voted against it.' })
  const from = textsOfSuggestion(statement, { name: 'Rosa Lind', constituency: null })
  expect(names('Asha Grange voted against it.', asha, from)).toBe(true)
})

const real = '../shared/data/mps.csv'

test('every real MP is found by their name and after a title, and no letter that the demonstration suggests names one', context => {
  if (!existsSync(real)) return context.skip(`${real} is missing`)
  const demo = readCampaignText(parse(readFileSync('db/demo/fair-hearing.yaml', 'utf8')))
  const principles = demo.principles.map(({ slug }) => slug)
  const rows = readFileSync(real, 'utf8').trim().split('\n').slice(1)
  const wrong: string[] = []
  for (const row of rows) {
    const [, constituency = '', , name = '', fullTitle = '', salutation = ''] = row.split(',')
    const who = { name, salutation, fullTitle }
    const writer = { name: 'Rosa Lind', constituency }
    const from = textsOfSuggestion(demo, writer)
    for (const mailbox of ['a@example.org', 'b@example.org', 'c@example.org']) {
      const letter = composeLetter(
        { id: 1, text: demo },
        { ...writer, mailbox, principles },
        { name, role: 'member' },
      )
      const typed = (words: string) => namesMember({ ...letter, body: letter.body + words }, who, from)
      if (typed('')) wrong.push(`a letter suggested to ${name}`)
      if (!typed(` ${name}, please act.`)) wrong.push(name)
      if (!typed(` Thank you, Ms ${name.split(' ').at(-1)}.`)) wrong.push(`Ms and the last word of ${name}`)
    }
  }
  expect(rows.length).toBe(650)
  expect(wrong).toEqual([])
})
