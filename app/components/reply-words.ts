import type { ReplyAnswer, ReplyPosition } from '../domain/reply'

/** What a writer may tell of their letter, in their own words. */
export const answerWords: Readonly<Record<ReplyAnswer, string>> = {
  answered: 'Yes, and it answers my letter',
  acknowledged: 'Only to say that they got it',
  none: 'No, not so far',
  'not-expected': 'I do not expect a reply',
}

/** Where a reply puts its sender, beside a button. */
export const positionWords: Readonly<Record<ReplyPosition, string>> = {
  agrees: 'Agrees with me',
  'agrees-in-part': 'Agrees in part',
  disagrees: 'Disagrees',
  'takes-none': 'Takes no position, or does not say',
}
