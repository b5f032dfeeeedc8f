import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Member } from '../../app/domain/place/place'
import type { Store } from '../../app/domain/store'
import { type Look, openExamined } from '../support/browser'
import { fairHearing, linkIn, mailsTo, startWorld, storeOf, type World } from '../support/world'

const pellbridge = 'Z14000001'
const source = { name: 'A file for tests', from: 'test.csv', credits: [] }

test.for([
  ['JavaScript', true],
  ['no JavaScript', false],
] as const)(
  'what is shown while there are no MPs, of those who cannot be asked for a vote, and when an MP has gone, with %s',
  async ([, javaScript], context) => {
    const world = await startWorld()
    const { page, seen } = await openExamined(context, world.product.origin, javaScript)
    const store = storeOf(world)
    await rolesAndPost(page, world, seen)
    await letterAgain(page, world, store, seen)
    await dissolution(page, world, store, seen)
  },
)

async function rolesAndPost(page: Page, world: World, seen: Look): Promise<void> {
  for (const [postcode, name] of [
    ['ZZ9 1AA', 'letter-speaker'],
    ['ZZ10 1AA', 'letter-does-not-sit'],
    ['ZZ12 1AA', 'letter-minister'],
    ['ZZ8 1AA', 'letter-to-post'],
  ] as const) {
    await write(page, world, postcode)
    await seen(name)
  }
  await page.getByLabel('House and street').fill('4 Weaver Row')
  await page.getByLabel('Town or city').fill('Gannet Head')
  await page.getByRole('button', { name: 'Check my letter' }).click()
  await seen('letter-to-post-whole')
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.printed').textContent()).toMatch(
    /^Hanneke Brightwater MP\nHouse of Commons\nLondon\nSW1A 0AADear Hanneke Brightwater,/,
  )
  for (const hidden of ['h1', '.callout', '#whole', '.masthead', '#sign-title', '.again'])
    expect(await page.locator(hidden).first().isVisible(), hidden).toBe(false)
  await page.emulateMedia({ media: 'screen' })
}

async function letterAgain(page: Page, world: World, store: Store, seen: Look): Promise<void> {
  const { origin } = world.product
  await write(page, world, 'ZZ1 1AA')
  await page.getByLabel('House and street').fill('4 Weaver Row')
  await page.getByLabel('Town or city').fill('Pellbridge')
  await page.getByLabel('Your words').fill('Dear Rowan, you promised it.\n\nPlease act.')
  await page.getByRole('button', { name: 'Check my letter' }).click()
  await page.getByRole('button', { name: 'Send my letter' }).click()
  const [mail] = await mailsTo(world.sink, 'rosa@example.org')
  await store.setSending('paused', new Date())
  await page.goto(origin + linkIn(mail, '/confirm'))
  await page.getByRole('button', { name: /^Confirm/ }).click()
  await page.waitForURL(/\/signed\//)
  const receipt = page.url()
  await seat(store, { id: 77, name: 'Nia Penrose' })
  await store.setSending('running', new Date())
  const mails = await mailsTo(world.sink, 'rosa@example.org', 2)
  await page.goto(receipt)
  await seen('signed-waits-for-writer')
  await page.goto(origin + linkIn(mails.at(-1), '/letter'))
  await seen('revise')
  await page.getByLabel('Your words').fill('')
  await page.getByRole('button', { name: 'Send it to Nia Penrose' }).click()
  await seen('revise-refused')
  await page.getByLabel('Your words').fill('Will you promise it?')
  await page.getByRole('button', { name: 'Send it to Nia Penrose' }).click()
  await mailsTo(world.sink, 'new@parliament.example')
  await page.reload()
  await seen('revised')
}

async function dissolution(page: Page, world: World, store: Store, seen: Look): Promise<void> {
  const { origin } = world.product
  await store.setParliament(
    { state: 'dissolved', dissolved: '2027-03-30', election: '2027-05-06', by: 'operator' },
    new Date(),
  )
  const shown = async () => {
    await page.goto(origin + fairHearing)
    return page.content()
  }
  await expect.poll(shown).toContain('no MPs')
  await seen('campaign-dissolved')
  await write(page, world, 'ZZ2 1AA', 'two@example.org')
  await page.getByLabel('House and street').fill('1 Moor End')
  await page.getByLabel('Town or city').fill('Starling')
  await page.getByRole('button', { name: 'Check my letter' }).click()
  await seen('letter-dissolved')
  await page.getByRole('button', { name: 'Sign, and keep my letter' }).click()
  await page.goto(origin + linkIn((await mailsTo(world.sink, 'two@example.org'))[0], '/confirm'))
  await seen('confirm-dissolved')
  await page.getByRole('button', { name: /^Confirm/ }).click()
  await seen('signed-dissolved')
  await page.goto(`${origin}/constituencies`)
  await seen('constituencies-dissolved')
  await store.setParliament({ state: 'sitting', dissolved: null, election: null, by: 'operator' }, new Date())
  await store.vacateSeat(pellbridge, '2027-06-17', new Date())
  await write(page, world, 'ZZ1 1AA', 'three@example.org')
  await seen('letter-by-election')
}

async function write(page: Page, { product }: World, postcode: string, email = 'rosa@example.org') {
  await page.goto(product.origin + fairHearing)
  await page.getByLabel(/Justice that survivors can reach/).check()
  await page.getByLabel('Full name').fill('Rosa Lind')
  await page.getByLabel('E-mail address', { exact: true }).fill(email)
  await page.getByLabel('Postcode').fill(postcode)
  await page.getByLabel('No, thank you').check()
  await page.getByLabel(/^I agree/).check()
  await page.getByRole('button', { name: 'Write to my MP' }).click()
}

async function seat(store: Store, { id, name }: Pick<Member, 'id' | 'name'>): Promise<void> {
  const others = (await store.seats()).flatMap(({ code, member }) =>
    member && code !== pellbridge ? [member] : [],
  )
  const member = { id, name, salutation: name, fullTitle: `${name} MP`, email: 'new@parliament.example' }
  const rows = [
    ...others,
    { ...member, constituencyCode: pellbridge, party: '', role: 'member' as const, since: null },
  ]
  await store.importPlaces(
    { constituencies: null, members: { rows, source }, postcodes: null },
    new Date(),
    'save',
  )
}
