import { alreadySigned } from '../../emails/already-signed'
import { confirm } from '../../emails/confirm'
import { confirmLetter } from '../../emails/confirm-letter'
import type { LetterNote } from '../../emails/letter-note'
import type { Mail } from '../../emails/mail'
import { mailboxFull } from '../../emails/mailbox-full'
import { manage } from '../../emails/manage'
import { reviseLetter } from '../../emails/revise-letter'
import type { Letter } from '../domain/letter/letter'
import { makeLetterToken, revisionOf, whoSitsNow } from '../domain/letter/revise'
import { makeConfirmToken } from '../domain/signature/confirm'
import { makeManageToken } from '../domain/supporter/supporter'
import { addressees, type Missed, missedOf } from '../domain/target/addressee'
import { targetsFor } from '../domain/target/target'
import { thenWhat, whyUnreached } from '../domain/target/unreached'
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
  const { ports, campaign } = occasion
  const { name: _, ...nameless } = greeting(occasion)
  const { publicOrigin } = ports.settings
  const urls = { campaignUrl: `${publicOrigin}/campaigns/${campaign.slug}`, myUrl: `${publicOrigin}/my` }
  return toOwner(occasion, mailboxFull({ ...nameless, ...urls }))
}

/** Only while the letter waits for its writer: it may have been withdrawn since, or its MP sit again. */
export async function composeReviseLetter(occasion: Occasion): Promise<Composition> {
  const { ports, campaign, signature, date } = occasion
  const letter = await letterOf(occasion)
  const revision = letter && (await revisionOf(ports, { campaign, signature, letter }))
  if (!revision) return { kind: 'cancel' }
  return toOwner(
    occasion,
    reviseLetter({
      ...greeting(occasion),
      former: revision.former.name,
      now: whoSitsNow(revision),
      url: `${ports.settings.publicOrigin}/letter/${makeLetterToken(ports.tokens, letter.id, date)}`,
    }),
  )
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

/** Addresses a mail to the owner of the mailbox. */
export function toOwner(occasion: Occasion, rendered: Mail): Composition {
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

/** What every mail to an owner says of the campaign. */
export function greeting({ signature, campaign: { text } }: Occasion) {
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

/** The letter that a mail is about, where it is about one. */
export async function letterOf({ ports, mail }: Occasion): Promise<Letter | null> {
  return mail.letterId ? ports.store.letter(mail.letterId) : null
}

/** Whom the letter goes to as things stand today, or why nobody can be written to yet. */
async function noteOf(occasion: Occasion, letter: Letter): Promise<LetterNote | Composition> {
  const { ports, signature } = occasion
  const seat = await seatNow(occasion)
  if (seat === 'away') return { kind: 'later' }
  const reached = targetsFor({ text: await textOf(occasion, letter) }, seat)
  const written = addressees(reached, await ports.places.parliament())
  return {
    goesTo: written.flatMap(one => (one.kind === 'reachable' ? [one.name] : [])),
    waits: missedOf(written).map(one => whyItWaits(one, signature.person.postcode)),
  }
}

function whyItWaits(missed: Missed, postcode: string): string {
  return missed.kind === 'no-constituency'
    ? 'We could not tell your constituency from your postcode: the page that the link opens lets you choose it.'
    : `${whyUnreached(missed, postcode)} ${thenWhat[missed.kind]}`
}
