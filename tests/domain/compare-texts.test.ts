import { expect, test } from 'vitest'
import { compareFields, compareWords } from '../../app/domain/draft/compare-texts'
import { afterDeed } from '../../app/domain/draft/lists'
import { fieldsOf } from '../../app/domain/draft/text'
import { campaignText } from '../support/campaign'

const before = fieldsOf(campaignText())

test('what differs is told word by word, and put together again it is each of the two texts', () => {
  const runs = compareWords('Every school deserves a crossing.', 'Every child deserves one crossing.')
  expect(runs).toEqual([
    { kind: 'same', words: 'Every ' },
    { kind: 'gone', words: 'school ' },
    { kind: 'added', words: 'child ' },
    { kind: 'same', words: 'deserves ' },
    { kind: 'gone', words: 'a ' },
    { kind: 'added', words: 'one ' },
    { kind: 'same', words: 'crossing.' },
  ])
})

test('a long text is compared by its lines', () => {
  const line = `${'word '.repeat(400)}\n`
  const runs = compareWords(line.repeat(3), `${line.repeat(3)}The end.`)
  expect(runs).toEqual([
    { kind: 'same', words: line.repeat(3) },
    { kind: 'added', words: 'The end.' },
  ])
})

test('the same text has no difference, and only fields that differ are named', () => {
  expect(compareFields(before, before)).toEqual([])
  const [only, ...others] = compareFields(before, { ...before, title: 'Another' })
  expect([only?.label, others]).toEqual(['Title', []])
})

test('a principle that was moved is not taken for two that changed', () => {
  const moved = afterDeed(before, { do: 'down', list: 'principles', index: 0 }).fields
  expect(compareFields(before, moved)).toEqual([])
  const gone = afterDeed(before, { do: 'remove', list: 'principles', index: 0 }).fields
  expect(compareFields(before, gone).map(({ runs }) => runs[0]?.kind)).toEqual(['gone', 'gone', 'gone'])
})
