import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import type { Campaign } from '../../app/domain/campaign/campaign'
import type { SignatureDraft } from '../../app/domain/signature/signature'
import type { Store } from '../../app/domain/store'
import { seedDemo } from '../../db/demo/seed'
import { openKeyring } from '../../db/keyring'
import { openSqliteStore } from '../../db/sqlite/store'
import { signatureDraft } from '../support/drafts'
import { databaseIn } from './children'
import { benchFolder } from './folder'
import { benchPlaces, homeSeat } from './seats'

type Options = Parameters<typeof openSqliteStore>[1]

/** A store with something to sign. */
export interface Ready {
  readonly store: Store
  readonly campaign: Campaign
  /** So many drafts, each of a new person in a mailbox of their own. */
  drafts(count: number): readonly SignatureDraft[]
}

/** Opens a folder's store in this process, as sealed and durable as the product's, which can serve it afterwards. */
export async function openBenchStore(
  folder = benchFolder(),
): Promise<Ready & { readonly folder: string; readonly file: string }> {
  const file = databaseIn(folder)
  return { ...(await readyToSign(openSqliteStore(file, optionsIn(folder)))), folder, file }
}

/** An empty store gets the demonstration, with as many seats as the Commons has. */
export async function readyToSign(store: Store): Promise<Ready> {
  const now = new Date()
  if ((await seedDemo(store, now)) === 'seeded') await store.importPlaces(benchPlaces, now, 'save')
  const campaign = await store.campaign('fair-hearing')
  if (!campaign) throw new Error('the store does not hold the demonstration')
  let people = 0
  return {
    store,
    campaign,
    drafts: count => Array.from({ length: count }, () => draftOf(campaign, ++people)),
  }
}

/** What a store on this folder is opened with; the secret lies where the product looks for it. */
export function optionsIn(folder: string): Options {
  const secret = join(folder, 'secret-key')
  mkdirSync(folder, { recursive: true })
  if (!existsSync(secret))
    writeFileSync(secret, 'a secret that only the bench knows: 0123456789', { mode: 0o600 })
  const keyring = openKeyring(join(folder, 'keys'), readFileSync(secret))
  return { keyring, household: 2, newId: uuidv7 }
}

/** As long as people's are: 17 letters of a name, 28 of an address, two principles of two. */
function draftOf(campaign: Campaign, number: number): SignatureDraft {
  return signatureDraft(campaign, new Date(), {
    ...personOf(number),
    constituency: { code: homeSeat, by: 'postcode' },
    principles: campaign.text.principles.slice(0, 2).map(({ slug }) => slug),
    network: Buffer.alloc(8, number % 251),
  })
}

export function personOf(number: number): {
  readonly name: string
  readonly email: string
  readonly postcode: string
} {
  const mark = String(number).padStart(7, '0')
  return { name: 'Rosalind Ashworth', email: `rosalind.${mark}@example.org`, postcode: 'ZZ1 1AA' }
}

/** As many as the server commits together at most. */
export const groupAtMost = 128

export async function recordInGroups(
  { recordSignatures }: Pick<Store, 'recordSignatures'>,
  drafts: readonly SignatureDraft[],
): Promise<void> {
  for (let from = 0; from < drafts.length; from += groupAtMost)
    await recordSignatures(drafts.slice(from, from + groupAtMost))
}
