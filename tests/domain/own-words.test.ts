import { expect, test } from 'vitest'
import { ownWordsAsked, ownWordsProblem, withOwnWords } from '../../app/domain/letter/own-words'
import { campaignText } from '../support/campaign'

const letter = { subjects: ['x'], openings: [['One.']], closings: [['Two.']] }

test('a campaign that says nothing of own words asks for them all the same, and lets a letter go without', () => {
  expect(ownWordsAsked(campaignText())).toEqual({ prompt: 'Why does this matter to you?', min: 0, max: 1000 })
  const odd = { prompt: 'What have you seen at your school gate?', min: 40, max: 300 }
  expect(ownWordsAsked(campaignText({ letter: { ...letter, own_words: odd } }))).toEqual(odd)
  expect(ownWordsAsked(campaignText({ letter: { ...letter, own_words: { min: 5 } } })).max).toBe(1000)
})

test.each([
  ['none', 'Opening.\n\nClosing.', '', 'Opening.\n\nClosing.'],
  ['blanks alone', 'Opening.\n\nClosing.', ' \r\n\t', 'Opening.\n\nClosing.'],
  ['some', 'Opening.\n\nMiddle.\n\nClosing.', 'Mine.', 'Opening.\n\nMine.\n\nMiddle.\n\nClosing.'],
  ['blanks around them', 'Opening.\n\nClosing.', '\n Mine. \n', 'Opening.\n\nMine.\n\nClosing.'],
  ['a body of one paragraph', 'Opening.\nStill it.', 'Mine.', 'Opening.\nStill it.\n\nMine.'],
  ['a body that was emptied', ' \n', 'Mine.', 'Mine.'],
  [
    'lines as browsers end them',
    'Opening.\r\n\r\nClosing.',
    'One.\r\nTwo.',
    'Opening.\n\nOne.\nTwo.\n\nClosing.',
  ],
  ['a gap that holds blanks', 'Opening.\n \t\n\n\nClosing.', 'Mine.', 'Opening.\n\nMine.\n\nClosing.'],
  ['paragraphs of their own', 'Opening.\n\nClosing.', 'One.\n\nTwo.', 'Opening.\n\nOne.\n\nTwo.\n\nClosing.'],
])('own words are a paragraph after the first: %s', (_, body, own, whole) => {
  expect(withOwnWords(body, own)).toBe(whole)
})

test.each([
  ['', { min: 0, max: 10 }, null],
  ['', { min: 5, max: 10 }, 'Write a few words of your own: at least 5 characters'],
  ['four', { min: 5, max: 10 }, 'Write at least 5 characters of your own. So far there are 4'],
  ['five!', { min: 5, max: 10 }, null],
  ['exactlyten', { min: 5, max: 10 }, null],
  [' exactlyten\r\n', { min: 5, max: 10 }, null],
  ['a\r\nb\r\nc', { min: 0, max: 5 }, null],
  ['👩‍👩‍👧', { min: 0, max: 5 }, null],
  ['a'.repeat(1203), { min: 0, max: 1000 }, 'Write at most 1,000 characters of your own. There are 1,203'],
  [
    'It was dark\u202e there',
    { min: 0, max: 100 },
    'What you wrote yourself has hidden characters after “It was dark”. Please type those words again',
  ],
])('own words are told how long they are and how long they may be: %j of %o', (own, asked, words) => {
  expect(ownWordsProblem(own, { prompt: 'Why?', ...asked })).toBe(words)
})
