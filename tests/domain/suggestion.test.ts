import { expect, test } from 'vitest'
import { markOf, wordsNow } from '../../app/domain/letter/suggestion'

const before = { subject: 'Crossings', body: 'One.\n\nTwo.\n\nEnd.' }
const now = { subject: 'Stripes', body: 'Two.\n\nOne.\n\nEnd.' }
const suggested = markOf(before)

test('words that came back as they were suggested follow what is suggested now', () => {
  expect(wordsNow({ ...before, suggested }, now)).toEqual(now)
  const asBrowsersSend = before.body.replaceAll('\n', '\r\n')
  expect(wordsNow({ ...before, body: `${asBrowsersSend}\r\n`, suggested }, now)).toEqual(now)
})

test.each([
  ['the body changed', { ...before, body: 'Mine.' }, { ...now, body: 'Mine.' }],
  ['the subject changed', { ...before, subject: 'Mine' }, { ...now, subject: 'Mine' }],
  [
    'one letter changed',
    { ...before, body: 'One.\n\nTwo.\n\nEnd!' },
    { ...now, body: 'One.\n\nTwo.\n\nEnd!' },
  ],
  ['both emptied', { subject: '', body: ' ' }, { subject: '', body: ' ' }],
])('what its writer changed stays, and the other follows: %s', (_, sent, words) => {
  expect(wordsNow({ ...sent, suggested }, now)).toEqual(words)
})

test('a form that carries no mark keeps the words it has and is given those it has not', () => {
  expect(wordsNow({ subject: '', body: '\r\n', suggested: '' }, now)).toEqual(now)
  expect(wordsNow({ subject: '', body: 'Mine.', suggested: '' }, now)).toEqual({ ...now, body: 'Mine.' })
  expect(wordsNow({ ...before, suggested: '' }, now)).toEqual(before)
})

test('a mark that nobody made keeps the words', () => {
  for (const odd of ['.', 'x', '..', 'a'.repeat(5000)])
    expect(wordsNow({ ...before, suggested: odd }, now)).toEqual(before)
})
