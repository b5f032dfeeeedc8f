import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { idBytes, type LetterId, type OutgoingId } from '../../app/domain/id'
import { day } from '../support/clock'
import { letterDraft } from '../support/drafts'
import { openTestStore } from '../support/store'
import { change, select } from './bytes'
import { claimLetters, openWorld } from './contract/world'

const taken = { state: 'accepted', reply: '250 taken' } as const

/** Letters that were taken in one mail, and another that was taken by itself; each has a mail due that asks about it. */
async function withDigest() {
  const { store, file } = openTestStore()
  const world = await openWorld(() => store)
  const letters: LetterId[] = []
  for (const email of ['one@example.org', 'two@example.org', 'leaver@example.org', 'alone@example.org']) {
    const { id, letter } = await world.signAndConfirm({ email, letter: letterDraft() })
    for (const mail of await claimLetters(world)) await store.settleOutgoing(mail, taken, world.clock.now())
    if (letter) letters.push(letter.id)
    if (email.startsWith('leaver')) await store.withdrawSignature(id, world.clock.now())
  }
  const digest = uuidv7() as OutgoingId
  change(
    file,
    "insert into outgoing (id, kind, state, attempts, fence, created_at) values (?, 'digest', 'accepted', 1, 1, ?)",
    [idBytes(digest), world.clock.now().getTime()],
  )
  for (const id of letters.slice(0, 3))
    change(
      file,
      "update outgoing set digest_id = ?, place = 'in-digest' where kind = 'letter' and letter_id = ?",
      [idBytes(digest), idBytes(id)],
    )
  return { ...world, file, digest, letters }
}

test('a digest that comes back takes its letters with it, each to its writer, and no other', async () => {
  const { store, clock, digest, letters, claim } = await withDigest()
  expect(await store.bounceOutgoing(digest, '550 full', clock.now())).toBe('bounced')
  const states = await Promise.all(letters.map(async id => (await store.letter(id))?.state))
  expect(states).toEqual(['bounced', 'bounced', 'bounced', 'accepted'])
  expect(await store.letterMails(letters[0] as LetterId)).toMatchObject([
    { cameBack: true, place: 'in-digest' },
  ])
  const returned = (await claim()).map(({ kind, letterId }) => `${kind} ${letterId}`)
  expect(returned.sort()).toEqual(letters.slice(0, 2).map(id => `letter-returned ${id}`)) // not to who has left
  expect(await store.bounceOutgoing(digest, '550 full', clock.now())).toBe('already')
  expect(await store.recount()).toEqual([])
})

test('nobody is asked whether a letter that came back was replied to', async () => {
  const { store, clock, digest, letters, claim, file } = await withDigest()
  await store.bounceOutgoing(digest, '550 full', clock.now())
  clock.advance(14 * day)
  const asking = (await claim()).filter(({ kind }) => kind === 'survey')
  expect(asking.map(({ letterId }) => letterId)).toEqual(letters.slice(3))
  const cancelled = select(
    file,
    "select count(*) as n from outgoing where kind = 'survey' and state = 'cancelled'",
  )
  expect(cancelled[0]?.n).toBe(3)
})
