import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { idBytes, type LetterId } from '../../app/domain/id'
import { openKeyring } from '../../db/keyring'
import { openCampaign } from '../support/campaign'
import { clockAt } from '../support/clock'
import { letterDraft, signatureDraft } from '../support/drafts'
import { openTestStore, testFolder } from '../support/store'
import { bytesOf, change, select, spellings } from './bytes'
import { journey, openAt, person, personalWords, signed, tell } from './journey'

describe('a copy of the database tells nothing personal', () => {
  test('no name, address, postcode or word of a journey is in the file or its log, in any common spelling', async () => {
    const { store, file } = openTestStore()
    await tell(store, (await journey(store)).letterId)
    const files = bytesOf(file)
    expect(files.length, 'there is a log to search too').toBe(2)
    for (const word of personalWords)
      for (const [spelling, bytes] of spellings(word))
        for (const [name, content] of files)
          expect(content.includes(bytes), `${word} as ${spelling} in ${name}`).toBe(false)
  })

  test('the search itself finds what is stored in clear', async () => {
    const { store, file } = openTestStore()
    await journey(store)
    const all = Buffer.concat(bytesOf(file).map(([, content]) => content))
    for (const clear of ['safer-crossings', 'Z14000101', 'zebra.example', 'SL1'])
      expect(all.includes(clear), clear).toBe(true)
  })

  test('the same mailbox has another index in another campaign', async () => {
    const { store, file } = openTestStore()
    await journey(store)
    const indexes = select(
      file,
      'select hex(mailbox) as mailbox, campaign_id from signature order by campaign_id',
    )
    expect(indexes.map(row => row.campaign_id)).toEqual([1, 2])
    expect(new Set(indexes.map(row => row.mailbox)).size).toBe(2)
    expect(indexes.every(row => String(row.mailbox).length === 32)).toBe(true)
  })

  test('the same words are sealed differently each time', async () => {
    const { store, file } = openTestStore()
    const clock = clockAt()
    const campaign = await openCampaign(store, clock.now())
    const { id } = await signed(store, campaign, clock)
    const sealed = () => String(select(file, 'select hex(sealed) as sealed from signature')[0]?.sealed)
    const before = sealed()
    await store.correctName(id, person.name)
    expect(sealed()).not.toBe(before)
    expect(sealed().slice(4, 28), 'the nonce').not.toBe(before.slice(4, 28))
  })

  test('a sealed value moved to another row does not open', async () => {
    const { store, file } = openTestStore()
    const clock = clockAt()
    const campaign = await openCampaign(store, clock.now())
    const one = await signed(store, campaign, clock)
    const other = await signed(store, campaign, clock, { email: 'other@zebra.example' })
    change(file, 'update signature set sealed = (select sealed from signature where id = ?) where id = ?', [
      idBytes(one.id),
      idBytes(other.id),
    ])
    expect((await store.signature(one.id))?.person.name).toBe(person.name)
    await expect(store.signature(other.id)).rejects.toThrow()
  })

  test('a sealed value moved from one column to the other does not open', async () => {
    const { store, file } = openTestStore()
    const clock = clockAt()
    const campaign = await openCampaign(store, clock.now())
    const draft = signatureDraft(campaign, clock.now())
    const sameId = draft.id as string as LetterId
    await store.recordSignatures([{ ...draft, letter: { ...letterDraft(), id: sameId } }])
    expect(await store.letter(sameId)).not.toBeNull()
    change(file, 'update letter set sealed = (select sealed from signature)')
    await expect(store.letter(sameId)).rejects.toThrow()
  })

  test('a sealed value of which a bit was changed does not open', async () => {
    const { store, file } = openTestStore()
    const clock = clockAt()
    const campaign = await openCampaign(store, clock.now())
    const { id } = await signed(store, campaign, clock)
    const [row] = select(file, 'select sealed from signature')
    const sealed = Buffer.from(row?.sealed as Uint8Array)
    sealed[20] = (sealed[20] ?? 0) ^ 1
    change(file, 'update signature set sealed = ?', [sealed])
    await expect(store.signature(id)).rejects.toThrow()
  })

  test('with the secret but without the folder of keys, nothing opens', async () => {
    const { store, file } = openTestStore()
    const { id } = await journey(store)
    await store.close()
    const elsewhere = testFolder()
    cpSync(file, join(elsewhere, 'copy.db'))
    const copy = openAt(join(elsewhere, 'copy.db'), join(elsewhere, 'keys'))
    await expect(copy.signature(id)).rejects.toThrow()
    expect(await copy.heldForMailbox(person.email)).toEqual([])
  })

  test('with the folder of keys but without the secret, nothing opens', async () => {
    const { store, folder } = openTestStore()
    await journey(store)
    expect(() => openKeyring(join(folder, 'keys'), Buffer.from('x'.repeat(32)))).toThrow(/SECRET_KEY/)
  })

  test('a campaign whose key is deleted is shredded, and the others go on', async () => {
    const { store, file, folder } = openTestStore()
    const { id, elsewhere } = await journey(store)
    await store.close()
    rmSync(join(folder, 'keys', 'campaign-1.key'))
    const reopened = openAt(file, join(folder, 'keys'))
    await expect(reopened.signature(id)).rejects.toThrow()
    expect((await reopened.signature(elsewhere))?.person.name).toBe(person.name)
    const held = await reopened.heldForMailbox('nightingale@zebra.example')
    expect(held.map(({ signature }) => signature.id)).toEqual([elsewhere])
    expect(await reopened.campaigns()).toHaveLength(2)
    expect(await reopened.recount()).toEqual([])
  })
})
