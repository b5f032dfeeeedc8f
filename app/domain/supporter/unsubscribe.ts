import type { Campaign } from '../campaign/campaign'
import { idBytes, idFromBytes, type SignatureId, type SubscriberId } from '../id'
import type { Ports } from '../ports'
import { Problem } from '../problem'
import type { Tokens } from '../token'
import type { UpdateReader } from '../update/subscriber-store'

/** Whoever finds an update years later may still leave by it (RFC 8058 section 3.1 asks for no other proof). */
const never = new Date('9999-12-31T00:00:00.000Z')

const letters = { supporter: 's', subscriber: 'n' } as const

export function makeUnsubscribeToken(tokens: Tokens, { kind, id }: UpdateReader): string {
  return tokens.make('unsubscribe', Buffer.concat([Buffer.from(letters[kind]), idBytes(id)]), never)
}

/** Whom a link is for, as things stand now. */
export interface Leaving {
  readonly reader: UpdateReader
  readonly campaign: Campaign
  readonly gets: 'updates' | 'nothing'
  /** What else still comes: a letter's writer is asked for its reply, whoever signed is not told of anything more. */
  readonly signed: boolean
}

/** @throws Problem `not-found` for what is no link of ours, or leads to what was erased */
export async function readLeaving(ports: Ports, token: string): Promise<Leaving> {
  const reader = readerOf(ports, token)
  const held = reader && (await heldOf(ports, reader))
  const campaign = held && (await ports.store.campaignById(held.campaignId))
  if (!reader || !campaign)
    throw new Problem('not-found', 'We do not know this link, or nothing is held about its reader any more.')
  return { reader, campaign, gets: held.gets, signed: reader.kind === 'supporter' }
}

function readerOf({ tokens, now }: Ports, token: string): UpdateReader | null {
  const answer = tokens.read('unsubscribe', token, now())
  if (answer.kind !== 'valid' || answer.subject.length !== 17) return null
  const bytes = answer.subject.subarray(1)
  switch (answer.subject.toString('latin1', 0, 1)) {
    case letters.supporter:
      return { kind: 'supporter', id: idFromBytes<SignatureId>(bytes) }
    case letters.subscriber:
      return { kind: 'subscriber', id: idFromBytes<SubscriberId>(bytes) }
    default:
      return null
  }
}

async function heldOf({ store }: Ports, reader: UpdateReader) {
  if (reader.kind === 'subscriber') {
    const subscriber = await store.subscriber(reader.id)
    return (
      subscriber && {
        campaignId: subscriber.campaignId,
        gets: subscriber.state === 'confirmed' ? ('updates' as const) : ('nothing' as const),
      }
    )
  }
  const signature = await store.signature(reader.id)
  const gets =
    signature?.updates && signature.state === 'confirmed' ? ('updates' as const) : ('nothing' as const)
  return signature && { campaignId: signature.campaignId, gets }
}
