import { expect } from 'vitest'
import type { Member } from '../../app/domain/place/place'
import type { Store } from '../../app/domain/store'
import { confirmNewest, mailsTo, sendLetter, storeOf, type World, weaverRow, writeToMp } from './world'

/** The demo's Pellbridge Central, where Rowan Ashby sits and Rosa lives. */
export const pellbridge = 'Z14000001'
export const rowan = 'rowan.ashby@parliament.example'

/** Who sits there after Rowan. */
export const nia = {
  id: 77,
  name: 'Nia Penrose',
  salutation: 'Nia Penrose',
  email: 'nia@parliament.example',
}

/** Rosa's letter to Rowan Ashby: as it arrived, as it is stored, and the path of her receipt. The relay has accepted it. */
export async function withSentLetter(world: World, body: string) {
  await sendLetter(world, await writeToMp(world), { ...weaverRow, body })
  const receipt = await confirmNewest(world, 'rosa@example.org')
  const [mail] = await mailsTo(world.sink, rowan)
  const store = storeOf(world)
  await expect.poll(async () => (await onlyLetter(store))?.state).toBe('accepted')
  const letter = await onlyLetter(store)
  if (!mail || !letter) throw new Error('no letter')
  return { mail, letter, receipt: new URL(receipt.url).pathname }
}

/** The one letter of the demo campaign, as it stands now. */
export async function onlyLetter(store: Store) {
  return (await store.lettersAfter(3, null, 1))[0]
}

/** Somebody new sits for Pellbridge Central. */
export async function seatMember(
  store: Store,
  odd: Pick<Member, 'id' | 'name' | 'salutation' | 'email'>,
): Promise<void> {
  const member = { constituencyCode: pellbridge, fullTitle: odd.name, party: '', since: null }
  const rows = [{ ...member, role: 'member' as const, ...odd }]
  const source = { name: 'A file for tests', from: 'test.csv', credits: [] }
  await store.importPlaces(
    { constituencies: null, members: { rows, source }, postcodes: null },
    new Date(),
    'save',
  )
}
