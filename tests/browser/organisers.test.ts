import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import type { Download, Locator, Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import type { Campaign } from '../../app/domain/campaign/campaign'
import type { Store } from '../../app/domain/store'
import { addAuthenticator, codeByApp } from '../support/authenticator'
import { type Look, openExamined } from '../support/browser'
import { signatureDraft } from '../support/drafts'
import { productEnv } from '../support/product-process'
import { linkIn, mailsTo, startWorld, storeOf, type World } from '../support/world'

/** An organiser at a window, whatever they do in it counted. */
interface Scene {
  readonly world: World
  readonly store: Store
  readonly page: Page
  readonly seen: Look
  readonly hand: ReturnType<typeof handAt>
  readonly javaScript: boolean
}

/** The issue asks for fewer than 25: without a passkey there are four more, for the code and the recovery codes. */
const stepsTaken = { true: 20, false: 24 } as const

test.for([
  ['JavaScript', true],
  ['no JavaScript', false],
] as const)(
  'whoever is invited opens a campaign in under 25 steps, takes its signatures out, undoes what they took off and sends an update, with %s',
  async ([, javaScript], context) => {
    const world = await startWorld()
    const opened = await openExamined(context, world.product.origin, javaScript)
    const scene = { world, store: storeOf(world), ...opened, hand: handAt(opened.page), javaScript }
    const codes = await joins(scene)
    await opensACampaign(scene)
    expect(scene.hand.steps()).toBe(stepsTaken[`${javaScript}`])

    const campaign = await signedByPeople(scene.store)
    await takesSignaturesOut(scene, codes)
    await takesAWaveOffAndPutsItBack(scene, campaign)
    await sendsAnUpdate(scene)
  },
)

/** From the link that the command prints. @returns the recovery codes, where there are any */
async function joins({ world, page, hand, seen, javaScript }: Scene): Promise<readonly string[]> {
  await page.goto(await invitationTo(world, 'olive@example.org'))
  await hand.press('Begin')
  await hand.type('Your name', 'Olive Ganiser')
  if (javaScript) {
    await addAuthenticator(page, 'internal')
    await hand.press('Make a passkey')
    await page.waitForURL(/\/organise$/)
    return []
  }
  await hand.type('Password', 'kettle moor nine larks')
  await hand.type('The code it shows now', await codeByApp(page))
  await hand.press('Set this up')
  await seen('recovery-codes')
  const file = await downloaded(page, hand.follow('Save as a file'))
  await hand.follow('I have kept them')
  return file.match(/^\w{5}(-\w{5,6}){4}$/gm) ?? []
}

async function opensACampaign({ world, page, hand, seen }: Scene): Promise<void> {
  await hand.follow('New campaign')
  await hand.type('Title', 'A bench at every stop')
  await hand.type('Name of the organisation', 'Rest Awhile')
  await hand.type('E-mail address for questions', 'hello@restawhile.example')
  await hand.press('Begin the campaign')
  expect(await told(page)).toContain('The campaign is begun')
  await seen('begun')
  await hand.type('Summary', 'Old people wait standing, for the stops in our town have no seats.')
  await hand.type(
    'Statement',
    'Agnes is 84. She waits twenty minutes, on her feet.\n\nPut a bench at every stop.',
  )
  await hand.press('Save and go on to Principles')
  for (const [number, title, ways] of [
    [1, 'A bench', 'A bench costs little.\nBenches help.\nEverybody sits down at last.\nSitting is rest.'],
    [2, 'A roof', 'A roof keeps rain off.\nRain falls here.\nWet people stay at home.\nShelter is cheap.'],
  ] as const) {
    await hand.type(`Title of principle ${number}`, title)
    await hand.type(`Principle ${number}, sentence 1`, ways)
  }
  await hand.press('Save and go on to Letter')
  await hand.type(
    'Opening sentence 2',
    'It is about benches.\nMy stop has no seat.\nNobody can sit down here.\nWe wait standing.',
  )
  await hand.press('Save and publish')
  expect(await told(page)).toContain('Published')
  await hand.press('Send me a test letter')
  expect(await told(page)).toContain('on its way')
  await seen('checklist')
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByText('DMARC').first().isVisible(), 'the checklist on paper').toBe(true)
  await page.emulateMedia({ media: null })
  const [letter] = await mailsTo(world.sink, 'olive@example.org')
  expect(letter?.parsed.text).toContain('Dear Alex Sample,')
  await hand.press('Open the campaign')
  expect(await told(page)).toContain('It is open')
  await seen('opened')
}

