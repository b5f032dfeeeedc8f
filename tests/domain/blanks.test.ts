import { expect, test } from 'vitest'
import { blankProblems, blanks, blanksIn, canFill, fillBlanks } from '../../app/domain/letter/blanks'
import fc from '../support/seeded'

const values = {
  mp: 'Asha Grange',
  name: 'Rosa Lind',
  constituency: 'Ashford Vale',
  organisation: 'Walk Together',
  campaign: 'A safe crossing at every school',
  number: 'two',
}

test.each([
  ['{{mp}}, will you help?', 'Asha Grange, will you help?'],
  ['{{ mp }} and {{\tname\n}}', 'Asha Grange and Rosa Lind'],
  ['{{constituency}}{{constituency}}', 'Ashford ValeAshford Vale'],
  ['{{organisation}}: {{campaign}}', 'Walk Together: A safe crossing at every school'],
  ['no blank', 'no blank'],
])('the blanks of %j are filled', (template, filled) => {
  expect(fillBlanks(template, values)).toBe(filled)
})

test('what fills a blank is data: it is neither a template nor a pattern', () => {
  for (const name of ['{{mp}}', '{{name}}', '$&', '$1', `\${mp}`, '{{', '}}'])
    expect(fillBlanks('I am {{name}}.', { ...values, name })).toBe(`I am ${name}.`)
})

test.each([
  '{{mp}}',
  '{{ mp }}',
  '{{colour}}',
  '{{}}',
  '{{MP}}',
  '{{constructor}}',
  '{{__proto__}}',
  '{{mp.length}}',
])('a blank that nobody fills is never left empty: %s', template => {
  const { mp: _, ...others } = values
  expect(() => fillBlanks(`Dear ${template},`, others)).toThrow(RangeError)
  expect(() => fillBlanks(`Dear ${template},`, { ...others, mp: '' })).toThrow(RangeError)
  expect(canFill(template, { ...others, mp: '' })).toBe(false)
})

test('a template can be filled when every one of its blanks can', () => {
  expect(canFill('{{mp}} and {{name}}', values)).toBe(true)
  expect(canFill('no blank', {})).toBe(true)
  expect(canFill('{{mp}} and {{name}}', { mp: 'Asha Grange' })).toBe(false)
})

test('the blanks of a template are named in their order, known or not', () => {
  expect(blanksIn('{{mp}} of {{ colour }} and {{mp}} {{}}')).toEqual(['mp', 'colour', 'mp', ''])
})

test.each(blanks.map(name => `{{${name}}}`))('%s is a blank that an organiser may write', blank => {
  expect(blankProblems(`Dear ${blank}`)).toEqual([])
})

test('each unknown blank is named, beside those that there are', () => {
  const known = '(known: {{mp}}, {{name}}, {{constituency}}, {{organisation}}, {{campaign}}, {{number}})'
  expect(blankProblems('{{colour}} {{mp}} {{MP}} {{}}')).toEqual([
    `{{colour}} is no known blank ${known}`,
    `{{MP}} is no known blank ${known}`,
    `{{}} is no known blank ${known}`,
  ])
})

test.each(['{{mp', 'mp}}', '{mp}', '{{{mp}}}', '{{mp}', '{{ {{mp}} }}', '}}{{'])(
  'a brace that belongs to no blank would be sent as it is, so %j is refused',
  template => {
    expect(blankProblems(template)).toEqual([
      'has a stray { or }: a blank has two on either side, such as {{name}}',
    ])
  },
)

test('what has no problem can be filled and holds no brace then', () => {
  const template = fc.string({ unit: fc.constantFrom('{', '}', '{{', '}}', 'mp', 'name', ' ', '\n', 'x') })
  fc.assert(
    fc.property(template, words => {
      if (blankProblems(words).length > 0) return
      expect(fillBlanks(words, values)).not.toMatch(/[{}]/)
    }),
    { numRuns: 2000 },
  )
})

test('the time to find blanks grows with the length of the text alone', () => {
  for (const long of ['{{', '{{ ', ' ', '{{a}', '}}']) {
    const text = `{{${long.repeat(100_000)}`
    const before = process.cpuUsage()
    blankProblems(text)
    expect(process.cpuUsage(before).user / 1000, JSON.stringify(long)).toBeLessThan(200)
  }
})
