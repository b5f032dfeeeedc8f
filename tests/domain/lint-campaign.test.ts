import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readCampaignText } from '../../app/domain/campaign/check'
import { lintCampaign } from '../../app/domain/lint/campaign'
import { campaignText } from '../support/campaign'

const four = (words: string) => ['A', 'Bold', 'Careful', 'Daring'].map(first => `${first} ${words}.`)

/** A letter that nothing is to be said against. */
const letter = {
  subjects: ['Crossings', 'Walking to school', 'The road at Mill Lane', 'Stripes'],
  openings: [four('opening')],
  closings: [['Please act.', 'Will you act?', 'I ask you to act.', 'Could you act on it?'], four('farewell')],
}
const paragraph = [four('claim'), four('reason'), four('remedy')]
const principles = [{ slug: 'zebra', title: 'Zebra crossings', paragraph }]

function warnings(
  odd: Readonly<Record<string, unknown>> = {},
  oddPrinciples: readonly unknown[] = principles,
) {
  const text = campaignText({ letter: { ...letter, ...odd }, principles: oddPrinciples })
  return lintCampaign(text).map(({ path, words, advice }) => `${path.join('.')} ${words}. ${advice}`)
}

/** The letter with one more sentence in its openings, of which one way is this. */
function warningsOf(way: string) {
  return warnings({ openings: [...letter.openings, [way, 'Every.', 'Further.', 'Greater.']] })
}

test('a letter of many ways that asks for something has no warning', () => {
  expect(warnings()).toEqual([])
})

test.each(['db/demo/fair-hearing.yaml', 'db/demo/last-bus-home.yaml', 'db/demo/a-clearer-wendle.yaml'])(
  'there is nothing to warn of in %s',
  file => {
    expect(lintCampaign(readCampaignText(parse(readFileSync(file, 'utf8'))))).toEqual([])
  },
)

test('a sentence of one way, or of few, is named with what to do', () => {
  expect(warnings({ openings: [['One.'], ['One.', 'Two.', 'Three.']] })).toEqual([
    expect.stringMatching(/^letter\.openings\.0 is said in one way only\. Write three more/),
    expect.stringMatching(/^letter\.openings\.1 is said in three ways only\. Write one more/),
  ])
  expect(warnings({ subjects: ['Crossings'] })).toEqual([
    expect.stringContaining('letter.subjects is said in one way only'),
  ])
  expect(warnings({ joinings: { first: ['First.'], middle: [] } })).toEqual([
    expect.stringContaining('letter.joinings.first is said in one way only'),
  ])
  expect(warnings({ asks: { speaker: [['Please pass it on.']] }, chase: [['Did you get it?']] })).toEqual([
    expect.stringContaining('letter.asks.speaker.0 is said in one way only'),
    expect.stringContaining('letter.chase.0 is said in one way only'),
  ])
})

test('a principle that is a paragraph in one piece is named', () => {
  const whole = [{ ...principles[0], paragraph: [four('paragraph')] }]
  expect(warnings({}, whole)).toEqual([
    expect.stringMatching(/^principles\.0\.paragraph has one sentence\. Make/),
  ])
})

test('a letter that is too long is named with its length', () => {
  const sentence = ['a', 'b', 'c', 'd'].map(way => `Way ${`${way} `.repeat(24).trim()}.`)
  const long = [{ ...principles[0], paragraph: Array.from({ length: 28 }, () => sentence) }]
  expect(warnings({}, long).filter(warning => warning.startsWith('letter'))).toEqual([
    expect.stringMatching(/^letter with every principle chosen, has some 708 words, and up to 709\. Shorten/),
  ])
})

