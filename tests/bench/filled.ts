import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import type { Campaign } from '../../app/domain/campaign'
import type { SignatureDraft } from '../../app/domain/signature'
import type { Store } from '../../app/domain/store'
import { openKeyring } from '../../db/keyring'
import { openSqliteStore } from '../../db/sqlite/store'
import { openCampaign, savePlaces } from '../support/campaign'
import { signatureDraft } from '../support/drafts'
import { benchFolder } from './children'

interface BenchStore {
  readonly store: Store
  readonly file: string
  /** So many drafts, each of a new person in a mailbox of their own. */
  drafts(count: number): readonly SignatureDraft[]
}

/** A new store with one open campaign, in this process and as sealed and durable as the product's. */
export async function openBenchStore(): Promise<BenchStore> {
  const folder = benchFolder()
  const file = join(folder, 'undersigned.db')
  const keyring = openKeyring(
    join(folder, 'keys'),
    Buffer.from('a secret that only the bench knows: 0123456789'),
  )
  const store = openSqliteStore(file, { keyring, household: 2, newId: uuidv7 })
  await savePlaces(store, new Date())
  const campaign = await openCampaign(store, new Date())
  let people = 0
  return {
    store,
    file,
    drafts: count => Array.from({ length: count }, () => draftOf(campaign, ++people)),
  }
}

/** As long as people's are: 17 letters of a name, 28 of an address, two principles of two. */
function draftOf(campaign: Campaign, number: number): SignatureDraft {
  return signatureDraft(campaign, new Date(), {
    name: 'Rosalind Ashworth',
    email: `rosalind.${String(number).padStart(7, '0')}@example.org`,
    principles: ['zebra', 'lights'],
    network: Buffer.alloc(8, number % 251),
  })
}

/** As many as the server commits together at most. */
export const groupAtMost = 128

export async function recordInGroups(store: Store, drafts: readonly SignatureDraft[]): Promise<void> {
  for (let from = 0; from < drafts.length; from += groupAtMost)
    await store.recordSignatures(drafts.slice(from, from + groupAtMost))
}