/** Ten people, three of them by a script, and three who want to hear more. */
async function signedByPeople(store: Store): Promise<Campaign> {
  const campaign = await store.campaign('a-bench-at-every-stop')
  if (!campaign) throw new Error('no campaign was made')
  const at = new Date()
  const principles = campaign.text.principles.map(({ slug }) => slug)
  const emails = ['rosa', 'tom', 'wren', 'ada', 'ben', 'cy', 'dot'].map(name => `${name}@example.org`)
  const people = [...emails, 'a@spam.example', 'b@spam.example', 'c@spam.example'].map((email, index) =>
    signatureDraft(campaign, at, {
      email,
      principles,
      updates: index < 3,
      mail: 'withheld',
      constituency: null,
    }),
  )
  await store.recordSignatures(people)
  const confirmed = { letterId: null, constituencyCode: null, at }
  await store.confirmSignatures(people.map(({ id }) => ({ signatureId: id, ...confirmed })))
  return campaign
}

/** Names leave for a reason, and only once it has been shown that it is still they. */
async function takesSignaturesOut(scene: Scene, codes: readonly string[]): Promise<void> {
  const { page, hand, seen, javaScript } = scene
  letTenMinutesPass(scene.world)
  await hand.follow('Exports')
  await hand.follow('Signatures', page.locator('main'))
  await page.getByRole('heading', { name: 'Is it still you?' }).waitFor()
  await seen('prove')
  if (javaScript) await hand.press('Use a passkey')
  else {
    await hand.type('Code', codes[9] ?? '')
    await hand.press('Go on')
  }
  await page.getByRole('heading', { name: 'Signatures' }).waitFor()
  await hand.press('Take it out')
  await page.getByRole('alert').getByText('There is a problem').waitFor()
  await seen('export-refused')
  await hand.type('Why do you take it out?', 'To thank them by post')
  const csv = await downloaded(page, hand.press('Take it out'))
  const rows = csv
    .trimEnd()
    .split('\r\n')
    .map(row => row.split(','))
  expect(rows[0]?.slice(0, 4)).toEqual(['signature_id', 'name', 'email', 'postcode'])
  expect(rows).toHaveLength(1 + 10)
  expect(rows.map(row => row[2])).toContain('rosa@example.org')
  if (javaScript) {
    await page.getByText('Done: 10 rows.').waitFor()
    await seen('export-done')
  }
  await hand.follow('Pack to print')
  expect(await downloaded(page, hand.press('Make the PDF'))).toMatch(/^%PDF-/)
}

async function takesAWaveOffAndPutsItBack(scene: Scene, campaign: Campaign): Promise<void> {
  const { page, hand, seen, store } = scene
  await hand.follow('Signatures', page.getByRole('navigation'))
  await hand.follow('taken off the count together')
  await hand.type('Mail domain', 'spam.example')
  await hand.press('Count them')
  await seen('wave-counted')
  await hand.press('Take 3 signatures off the count')
  await page.getByRole('alert').getByText('There is a problem').waitFor()
  await hand.type('Why', 'A script signed these')
  await hand.press('Take 3 signatures off the count')
  await expectCount(7)
  await seen('wave-off')
  await hand.type('Why', 'It was a school')
  await hand.press('Put them back')
  await expectCount(10)
  await seen('wave-back')

  async function expectCount(count: number): Promise<void> {
    await nothingIsUnderWay(scene)
    expect(await store.signatureCount(campaign.id)).toBe(count)
    expect(await store.recount()).toEqual([]) // every tally agrees, in each constituency, on each day
  }
}

