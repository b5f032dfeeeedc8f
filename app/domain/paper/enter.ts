import type { Deed } from '../audit/audit'
import type { Campaign } from '../campaign/campaign'
import { isId, type PaperBatchId, type PaperSignatureId, type SignatureId } from '../id'
import { everySignature } from '../invalidation/invalidation'
import type { Ports } from '../ports'
import { Problem } from '../problem'
import { othersTurn } from '../timer'
import {
  type PaperBatch,
  type PaperDraft,
  type PaperPerson,
  type PaperState,
  personKey,
} from './paper-signature'

export interface EnteredPaper {
  readonly id: PaperBatchId
  readonly states: Readonly<Record<PaperState, number>>
}

/**
 * Writes a sheet: each signature under the constituency of its postcode, and checked against those of other sheets and of
 * the browser.
 */
export async function enterPaper(
  ports: Ports,
  campaign: Pick<Campaign, 'id'>,
  people: readonly PaperPerson[],
  deed: Deed,
): Promise<EnteredPaper> {
  const online = await signedOnline(ports, campaign, people)
  const drafts: PaperDraft[] = []
  for (const person of people) {
    const located = await ports.places.lookUp(person.postcode)
    drafts.push({
      ...person,
      id: ports.newId<PaperSignatureId>(),
      constituencyCode: located.kind === 'found' ? located.code : null,
      online: online.has(personKey(person.name, person.postcode.full)),
    })
  }
  const id = ports.newId<PaperBatchId>()
  return { id, states: await ports.store.enterPaper({ id, campaignId: campaign.id, drafts }, deed) }
}

/**
 * Who of these has signed in the browser. Names are sealed, so whoever shares an outward code with one of them is opened: one
 * walk through the campaign a sheet, however many lines it has.
 */
async function signedOnline(
  { store }: Ports,
  { id }: Pick<Campaign, 'id'>,
  people: readonly PaperPerson[],
): Promise<ReadonlySet<string>> {
  const outwards = [...new Set(people.map(({ postcode }) => postcode.outward))]
  const found = new Set<string>()
  let after: SignatureId | null = null
  do {
    const page = await store.matchingAfter(id, { ...everySignature, outwards }, after)
    for (const { signature } of page.found)
      if (signature.state === 'pending' || signature.state === 'confirmed')
        found.add(personKey(signature.person.name, signature.person.postcode))
    after = page.reached
    await othersTurn()
  } while (after)
  return found
}

/** @throws Problem `not-found`, for another campaign's too */
export async function batchOf(
  { store }: Ports,
  campaign: Pick<Campaign, 'id'>,
  id: string | undefined,
): Promise<PaperBatch> {
  const batch = id && isId<PaperBatchId>(id) ? await store.paperBatch(id) : null
  if (batch?.campaignId !== campaign.id) throw new Problem('not-found', 'There is no such sheet.')
  return batch
}