test.each([
  ['a word in capitals', 'Do it NOW.', 'has “NOW” in capitals'],
  ['a long word in capitals', 'This is a DISGRACE.', 'has “DISGRACE” in capitals'],
  ['a link', 'See https://walk.example/act for more.', 'holds a link'],
  ['a host that looks like a link', 'See www.walk.example for more.', 'holds a link'],
  ['an e-mail address', 'Write to hello@walk.example for more.', 'holds a link or an address'],
  ['a greeting to nobody', 'Dear Sir or Madam.', 'is a greeting'],
  ['a greeting', 'Dear {{mp}}, I write to you.', 'is a greeting'],
  ['a greeting of circulars', 'To whom it may concern.', 'greets nobody'],
  ['a sign-off', 'Yours sincerely.', 'is a sign-off'],
  ['a gap', 'I am [insert name].', 'leaves a gap'],
  ['a gap of lines', 'I live at ____.', 'leaves a gap'],
  ['a gap of crosses', 'I live at XXXX in town.', 'leaves a gap'],
  ['work for its writer', 'I am a parent/teacher (delete as appropriate).', 'leaves its writer work'],
  ['an instruction', 'Copy and paste this.', 'others send the same'],
  ['a link in words', 'Click here to act.', 'speaks to whoever sends'],
  ['a petition', 'Please sign our petition.', 'petition'],
  ['the undersigned', 'We the undersigned ask you to act.', 'speaks for several'],
  ['a plural writer', 'We urge you to act.', 'plural “we”'],
  ['an organisation’s voice', 'Many of our members walk.', 'organisation’s voice'],
  ['a crowd', 'I join thousands who ask this.', 'one of a crowd'],
  ['a hashtag', 'Act on #SaferCrossings.', 'social media'],
  ['shouting', 'Act now!!', 'shouts'],
  ['no end', 'Act now', 'does not begin and end like a sentence'],
  ['a small beginning', 'act now.', 'does not begin and end like a sentence'],
  ['too many words', `${'Word '.repeat(46).trim()}.`, 'is 46 words long'],
])('%s is named', (_, way, words) => {
  const [first, ...others] = warningsOf(way).filter(warning => !warning.includes('cannot be followed'))
  expect(first).toMatch(/^letter\.openings\.1\.0 /)
  expect(first).toContain(words)
  expect(others).toEqual([])
})

test.each([
  'The NHS, the BBC and HMRC use it, and so do the UK and DEFRA.',
  'We all walk, and where we ask them to wait it is wet.',
  'Behaviour like this is common.',
  'Thousands of children walk to school.',
  'What I ask costs £3.50, i.e. little… as you may know.',
  '“Please act,” said my daughter.',
  '{{number}} {{thing|things}} would help.',
])('an honest sentence has no warning: %j', way => {
  expect(warningsOf(way)).toEqual([])
})

test('a way that is much like another way of its sentence is named with what they share', () => {
  const one = 'I would like to see a crossing on the road by the school gates this year.'
  const other = 'Surely I would like to see a crossing on the road by the school gates.'
  const apart = 'A crossing at the school would be a good beginning.'
  expect(warnings({ openings: [[one, apart, other, 'Do act.']] })).toEqual([
    expect.stringContaining(
      'letter.openings.0.2 is much like a way before it: “i would like to see a crossing on the road by the school gates”',
    ),
  ])
})

test('a sentence that begins alike in every way is named', () => {
  expect(warnings({ openings: [['I act.', 'I’d act.', 'I, too, act.', 'I have acted.']] })).toEqual([
    expect.stringMatching(/^letter\.openings\.0 begins with “i” in every way\. Begin some/),
  ])
})

test('a sentence that cannot be said without a name is named', () => {
  const ways = four('word').map(way => `${way} {{mp}}.`)
  expect(warnings({ openings: [ways] })).toEqual([
    expect.stringMatching(/^letter\.openings\.0 needs \{\{mp\}\} in every way\. .*“my MP”/),
  ])
})

test.each([
  ['thanks before anything was asked', [['Thank you for reading.', ...four('opening').slice(1)]], '0.0'],
  ['an end that is none', [four('opening'), ['Here is what,', ...four('opening').slice(1)]], '1.0'],
])('an opening that cannot be followed by a principle is named: %s', (_, openings, place) => {
  expect(warnings({ openings })).toContainEqual(
    expect.stringContaining(`letter.openings.${place} cannot be followed by a principle`),
  )
})

test('closings that ask for nothing are named, and so is an ask that does not', () => {
  expect(warnings({ closings: [four('farewell')], asks: { minister: [four('farewell')] } })).toEqual([
    expect.stringMatching(/^letter\.closings need not ask/),
    expect.stringMatching(/^letter\.asks\.minister need not ask/),
  ])
  // It must be asked in whichever way the sentence is said.
  expect(warnings({ closings: [['Please act.', ...four('farewell').slice(1)]] })).toHaveLength(1)
})

test.each([
  ['Here are these three points.', 'says “these three points”'],
  ['I care about both principles.', 'says “both principles”'],
  ['Let me say why this principle matters.', 'says “this principle”'],
])('words that fit one principle or several alone are named: %j', (way, words) => {
  expect(warningsOf(way)).toEqual([expect.stringContaining(`letter.openings.1.0 ${words}`)])
  expect(warningsOf('Let me say why {{this principle matters|these principles matter}}.')).toEqual([])
})

test('the time that it takes grows with the length of the text alone', () => {
  for (const long of ['a ', 'a.', '[', '[ ', '_', '.', 'x', 'A', '@', '!', 'http://', 'we ']) {
    const before = process.cpuUsage()
    warnings({ openings: [[long.repeat(1000 / long.length).trim()]] })
    expect(process.cpuUsage(before).user / 1000, JSON.stringify(long)).toBeLessThan(1000)
  }
})
