import { setImmediate } from 'node:timers/promises'
import { Client } from 'pg'
import { uuidv7 } from 'uuidv7'
import { describe, expect, onTestFinished, type TestContext, test, vi } from 'vitest'
import type { SignatureId } from '../../app/domain/id'
import type { Store } from '../../app/domain/store'
import { openKeyring } from '../../db/keyring'
import { openPostgres } from '../../db/postgres/store'
import { openCampaign, savePlaces } from '../support/campaign'
import { clockAt, hour } from '../support/clock'
import { letterDraft, signatureDraft } from '../support/drafts'
import { entryFor, newWebhook } from '../support/organising'
import { ownPostgres } from '../support/postgres'
import { postgresMissing } from '../support/postgres-server'
import { newDatabase, openSharing } from '../support/postgres-store'
import { testFolder, testSecret } from '../support/store'

/** Two processes' worth of one database. */
async function openTwo(context: TestContext) {
  const missing = postgresMissing()
  if (missing) return context.skip(missing)
  const url = await newDatabase()
  const folder = testFolder()
  const [one, other] = [await openSharing(url, folder), await openSharing(url, folder)]
  const clock = clockAt()
  await savePlaces(one.store, clock.now())
  const campaign = await openCampaign(one.store, clock.now())
  return { url, one, other, clock, campaign }
}

