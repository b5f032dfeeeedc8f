import { expect, test } from 'vitest'
import { minute, second } from '../../support/clock'
import { letterDraft } from '../../support/drafts'
import { type OpenStore, openWorld, type World } from './world'

export function comparingPromises(openStore: OpenStore): void {
  /** Somebody of their own writes a letter and confirms it, a second after the one before. */
  async function write({ signAndConfirm, clock }: World, name: string, ...fingerprint: number[]) {
    clock.advance(second)
    const letter = { ...letterDraft(), fingerprint }
    const draft = await signAndConfirm({ email: `${name}@example.org`, letter })
    return { signatureId: draft.id, id: letter.id, queuedAt: clock.now(), fingerprint }
  }

  test('letters are compared with those that were confirmed, the latest first', async () => {
    const world = await openWorld(openStore)
    const { store, campaign, sign } = world
    const one = await write(world, 'one', 1, 4_294_967_295)
    const two = await write(world, 'two')
    const three = await write(world, 'three', 3)
    await sign({ email: 'pending@example.org', letter: { ...letterDraft(), fingerprint: [4] } })
    const kept = [three, two, one].map(({ signatureId: _, ...letter }) => letter)
    expect(await store.fingerprintsBefore(campaign.id, null, 10)).toEqual(kept)
    expect(await store.fingerprintsBefore(campaign.id, null, 1)).toEqual(kept.slice(0, 1))
    expect(await store.fingerprintsBefore(99, null, 10)).toEqual([])
  })

  test('they are read page by page, and of those confirmed in one moment each once', async () => {
    const world = await openWorld(openStore)
    const { store, campaign, sign, clock } = world
    const earlier = await write(world, 'earlier', 1)
    const drafts = await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map(name => sign({ email: `${name}@example.org`, letter: letterDraft() })),
    )
    const at = clock.now()
    await store.confirmSignatures(
      drafts.map(({ id, letter }) => ({
        signatureId: id,
        letterId: letter?.id ?? null,
        constituencyCode: null,
        at,
      })),
    )
    const read: string[] = []
    let page = await store.fingerprintsBefore(campaign.id, null, 2)
    while (page.length > 0) {
      read.push(...page.map(({ id }) => id))
      page = await store.fingerprintsBefore(campaign.id, page.at(-1) ?? null, 2)
    }
    const together = [...drafts.map(({ letter }) => letter?.id ?? ''), earlier.id]
    expect(read).toEqual(together.sort().reverse())
  })

  test('with a letter that was cancelled none is compared, and with one that was sent all are', async () => {
    const world = await openWorld(openStore)
    const { store, campaign, clock, collect } = world
    const sent = await write(world, 'sent', 1)
    await collect()
    const waits = await write(world, 'waits', 2)
    for (const { signatureId } of [sent, waits]) await store.withdrawSignature(signatureId, clock.now())
    const left = await store.fingerprintsBefore(campaign.id, null, 10)
    expect(left.map(({ id }) => id)).toEqual([sent.id])
    clock.advance(minute)
    await store.eraseMailbox('sent@example.org', clock.now())
    expect(await store.fingerprintsBefore(campaign.id, null, 10)).toEqual([])
  })
}
