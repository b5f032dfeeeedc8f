import { dayInWords } from '../calendar/day-in-words'
import type { Missed } from './addressee'

/** Why somebody cannot be written to, for their constituent to read. @param postcode as it was given; '' from abroad */
export function whyUnreached({ kind, constituency, member, election }: Missed, postcode: string): string {
  const there = constituency ?? 'your constituency'
  switch (kind) {
    case 'vacant':
      return election
        ? `There is no MP for ${there} until the by-election on ${dayInWords(election)}.`
        : `There is no sitting MP for ${there} at the moment.`
    case 'dissolved':
      return noMps(election)
    case 'not-known':
      return `We do not know yet who the MP for ${there} is.`
    case 'away':
      return 'We cannot look up your constituency just now.'
    case 'ended':
      return `The boundaries have changed, and ${there} is no longer a constituency.`
    case 'no-email':
      return `${member?.name ?? 'Your MP'}, the MP for ${there}, publishes no e-mail address, so we cannot send a letter there.`
    case 'no-constituency':
      return `We do not know ${postcode ? `which constituency ${postcode} is in` : 'your constituency'}, so we cannot tell who your MP is.`
    case 'no-longer-named':
      return 'One of those whom this campaign wrote to is no longer named by it.'
  }
}

/** Why there is no MP anywhere. @param election the day of the general election, once it is known */
export function noMps(election: string | null): string {
  const day = election ? ` on ${dayInWords(election)}` : ''
  return `Parliament is dissolved, so there are no MPs until after the general election${day}.`
}

/** What becomes of a letter to them. */
export const thenWhat: Readonly<Record<Missed['kind'], string>> = {
  vacant: 'Your letter waits, and goes to your new MP under their own name.',
  dissolved: 'Your letter waits until then, and goes to your new MP under their own name.',
  'not-known': 'Your letter waits until we do, and goes to them under their own name.',
  away: 'Your letter waits until we can, and goes to your MP under their own name.',
  ended:
    'We do not guess which constituency you live in now, so your letter waits. To write to your MP of today, withdraw your name at “Your data” and sign again.',
  'no-email': 'Your letter waits until there is an address.',
  'no-constituency': 'Your letter waits until you have chosen your constituency.',
  'no-longer-named': 'Your letter does not go there.',
}