describe('processes that share a database', () => {
  test('make its tables once, though they start together', async context => {
    const server = await ownPostgres(context)
    const url = server.url(await server.createDatabase())
    const folder = testFolder()
    const all = await Promise.all([1, 2, 3, 4].map(() => openSharing(url, folder)))
    for (const { store } of all) expect(await store.campaigns()).toEqual([])
  })

  test('end letters that are withdrawn at the same moment, and neither waits for the other', async context => {
    const { url, one, other, clock, campaign } = await openTwo(context)
    const at = clock.now()
    const drafts = Array.from({ length: 40 }, (_, number) =>
      signatureDraft(campaign, at, { email: `w${number}@example.org`, letter: letterDraft() }),
    )
    await one.store.recordSignatures(drafts)
    await one.store.confirmSignatures(
      drafts.map(({ id: signatureId, letter }) => ({
        signatureId,
        letterId: letter?.id ?? null,
        constituencyCode: null,
        at,
      })),
    )
    const mails = await one.store.claimOutgoing(99, at, new Date(+at + hour))
    const ends = [
      { state: 'accepted', reply: '250 taken' },
      { state: 'bounced', reply: '550 no' },
    ] as const
    const ending = mails.map((mail, number) => {
      return one.store.settleOutgoing(mail, ends[number % 2 ? 1 : 0], at)
    })
    for (const { id } of drafts) await other.store.withdrawSignature(id, at)
    expect(await Promise.all(ending)).not.toContain(false)
    expect(await one.store.recount()).toEqual([])
    await Promise.all([one.store.close(), other.store.close()]) // a connection tells what it met as it ends
    expect(await deadlocksOf(url)).toBe(0)
  })

  test('record one signature of fifty that come to both at once, and mail it once', async context => {
    const { one, other, clock, campaign } = await openTwo(context)
    const posts = Array.from({ length: 50 }, (_, index) =>
      (index % 2 ? one : other).store.recordSignatures([signatureDraft(campaign, clock.now())]),
    )
    const answers = (await Promise.all(posts)).flat()
    expect(answers.filter(answer => answer === 'recorded')).toHaveLength(1)
    expect(await one.store.signaturesAfter(campaign.id, null, 100)).toHaveLength(1)
    expect(await claimed(one.store, clock)).toHaveLength(1)
  })

  test('record whoever signs at the moment at which an address that is told of it is taken away', async context => {
    const { url, one, clock, campaign } = await openTwo(context)
    await one.store.saveWebhook(newWebhook(), entryFor())
    const ending = new Client({ connectionString: url })
    await ending.connect()
    onTestFinished(() => ending.end().catch(() => {}))
    await ending.query('begin')
    await ending.query('delete from webhook')
    const signing = one.store.recordSignatures([signatureDraft(campaign, clock.now())])
    const waiting = "select 1 from pg_stat_activity where wait_event_type = 'Lock'"
    while ((await ending.query(waiting)).rows.length === 0) await setImmediate()
    await ending.query('commit')
    expect(await signing).toEqual(['recorded'])
  })

  test('never lend one mail to two mailers', async context => {
    const { one, other, clock, campaign } = await openTwo(context)
    const drafts = people(40).map(email => signatureDraft(campaign, clock.now(), { email }))
    await one.store.recordSignatures(drafts)
    const rounds = Array.from({ length: 16 }, (_, index) =>
      claimed((index % 2 ? one : other).store, clock, 5),
    )
    const mails = (await Promise.all(rounds)).flat()
    expect(new Set(mails.map(({ id }) => id)).size).toBe(mails.length)
    const left = await claimed(one.store, clock, 100)
    expect(mails.length + left.length).toBe(40)
  })

  test('count exactly at every moment, while what is counted is rolled up', async context => {
    const { one, other, clock, campaign, url } = await openTwo(context)
    const drafts = people(60).map(email => signatureDraft(campaign, clock.now(), { email }))
    await one.store.recordSignatures(drafts)
    let counted = 0
    for (const [index, { id }] of drafts.entries()) {
      const { store } = index % 2 ? one : other
      await store.confirmSignatures([
        { signatureId: id, letterId: null, constituencyCode: null, at: clock.now() },
      ])
      expect(await (index % 2 ? other : one).store.signatureCount(campaign.id)).toBe(++counted)
    }
    while ((await select(url, 'select 1 from tally_delta')).length > 0) await setImmediate()
    expect(await one.store.signatureCount(campaign.id)).toBe(60)
    expect(await other.store.recount()).toEqual([])
  })

  test('share their limits: whom one has let in thirty times the other refuses', async context => {
    const { one, other, clock } = await openTwo(context)
    const take = (index: number) => (index % 2 ? one : other).limits.take('sign', '7/network', clock.now())
    const kinds = [(await take(0)).kind] // so that all others find a counter that is there
    for (let wave = 0; wave < 29; wave += 4) {
      const takes = Array.from({ length: Math.min(4, 29 - wave) }, (_, index) => take(index))
      for (const { kind } of await Promise.all(takes)) kinds.push(kind)
    }
    expect(kinds).toHaveLength(30)
    expect(kinds).not.toContain('hard')
    for (const { limits } of [one, other]) {
      expect(await limits.peek('sign', '7/network', clock.now())).toMatchObject({ kind: 'hard' })
      expect(await limits.take('sign', '7/network', clock.now())).toMatchObject({ kind: 'hard' })
      expect(await limits.take('sign', '7/another', clock.now())).toMatchObject({ kind: 'within' })
    }
  })

  test('keep neither networks nor mailboxes where limits are counted', async context => {
    const { one, clock, url } = await openTwo(context)
    await one.limits.take('mail', 'rosa@example.org', clock.now())
    const [row] = await select(
      url,
      "select rule, encode(key, 'escape') as key, counters::text from limit_counter",
    )
    expect(JSON.stringify(row)).not.toContain('rosa')
  })

  test('follow its clock, whatever their own says', async context => {
    if (postgresMissing()) return context.skip(postgresMissing() ?? '')
    const url = await newDatabase()
    vi.useFakeTimers({ now: Date.now() + hour, toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const { now } = await openSharing(url, testFolder())
    const [{ ms }] = await select(url, 'select extract(epoch from clock_timestamp()) * 1000 as ms')
    expect(Math.abs(+now() - ms)).toBeLessThan(hour / 2)
  })
})

describe('a database', () => {
  test('that was made with another SECRET_KEY is refused, and nothing in it changed', async context => {
    const { url } = await openTwo(context)
    const before = await select(url, 'select * from installation order by name')
    const keyring = openKeyring(testFolder(), Buffer.from('another secret that is long enough: 987654'))
    const opening = openPostgres(url, { keyring, household: 2, newId: uuidv7, limitKey: testSecret })
    await expect(opening).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/SECRET_KEY/),
    })
    expect(await select(url, 'select * from installation order by name')).toEqual(before)
  })

  test('that cannot be reached is named by its setting', async context => {
    if (postgresMissing()) return context.skip(postgresMissing() ?? '')
    const keyring = openKeyring(testFolder(), testSecret)
    const options = { keyring, household: 2, newId: uuidv7, limitKey: testSecret }
    await expect(openPostgres('postgres://nobody@127.0.0.1:1/none', options)).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/DATABASE_URL/),
    })
  })

  test('that is restarted meanwhile records what was posted', async context => {
    const server = await ownPostgres(context)
    const { store } = await openSharing(server.url(await server.createDatabase()), testFolder())
    const clock = clockAt()
    const campaign = await openCampaign(store, clock.now())
    await server.stop('killed')
    const posted = store.recordSignatures(
      people(3).map(email => signatureDraft(campaign, clock.now(), { email })),
    )
    await server.start()
    expect(await posted).toEqual(['recorded', 'recorded', 'recorded'])
    expect(await store.signaturesAfter(campaign.id, null, 10)).toHaveLength(3)
  })

  test('that answers no more says so, with a time to come back, and records nothing', async context => {
    const server = await ownPostgres(context)
    const { store } = await openSharing(server.url(await server.createDatabase()), testFolder())
    const clock = clockAt()
    const campaign = await openCampaign(store, clock.now())
    await server.stop('killed')
    const draft = signatureDraft(campaign, clock.now())
    await expect(store.recordSignatures([draft])).rejects.toMatchObject({
      code: 'busy',
      retryAfterSeconds: 30,
    })
    await server.start()
    expect(await store.signature(draft.id as SignatureId)).toBeNull()
  })
})

function people(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `p${index}@example.org`)
}

function claimed(store: Store, clock: ReturnType<typeof clockAt>, limit = 100) {
  return store.claimOutgoing(limit, clock.now(), new Date(clock.now().getTime() + hour))
}

async function select(url: string, query: string) {
  const client = new Client({ connectionString: url })
  await client.connect()
  onTestFinished(() => client.end().catch(() => {}))
  const { rows } = await client.query(query)
  await client.end()
  return rows
}

async function deadlocksOf(url: string): Promise<number> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(
    'select deadlocks from pg_stat_database where datname = current_database()',
  )
  await client.end()
  return Number(rows[0].deadlocks)
}
