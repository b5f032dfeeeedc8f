import { expect, test } from 'vitest'
import { takeStep } from '../../app/domain/letter/step'
import { readFields } from '../../app/domain/signature/form'

const words = { subject: 'Mine', body: 'My letter.', suggested: 'x.y', own: 'My reason.', town: 'Ashford' }

function sent(step: string) {
  const form = new URLSearchParams({ ...words, step })
  for (const slug of ['zebra', 'lights', 'signs']) form.append('principle', slug)
  return readFields(form)
}

test.each([
  ['up:lights', ['lights', 'zebra', 'signs']],
  ['down:lights', ['zebra', 'signs', 'lights']],
  ['up:zebra', ['zebra', 'lights', 'signs']],
  ['down:signs', ['zebra', 'lights', 'signs']],
  ['up:nothing', ['zebra', 'lights', 'signs']],
  ['up:', ['zebra', 'lights', 'signs']],
])('%s moves a principle by one place, and where it cannot, none', (step, order) => {
  const taken = takeStep(sent(step))
  expect(taken.principles).toEqual(order)
  expect(taken.values).toMatchObject(words)
})

test('a reset leaves subject and body to be suggested anew, and everything else as it was typed', () => {
  const { values, principles } = takeStep(sent('reset'))
  expect(values).toMatchObject({ ...words, subject: '', body: '', suggested: '' })
  expect(principles).toEqual(['zebra', 'lights', 'signs'])
})

test.each(['', 'check', 'write', 'anything', ':'])('nothing changes on the way: %j', step => {
  expect(takeStep(sent(step))).toEqual(sent(step))
})
