import { expect, test } from 'vitest'
import { standing } from '../../app/domain/campaign/campaign'
import { readPostcode } from '../../app/domain/place/postcode'
import type { Store } from '../../app/domain/store'
import { targetsFor } from '../../app/domain/target/target'
import { importedPlaces } from '../../app/lookup/imported'
import { demoPostcodes, seedDemo } from '../../db/demo/seed'
import { ashford, openCampaign, placesDraft } from '../support/campaign'
import { clockAt } from '../support/clock'
import { openTestStore } from '../support/store'

const at = clockAt().now()

async function codeOf(store: Store, postcode: string): Promise<string> {
  const read = readPostcode(postcode)
  const located = read && (await importedPlaces(store, () => at).lookUp(read))
  return located?.kind === 'found' ? located.code : ''
}

test('a new installation is given a region, two open campaigns and one that is over', async () => {
  const { store } = openTestStore()
  expect(await seedDemo(store, at)).toBe('seeded')
  const campaigns = await store.campaigns()
  expect(campaigns.map(campaign => [campaign.slug, standing(campaign, at)])).toEqual([
    ['fair-hearing', 'open'],
    ['last-bus-home', 'open'],
    ['a-clearer-wendle', 'closed'],
  ])
  expect(campaigns.at(-1)?.text.outcome).not.toBe('')
  expect(await store.seats()).toHaveLength(12)
})

test('the demo comes once, and never beside a campaign or places of somebody’s own', async () => {
  const { store } = openTestStore()
  await seedDemo(store, at)
  expect(await seedDemo(store, at)).toBe('not-empty')
  expect(await store.campaigns()).toHaveLength(3)

  const { store: real } = openTestStore()
  const realminster = { ...ashford, code: 'E14999991', name: 'Realminster' }
  await real.importPlaces(
    placesDraft({ constituencies: [realminster], members: [], postcodes: null }),
    at,
    'save',
  )
  expect(await seedDemo(real, at)).toBe('not-empty')
  expect(await real.campaigns()).toEqual([])

  const { store: own } = openTestStore()
  await openCampaign(own, at)
  expect(await seedDemo(own, at)).toBe('not-empty')
  expect(await own.seats()).toEqual([])
})

test('the postcodes to try lead to an MP, to a vacant seat, to one without an address and to each role', async () => {
  const { store } = openTestStore()
  await seedDemo(store, at)
  const campaign = await store.campaign('fair-hearing')
  if (!campaign) throw new Error('no demo')
  const found = await Promise.all(
    demoPostcodes.map(async ({ postcode, note }) => {
      const place = await store.seat(await codeOf(store, postcode))
      expect(note).toContain(place?.name)
      const [reached] = targetsFor(campaign, place)
      return reached?.target ? place?.member?.role : reached?.why
    }),
  )
  expect(found).toEqual(['member', 'vacant', 'no-email', 'speaker', 'does-not-sit', 'minister'])
})

test('a demo can never write to a real person', async () => {
  const { store } = openTestStore()
  await seedDemo(store, at)
  const written = [
    ...(await store.seats()).map(({ member }) => member?.email),
    ...(await store.campaigns()).flatMap(({ text }) => [
      text.organisation.contact,
      ...text.target.map(target => (target === 'constituency-mp' ? null : target.email)),
    ]),
  ]
  for (const email of written) if (email) expect(email).toMatch(/\.example$/)
})

test('every constituency of the demo has postcodes that lead to it', async () => {
  const { store } = openTestStore()
  await seedDemo(store, at)
  for (const { code, name } of await store.seats()) {
    const outward = `ZZ${Number(code.slice(-2))}`
    expect(await codeOf(store, `${outward} 1AA`), name).toBe(code)
  }
})

test('each principle of the first campaign can be said in many ways', async () => {
  const { store } = openTestStore()
  await seedDemo(store, at)
  const campaign = await store.campaign('fair-hearing')
  const paragraphs = campaign?.text.principles.map(({ paragraph }) => paragraph) ?? []
  expect(paragraphs).toHaveLength(3)
  for (const paragraph of paragraphs) {
    expect(paragraph.length).toBeGreaterThanOrEqual(4)
    for (const ways of paragraph) expect(ways.length).toBeGreaterThanOrEqual(4)
  }
})
