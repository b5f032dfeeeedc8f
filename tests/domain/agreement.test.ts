import { expect, test } from 'vitest'
import { agreed, agreementWith, inWords, templateProblems } from '../../app/domain/letter/agreement'
import { fillBlanks } from '../../app/domain/letter/blanks'
import fc from '../support/seeded'

test.each([
  [
    '{{This principle|These principles}} matter{{s|}} to me.',
    'This principle matters to me.',
    'These principles matter to me.',
  ],
  ['Principle{{|s}} of mine', 'Principle of mine', 'Principles of mine'],
  ['{{ this | these }} {{number}} {{thing|things}}', 'this {{number}} thing', 'these {{number}} things'],
  ['I ask for {{|all of}} this, {{name}}.', 'I ask for this, {{name}}.', 'I ask for all of this, {{name}}.'],
  ['{{|All of}} this matters.', 'this matters.', 'All of this matters.'],
  ['{{the change|the changes, and in that order}}', 'the change', 'the changes, and in that order'],
  ['nothing to choose, {{name}}', 'nothing to choose, {{name}}', 'nothing to choose, {{name}}'],
  ['either | or', 'either | or', 'either | or'],
])('%j agrees with one principle and with several', (template, one, several) => {
  expect(agreed(template, 'one')).toBe(one)
  expect(agreed(template, 'several')).toBe(several)
  expect(templateProblems(template)).toEqual([])
})

test('one principle is one, and any other number is several', () => {
  expect([0, 1, 2, 7].map(agreementWith)).toEqual(['several', 'one', 'several', 'several'])
})

test.each([
  ['{{this}}', 'is no known blank'],
  ['{{one|two|three}}', '{{one|two|three}} must hold what to say of one principle and of several'],
  ['{{|}}', 'must hold what to say'],
  ['{{ | }}', 'must hold what to say'],
  ['{{mp|my MP}}', '{{mp|my MP}} would write the word mp'],
  ['{{your area|constituency}}', 'would write the word constituency'],
  ['{{this {{number}} thing|these things}}', 'has a stray { or }'],
  ['{{this {{number}} thing|these things}}', 'none stands inside a choice'],
  ['{{this|these', 'has a stray { or }'],
  ['{this|these}', 'has a stray { or }'],
])('%j is refused, and told why', (template, words) => {
  expect(templateProblems(template).join('\n')).toContain(words)
})

test.each(['{{campaign|campaigns}}', '{{this constituency|constituencies}}', '{{Name|Names}}'])(
  'a noun that happens to be called as a blank is none: %j',
  template => {
    expect(templateProblems(template)).toEqual([])
  },
)

test('what has no problem holds no brace once it agrees and is filled, and is never filled before', () => {
  const values = { mp: 'A', name: 'B', constituency: 'C', organisation: 'D', campaign: 'E', number: 'two' }
  const template = fc.string({
    unit: fc.constantFrom('{{', '}}', '|', 'mp', 'number', 'this', ' ', '{', 'x'),
    maxLength: 12,
  })
  fc.assert(
    fc.property(template, words => {
      if (templateProblems(words).length > 0) return
      for (const agreement of ['one', 'several'] as const)
        expect(fillBlanks(agreed(words, agreement), values)).not.toMatch(/[{}]/)
      if (agreed(words, 'one') !== agreed(words, 'several'))
        expect(() => fillBlanks(words, values)).toThrow(RangeError)
    }),
    { numRuns: 5000 },
  )
})

test('numbers are written in words to twelve, and in figures after', () => {
  expect([1, 2, 7, 12, 13, 40].map(inWords)).toEqual(['one', 'two', 'seven', 'twelve', '13', '40'])
})

test('the time to find choices grows with the length of the text alone', () => {
  for (const long of ['{{a|', '|', '{{|', '{{a|b}}', ' |', '}}|']) {
    const text = `{{${long.repeat(100_000)}`
    const before = process.cpuUsage()
    templateProblems(text)
    agreed(text, 'one')
    expect(process.cpuUsage(before).user / 1000, JSON.stringify(long)).toBeLessThan(5000) // 135 in quiet
  }
})
