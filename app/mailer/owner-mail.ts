import { alreadySigned } from '../../emails/already-signed'
import { confirm } from '../../emails/confirm'
import { confirmLetter } from '../../emails/confirm-letter'
import type { Mail } from '../../emails/mail'
import { mailboxFull } from '../../emails/mailbox-full'
import { manage } from '../../emails/manage'
import type { QuotedLetter } from '../../emails/quoted-letter'
import { addressees, greeted } from '../domain/addressee'
import { makeConfirmToken } from '../domain/confirm'
import { type Letter, wholeLetter } from '../domain/letter'
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
  const quoted = letter && (await quote(occasion, letter))
  if (quoted && 'kind' in quoted) return quoted
  return toOwner(
    occasion,
    confirm({ ...greeting(occasion), url: confirmUrl(occasion, letter), letter: quoted }),
  )
}

export async function composeConfirmLetter(occasion: Occasion): Promise<Composition> {
  const letter = await letterOf(occasion)
  if (occasion.signature.state !== 'confirmed' || letter?.state !== 'unconfirmed') return { kind: 'cancel' }
  const quoted = await quote(occasion, letter)
  if ('kind' in quoted) return quoted
  return toOwner(
    occasion,
    confirmLetter({ ...greeting(occasion), url: confirmUrl(occasion, letter), letter: quoted }),
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
  const campaignUrl = `${ports.settings.publicOrigin}/campaigns/${campaign.slug}`
  return toOwner(occasion, mailboxFull({ ...nameless, campaignUrl }))
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

/** The letter as it stands today: with the name of whoever sits, or with why nobody can be written to yet. */
async function quote(occasion: Occasion, letter: Letter): Promise<QuotedLetter | Composition> {
  const { words } = letter
  if (!words) return { kind: 'hold', why: 'cannot-compose' }
  const seat = await seatNow(occasion)
  if (seat === 'away') return { kind: 'later' }
  const reached = targetsFor({ text: await textOf(occasion, letter) }, seat)
  const salutation = greeted(addressees(reached)) ?? '[your MP]'
  return {
    subject: words.subject,
    words: wholeLetter(words, occasion.signature.person, salutation),
    goesTo: reached.flatMap(({ target }) => (target ? [target.name] : [])),
    waits: reached.flatMap(one => (one.target ? [] : [whyItWaits(one)])),
  }
}

function whyItWaits({ why, seat }: Reached & { target: null }): string {
  switch (why) {
    case 'vacant':
      return `The seat of ${seat?.name} is vacant at the moment: the letter waits, and goes to your new MP under their own name.`
    case 'no-email':
      return `Your MP, ${seat?.member?.name}, publishes no e-mail address, so the letter waits and cannot be sent by e-mail for now.`
    case 'no-constituency':
      return 'We could not tell your constituency from your postcode: the page that the link opens lets you choose it from a list.'
    case 'no-longer-named':
      return 'One of those it was written to is no longer part of this campaign.'
  }
}
