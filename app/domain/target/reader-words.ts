import type { WhyReturned } from '../letter/mail'

const list = new Intl.ListFormat('en-GB')

/** A reader's name as within a sentence. */
export function inSentence(name: string): string {
  return name.replace(/^The /, 'the ')
}

/** "Rowan Ashby’s mail system", "the mail systems of Rowan Ashby and the Minister"; your MP's where nobody is named. */
export function mailSystemOf(names: readonly string[]): string {
  return names.length > 1 ? `the mail systems of ${list.format(names)}` : `${whose(names[0])} mail system`
}

/** "Rowan Ashby’s office", "the offices of Rowan Ashby and the Minister". */
export function officeOf(names: readonly string[]): string {
  return names.length > 1 ? `the offices of ${list.format(names)}` : `${whose(names[0])} office`
}

/** "Rowan Ashby and the Minister"; your MP where nobody is named. */
export function readersNamed(names: readonly string[]): string {
  return names.length > 0 ? list.format(names) : 'your MP'
}

function whose(name = 'your MP'): string {
  return `${name}${name.endsWith('s') ? '’' : '’s'}`
}

/** Why a letter did not get to its readers, in a whole sentence. */
export function whyReturnedWords(why: WhyReturned, names: readonly string[]): string {
  switch (why) {
    case 'refused':
      return `It was refused by ${mailSystemOf(names)}, so it did not arrive there.`
    case 'came-back':
      return `It was sent to ${readersNamed(names)}, but it came back: it could not be delivered there.`
    case 'not-reached':
      return `We tried for four days and could not reach ${readersNamed(names)} by e-mail, so it was not sent there.`
    case 'not-sent':
      return 'It was held since it is much like letters that others have written. The campaign’s organiser looked at it and decided not to send it.'
  }
}