async function sendsAnUpdate(scene: Scene): Promise<void> {
  const { world, page, hand, seen } = scene
  const { origin } = world.product
  await hand.follow('Updates')
  await seen('updates-empty')
  await writes('We met the minister')
  await seen('update-draft')
  expect(await page.locator('main').textContent()).toContain('it goes to 3 people')
  expect(await page.locator('main').textContent()).toContain('Dear Rosa Lind,')
  await hand.press('Send a test to myself')
  const tests = () => world.sink.mails.filter(({ to }) => to.includes('olive@example.org'))
  await expect.poll(() => tests().at(-1)?.parsed.subject).toBe('Test: We met the minister')
  await hand.follow('Send it …')
  await hand.press('Send it')
  await seen('update-send-refused')
  await hand.choose('Now')
  await hand.choose('Make it a public page too, when it goes')
  await hand.press('Send it')
  const [mail] = await mailsTo(world.sink, 'rosa@example.org')
  expect(mail?.parsed.text).toContain('Dear Rosa Lind,')
  await nothingIsUnderWay(scene)
  await seen('update-sent')
  expect(await page.textContent('main')).toContain('Sent')
  const feed = await fetch(`${origin}/campaigns/a-bench-at-every-stop/feed.xml`)
  expect(await feed.text()).toContain('We met the minister')

  expect(mail?.source).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m)
  const pressed = await fetch(origin + linkIn(mail, '/unsubscribe'), { method: 'POST', body: oneClick() })
  expect(pressed.status).toBe(200)
  const [toms] = await mailsTo(world.sink, 'tom@example.org')
  const desk = page.url()
  await page.goto(origin + linkIn(toms, '/unsubscribe'))
  await page.getByRole('button', { name: 'Unsubscribe' }).click()
  await page.getByRole('heading', { name: 'You are unsubscribed' }).waitFor()
  await seen('unsubscribed')

  await page.goto(desk)
  await hand.follow('Updates')
  await writes('The second')
  await hand.follow('Send it …')
  await hand.choose('Now')
  await hand.press('Send it')
  await mailsTo(world.sink, 'wren@example.org', 2)
  const got = (who: string) => world.sink.mails.filter(({ to }) => to.includes(`${who}@example.org`)).length
  expect([got('rosa'), got('tom'), got('wren')]).toEqual([1, 1, 2])

  async function writes(subject: string): Promise<void> {
    await hand.press('Write an update')
    await hand.type('Subject', subject)
    await hand.type('What you write', 'Dear {{name}},\n\nwe met the **minister**.')
    await hand.press('Save and look at it')
  }
}

/** Does what a person does with a page, and counts it: each click, each field that is typed in, each box that is ticked. */
function handAt(page: Page) {
  let taken = 0
  const step = (deed: Promise<void>) => {
    taken++
    return deed
  }
  return {
    steps: () => taken,
    press: (name: string) => step(page.getByRole('button', { name, exact: true }).click()),
    follow: (name: string, where: Page | Locator = page) =>
      step(where.getByRole('link', { name, exact: true }).first().click()),
    type: (label: string, words: string) => step(page.getByLabel(label, { exact: true }).fill(words)),
    choose: (label: string) => step(page.getByLabel(label, { exact: true }).check()),
  }
}

/** The link that the operator's command prints. */
async function invitationTo({ product }: World, email: string): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['build/programs/cli.js', 'organiser', 'invite', email, '--role', 'owner'],
    { env: { ...productEnv(product.folder), PUBLIC_ORIGIN: product.origin } },
  )
  return stdout.trim()
}

/** What was shown in any session was shown longer ago than counts as fresh. */
function letTenMinutesPass({ product }: World): void {
  const database = new Database(product.database)
  onTestFinished(() => void database.close())
  database.exec('update organiser_session set proven_at = proven_at - 601000')
}

/** Waits for a page that shows how far something is: it looks again by itself, and without JavaScript is loaded again. */
async function nothingIsUnderWay({ page, javaScript }: Scene): Promise<void> {
  const ended = async () => {
    if (!javaScript) await page.goto(page.url().replace(/\?.*/, ''))
    return page.evaluate(
      () => document.readyState === 'complete' && !document.querySelector('[data-look-again]'),
    )
  }
  await expect.poll(ended).toBe(true)
}

async function told(page: Page): Promise<string | null> {
  return page.getByRole('status').first().textContent()
}

/** The file that something done brings. */
async function downloaded(page: Page, deed: Promise<void>): Promise<string> {
  const [download] = await Promise.all<[Promise<Download>, Promise<void>]>([
    page.waitForEvent('download'),
    deed,
  ])
  return readFileSync(await download.path(), 'utf8')
}

/** As a provider may send it (RFC 8058 section 3.2). */
function oneClick(): FormData {
  const form = new FormData()
  form.set('List-Unsubscribe', 'One-Click')
  return form
}
