import { type ReplyAnswer, type ReplyPosition, replyPositions } from '../../domain/reply/reply'
import type { ShownFigures } from '../../domain/reply/shown-replies'
import { counted } from '../figure/figures'

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

/** "3 agree, 1 disagrees"; '' where nothing is to be told. */
export function positionsInWords({ positions }: Pick<ShownFigures, 'positions'>): string {
  if (!positions) return ''
  const said = replyPositions.filter(position => positions[position] > 0)
  return said.map(position => counted(positions[position], ...positionVerbs[position])).join(', ')
}

/** Of one, and of several. */
const positionVerbs: Readonly<Record<ReplyPosition, readonly [string, string]>> = {
  agrees: ['agrees', 'agree'],
  'agrees-in-part': ['agrees in part', 'agree in part'],
  disagrees: ['disagrees', 'disagree'],
  'takes-none': ['takes no position', 'take no position'],
}

/** How long replies took; '' where nothing is to be told. */
export function medianInWords({ medianDays }: Pick<ShownFigures, 'medianDays'>): string {
  return medianDays === null ? '' : counted(medianDays, 'day', 'days')
}
