import { describe, expect, test } from 'vitest'
import { isProblem } from '../../app/domain/problem'
import {
  checkReply,
  type ReplyFields,
  readReplyFields,
  replyAtMost,
  replyFields,
} from '../../app/domain/reply/form'
import { replyAnswers, replyPositions } from '../../app/domain/reply/reply'
import fc from '../support/seeded'

const acceptedAt = new Date('2026-11-23T12:00:00.000Z')
const at = new Date('2026-12-07T12:00:00.000Z')
const valid: ReplyFields = {
  answer: 'answered',
  position: 'agrees-in-part',
  when: '2026-12-01',
  words: 'Dear Rosa, thank you.',
}

const check = (odd: Partial<ReplyFields> = {}, accepted = acceptedAt, now = at) =>
  checkReply({ ...valid, ...odd }, accepted, now)

function problemsOf(
  odd: Partial<ReplyFields>,
  accepted = acceptedAt,
  now = at,
): Readonly<Record<string, string>> {
  try {
    check(odd, accepted, now)
  } catch (thrown) {
    if (isProblem(thrown) && thrown.code === 'invalid') return thrown.fields
    throw thrown
  }
  throw new Error('nothing was wrong')
}

describe('what is told', () => {
  test('of an answer has its position, its day and the words', () => {
    expect(check()).toEqual({
      answer: 'answered',
      position: 'agrees-in-part',
      days: 8,
      words: 'Dear Rosa, thank you.',
    })
  })

  test.each([
    ['acknowledged', { answer: 'acknowledged', position: null, days: 8, words: null }],
    ['none', { answer: 'none', position: null, days: null, words: null }],
    ['not-expected', { answer: 'not-expected', position: null, days: null, words: null }],
  ])('as %s leaves out what belongs to an answer, whatever the form sent', (answer, told) => {
    expect(check({ answer })).toEqual(told)
  })

  test.each(['none', 'not-expected'])('as %s needs nothing else', answer => {
    expect(check({ answer, position: '', when: 'no day', words: '' })).toMatchObject({ answer })
  })

  test('without the words has none', () => {
    expect(check({ words: ' \r\n ' }).words).toBeNull()
  })

  test('keeps lines and scripts of every kind, and loses what nobody sees', () => {
    const pasted = 'Dear Rosa,\r\n\r\n\u200eDiolch\u00ad am \u034fysgrifennu 🚸\ufeff.\u202e'
    expect(check({ words: pasted }).words).toBe('Dear Rosa,\n\nDiolch am ysgrifennu 🚸.')
  })
})

describe('what is missing or wrong is said of each field, all at once', () => {
  test.each([
    [{ answer: '' }, { answer: 'Say whether there was a reply' }],
    [{ answer: 'maybe' }, { answer: 'Say whether there was a reply' }],
    [{ position: '' }, { position: 'Choose what the reply says' }],
    [{ when: '' }, { when: 'Give the day it came, such as 2026-01-31' }],
    [{ when: '2026-02-30' }, { when: 'Give the day it came, such as 2026-01-31' }],
    [
      { when: '2026-11-22' },
      { when: 'The day must be between 23 November 2026, when your letter went, and today' },
    ],
    [
      { when: '2026-12-08', position: 'x' },
      {
        position: 'Choose what the reply says',
        when: 'The day must be between 23 November 2026, when your letter went, and today',
      },
    ],
    [
      { words: 'x'.repeat(replyAtMost + 1) },
      { words: 'The reply must be 10,000 characters or fewer. You can leave some of it out' },
    ],
  ])('%j', (odd, problems) => {
    expect(problemsOf(odd)).toEqual(problems)
  })

  test('a reply as long as it may be is taken', () => {
    expect(check({ words: 'x'.repeat(replyAtMost) }).words).toHaveLength(replyAtMost)
  })
})

test('days are London’s: a letter accepted just before midnight in summer had its reply the next day', () => {
  const lateInLondon = new Date('2026-07-01T22:59:00.000Z') // 23:59 there
  const justAfter = new Date('2026-07-01T23:01:00.000Z') // 00:01 on the 2nd
  expect(replyFields(null, lateInLondon, justAfter).when).toBe('2026-07-02')
  expect(check({ when: '2026-07-02' }, lateInLondon, justAfter).days).toBe(1)
  expect(problemsOf({ when: '2026-07-03' }, lateInLondon, justAfter)).toHaveProperty('when')
})

test('across the change of clocks a day is still a day', () => {
  expect(check({ when: '2026-10-26' }, new Date('2026-10-24T12:00:00Z'), at).days).toBe(2)
  expect(check({ when: '2027-03-29' }, new Date('2027-03-27T12:00:00Z'), new Date('2027-04-02')).days).toBe(2)
})

test('whatever was told fills the form, and the form sent back tells the same', () => {
  const told = fc.record({
    answer: fc.constantFrom(...replyAnswers),
    position: fc.constantFrom(...replyPositions),
    days: fc.nat(14),
    words: fc.string({ minLength: 1 }),
  })
  fc.assert(
    fc.property(told, ({ answer, position, days, words }) => {
      const when = new Date(acceptedAt.getTime() + days * 86_400_000).toISOString().slice(0, 10)
      const first = check({ answer, position, when, words })
      const shown = replyFields({ letterId: '' as never, ...first, answeredAt: at }, acceptedAt, at)
      const sent = readReplyFields(new URLSearchParams({ ...shown }))
      const again = check(first.position === null ? { ...sent, position: 'agrees' } : sent)
      expect(again).toEqual(first)
    }),
  )
})

test('a form that holds none of the fields is read as empty ones', () => {
  expect(readReplyFields(new URLSearchParams())).toEqual({ answer: '', position: '', when: '', words: '' })
})
