import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished } from 'vitest'
import { packSectors, type UnitAnswer } from '../../app/domain/place/sector'
import type { Store } from '../../app/domain/store'
import { openKeyring } from '../../db/keyring'
import { openSqliteStore } from '../../db/sqlite/store'
import { ashford, members, placesDraft } from './campaign'
import { type Product, startProduct } from './product'
import { type SmtpSink, type SunkMail, startSmtpSink } from './smtp'
import { testSecret } from './store'
import { type Fields, type Page, visitor } from './visitor'

/** The built product beside a real SMTP server, and a visitor without JavaScript. */
export interface World {
  readonly product: Product
  readonly sink: SmtpSink
  readonly visitor: ReturnType<typeof visitor>
}

export async function startWorld(env: Readonly<Record<string, string>> = {}): Promise<World> {
  const sink = await startSmtpSink()
  onTestFinished(() => sink.close())
  const product = await startProduct({ env: { SMTP_URL: sink.url, ...env } })
  return { product, sink, visitor: visitor(product.origin) }
}

/** The store behind a running product, through connections of our own. */
export function storeOf({ product }: Pick<World, 'product'>): Store {
  const keyring = openKeyring(`${product.folder}/keys`, testSecret)
  const store = openSqliteStore(product.database, { keyring, household: 2, newId: uuidv7 })
  onTestFinished(() => store.close())
  return store
}

/** Brings in postcodes with what is known of each, in the place of the demo's; before anybody asks for one. */
export async function bringPostcodes(
  world: Pick<World, 'product'>,
  answers: Readonly<Record<string, UnitAnswer>>,
): Promise<void> {
  const packer = packSectors()
  for (const [full, answer] of Object.entries(answers)) packer.add({ full }, answer)
  const source = { name: 'A file for tests', from: 'test.csv', credits: [] }
  const postcodes = { sectors: packer.sectors(), source }
  await storeOf(world).importPlaces({ constituencies: null, members: null, postcodes }, new Date(), 'save')
}

/** One constituency that is not the demonstration's, about whose postcodes no register is asked. */
export async function bringPlaces(world: Pick<World, 'product'>): Promise<void> {
  const constituency = { ...ashford, code: 'X14000101' }
  const sitting = members.slice(0, 1).map(member => ({ ...member, constituencyCode: constituency.code }))
  const postcodes = { 'ZZ1 1AA': constituency.code }
  const draft = placesDraft({ constituencies: [constituency], members: sitting, postcodes })
  await storeOf(world).importPlaces(draft, new Date(), 'save')
}

/** Waits until the sink has taken so many mails to this address. */
export async function mailsTo(sink: SmtpSink, address: string, atLeast = 1): Promise<readonly SunkMail[]> {
  for (;;) {
    const mails = sink.mails.filter(({ to }) => to.includes(address))
    if (mails.length >= atLeast) return mails
    await sink.next('accepted')
  }
}

/** The path of the first link of ours in a mail's text. */
export function linkIn(mail: SunkMail | undefined, path: string): string {
  const link = findLink(mail, path)
  if (!link) throw new Error(`no ${path} link in:\n${mail?.parsed.text}`)
  return link
}

function findLink(mail: SunkMail | undefined, path: string): string | undefined {
  return new RegExp(`https?://[^\\s]+(${path}/[\\w-]+)`).exec(mail?.parsed.text ?? '')?.[1]
}

export const fairHearing = '/campaigns/fair-hearing'

/** What a supporter in an ordinary demo seat fills in; a test spells only the odd part. */
export function filledIn(odd: Fields = {}): Fields {
  return {
    name: 'Rosa Lind',
    email: 'rosa@example.org',
    postcode: 'zz11aa',
    principle: ['support-that-lasts', 'justice-within-reach'],
    agree: 'yes',
    updates: 'no',
    ...odd,
  }
}

export const weaverRow: Fields = { address1: '4 Weaver Row', address2: '', town: 'Pellbridge' }

/** Signs the demo campaign without a letter. */
export async function signAlone({ visitor }: World, odd: Fields = {}): Promise<Page> {
  return visitor.press(await visitor.open(fairHearing), 'Sign without a letter', filledIn(odd))
}

/** Begins a letter to the MP of a demo seat: the editor. */
export async function writeToMp({ visitor }: Pick<World, 'visitor'>, odd: Fields = {}): Promise<Page> {
  return visitor.press(await visitor.open(fairHearing), 'Write to my MP', filledIn(odd))
}

/** Goes on from the editor to the letter as it goes, and sends it from there. */
export async function sendLetter(
  { visitor }: Pick<World, 'visitor'>,
  page: Page,
  typed: Fields = weaverRow,
): Promise<Page> {
  const checked = await visitor.press(page, 'Check my letter', typed)
  const send = checked.document.querySelector('button[name=letter][value=yes]')
  return visitor.press(checked, send?.textContent ?? 'Send my letter')
}

/** Asks for the link at `/my` and opens it. */
export async function openOwnData({ visitor, sink }: World, address = 'rosa@example.org'): Promise<Page> {
  const links = () => sink.mails.flatMap(mail => (mail.to.includes(address) && findLink(mail, '/my')) || [])
  const before = links().length
  const asked = await visitor.press(await visitor.open('/my'), 'Send', { email: address })
  expect(asked.url).toMatch(/\/my\/check-your-email$/)
  while (links().length === before) await sink.next('accepted') // what else is on its way to them may come first
  return visitor.open(links().at(-1) ?? '')
}

/** Opens the link in the newest confirmation mail to an address and presses the button. */
export async function confirmNewest({ visitor, sink }: World, address: string, mail = 1): Promise<Page> {
  const mails = await mailsTo(sink, address, mail)
  return visitor.press(await visitor.open(linkIn(mails.at(-1), '/confirm')), 'Confirm')
}
