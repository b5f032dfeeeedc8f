import { type BounceEnd, returnedAtMost, takeBounce } from '../domain/outbox/bounce'
import { Misuse, type Verb } from './verb'

export const bounce: Verb = {
  words: 'bounce',
  takes: ['[ADDRESS]'],
  options: { secret: { shown: '--secret', required: false, takes: 'nothing' } },
  does: 'Reads a delivery report on standard input and bounces the letter it is about',
  more: `ADDRESS is the one in the report's envelope, b-…@MAIL_DOMAIN; without it, it is found in the report's headers. Whatever else comes there
changes nothing, and ends with 0 too: only what may succeed later ends with 1, so a mail server should then try again.
--secret prints the secret of POST /bounces, which takes the same, instead.`,
  async prepare({ given: [address = ''], options }) {
    if (options.secret) {
      if (address !== '') throw new Misuse('--secret stands alone: nothing is read then')
      return async (ports, io) => io.out(`${ports.bounceWebhook.secret}\n`)
    }
    return async (ports, io) => {
      await io.out(`${endWords(await takeBounce(ports, await io.input(returnedAtMost), address))}\n`)
    }
  },
}

/** What was done, for the mail server's log: no address, and no words of anybody but a mail system's. */
function endWords(end: BounceEnd): string {
  switch (end.kind) {
    case 'bounced':
      return `The letter has bounced: ${end.reply}`
    case 'already':
      return 'The letter had bounced already. Nothing was changed.'
    case 'not-sent':
      return 'The letter was not sent yet, or had ended before. Nothing was changed.'
    case 'not-found':
      return 'No letter of that address waits or was sent. Nothing was changed.'
    case 'delayed':
      return 'A report that a mail is late and still tried. Nothing was changed.'
    case 'delivered':
      return 'A report that a mail arrived, or was handed on. Nothing was changed.'
    case 'automatic':
      return 'An automatic reply, and no delivery report. Nothing was changed.'
    case 'written':
      return 'A mail that somebody wrote, and no delivery report. Nothing was changed.'
    case 'about-none':
      return 'A delivery report that does not say which mail it is about. Nothing was changed.'
    case 'unreadable':
      return 'No mail, or a delivery report that says nothing of any recipient. Nothing was changed.'
  }
}
