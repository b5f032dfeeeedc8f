import { alreadySigned } from '../../emails/already-signed'
import { confirm } from '../../emails/confirm'
import { confirmLetter } from '../../emails/confirm-letter'
import type { LetterNote } from '../../emails/letter-note'
import type { Mail } from '../../emails/mail'
import { mailboxFull } from '../../emails/mailbox-full'
import { manage } from '../../emails/manage'
import { makeConfirmToken } from '../domain/confirm'
import { dayInWords } from '../domain/day-in-words'
import type { Letter } from '../domain/letter'
import { makeManageToken } from '../domain/supporter'
import { type Reached, targetsFor } from '../domain/target'
import { ours, party } from './addressing'
import { addressed, type Composition, type Occasion, seatNow, textOf } from './composition'

/** Mails to the owner of a mailbox, about a signature or letter that came with its address. */

export async function composeConfirm(occasion: Occasion): Promise<Composition> {
  const { signature, mail } = occasion
  // Confirmed through an earlier mail; this one has a letter of its own to confirm, or nothing.
  if (signature.state === 'confirmed') return composeConfirmLetter(occasion)
  if (signature.state !== 'pending') return { kind: 'cancel' }
  const letter = await letterOf(occasion)
  if (mail.letterId && letter?.state !== 'unconfirmed') return { kind: 'cancel' }
  const note = letter && (await noteOf(occasion, letter))
  if (note && 'kind' in note) return note
  return toOwner(
    occasion,
    confirm({ ...greeting(occasion), url: confirmUrl(occasion, letter), letter: note }),
  )
}

export async function composeConfirmLetter(occasion: Occasion): Promise<Composition> {
  const letter = await letterOf(occasion)
  if (occasion.signature.state !== 'confirmed' || letter?.state !== 'unconfirmed') return { kind: 'cancel' }
  const note = await noteOf(occasion, letter)
  if ('kind' in note) return note
  return toOwner(
    occasion,
    confirmLetter({ ...greeting(occasion), url: confirmUrl(occasion, letter), letter: note }),
  )
}

export async function composeAlreadySigned(occasion: Occasion): Promise<Composition> {
  const { ports, signature } = occasion
  if (signature.state !== 'confirmed') return { kind: 'cancel' }
  const written = await ports.store.confirmedLetter(signature.id)
  return toOwner(
    occasion,
    alreadySigned({
      ...greeting(occasion),
      myUrl: `${ports.settings.publicOrigin}/my`,
      letter: written ? 'written' : 'none',
    }),
  )
}

export async function composeMailboxFull(occasion: Occasion): Promise<Composition> {
  const { ports, signature, campaign } = occasion
  if (signature.state === 'invalidated') return { kind: 'cancel' } // a blocked mailbox is mailed nothing
  const { name: _, ...nameless } = greeting(occasion)
  const { publicOrigin } = ports.settings
  const urls = { campaignUrl: `${publicOrigin}/campaigns/${campaign.slug}`, myUrl: `${publicOrigin}/my` }
  return toOwner(occasion, mailboxFull({ ...nameless, ...urls }))
}

/** Whatever became of the signature, its owner may see what is held. */
export async function composeManage(occasion: Occasion): Promise<Composition> {
  const { ports, signature, date } = occasion
  const { organisation, contact } = greeting(occasion)
  const token = makeManageToken(ports.tokens, signature.id, date)
  return toOwner(
    occasion,
    manage({ organisation, contact, url: `${ports.settings.publicOrigin}/my/${token}` }),
  )
}

function toOwner(occasion: Occasion, rendered: Mail): Composition {
  const { name, email } = occasion.signature.person
  return addressed(
    occasion,
    {
      from: ours(occasion.sender.mailFrom.name, occasion.sender),
      to: party(name, email),
      replyTo: null,
      by: 'program',
    },
    rendered,
  )
}

function greeting({ signature, campaign: { text } }: Occasion) {
  return {
    name: signature.person.name,
    campaign: text.title,
    organisation: text.organisation.name,
    contact: text.organisation.contact,
  }
}

function confirmUrl({ ports, signature, date }: Occasion, letter: Letter | null): string {
  const token = makeConfirmToken(ports.tokens, signature.id, letter?.id ?? null, date)
  return `${ports.settings.publicOrigin}/confirm/${token}`
}

async function letterOf({ ports, mail }: Occasion): Promise<Letter | null> {
  return mail.letterId ? ports.store.letter(mail.letterId) : null
}

/** Whom the letter goes to as things stand today, or why nobody can be written to yet. */
async function noteOf(occasion: Occasion, letter: Letter): Promise<LetterNote | Composition> {
  const seat = await seatNow(occasion)
  if (seat === 'away') return { kind: 'later' }
  const { election } = await occasion.ports.places.parliament()
  const reached = targetsFor({ text: await textOf(occasion, letter) }, seat)
  return {
    goesTo: reached.flatMap(({ target }) => (target ? [target.name] : [])),
    waits: reached.flatMap(one => (one.target ? [] : [whyItWaits(one, election)])),
  }
}

/** @param election the day of the general election, where one is known */
function whyItWaits({ why, seat }: Reached & { target: null }, election: string | null): string {
  switch (why) {
    case 'vacant': {
      const until = seat?.byElection
        ? `until the by-election on ${dayInWords(seat.byElection)}`
        : 'at the moment'
      return `The seat of ${seat?.name} is vacant ${until}: the letter waits, and goes to your new MP under their own name.`
    }
    case 'dissolved': {
      const day = election ? ` on ${dayInWords(election)}` : ''
      return `Parliament is dissolved: the letter waits until after the general election${day}, and goes to your new MP under their own name.`
    }
    case 'not-known':
      return `We do not know yet who the MP for ${seat?.name} is: the letter waits until we do.`
    case 'ended':
      return `The boundaries have changed, and ${seat?.name} is no longer a constituency: the letter waits.`
    case 'no-email':
      return `Your MP, ${seat?.member?.name}, publishes no e-mail address: the letter waits until there is one.`
    case 'no-constituency':
      return 'We could not tell your constituency from your postcode: the page that the link opens lets you choose it from a list.'
    case 'no-longer-named':
      return 'One of those it was written to is no longer part of this campaign.'
  }
}
