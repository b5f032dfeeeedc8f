import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, type TestContext, test } from 'vitest'
import { createTokens } from '../../app/domain/token'
import { type Look, openExamined } from '../support/browser'
import { startRegisters } from '../support/registers'
import { testSecret } from '../support/store'
import { fieldsOf } from '../support/visitor'
import {
  bringPlaces,
  bringPostcodes,
  fairHearing,
  filledIn,
  linkIn,
  mailsTo,
  startWorld,
  storeOf,
  type World,
} from '../support/world'

/** The built product beside a real SMTP server, a window, and what looks at each page the window shows. */
interface Scene {
  readonly world: World
  readonly page: Page
  readonly seen: Look
}

describe.each([
  ['JavaScript', true],
  ['no JavaScript', false],
] as const)('with %s', (_, javaScript) => {
  async function openScene(context: TestContext, env: Readonly<Record<string, string>> = {}): Promise<Scene> {
    const world = await startWorld(env)
    return { world, ...(await openExamined(context, world.product.origin, javaScript)) }
  }

  test('sign alone', async context => {
    const scene = await openScene(context)
    const { page, seen } = scene
    await signAlone(scene)
    await seen('check-your-email-relay')
    await openConfirmation(scene)
    await seen('confirm-alone')
    await confirm(page)
    expect(await wordsOf(page)).toContain('You are number 1')
    await seen('signed-alone')
    await openConfirmation(scene)
    await seen('confirmed-already')
    await press(page, 'See what has become of it')
    await page.waitForURL(/\/signed\//)
    expect(await wordsOf(page)).toContain('You are number 1')
  })

  test('a household', async context => {
    const scene = await openScene(context)
    const { page, seen } = scene
    for (const [index, name] of ['Rosa Lind', 'Tomas Lind'].entries()) {
      await signAlone(scene, { name })
      await openConfirmation(scene, 'rosa@example.org', index + 1)
      await confirm(page)
      const words = await wordsOf(page)
      expect(words).toContain(`Thank you, ${name}`)
      expect(words).toContain(`You are number ${index + 1}`)
    }
    await seen('signed-household')
  })

  test('a second letter goes by its own link, and only one of two', async context => {
    const scene = await openScene(context)
    const { page, seen, world } = scene
    await signAlone(scene)
    await openConfirmation(scene)
    await confirm(page)
    for (const [index, body] of ['My first words.', 'My second words.'].entries()) {
      await writeLetter(scene, `${body}\n\nPlease act.`)
      await hurry(scene.world)
      await openConfirmation(scene, 'rosa@example.org', index + 2)
      expect(await wordsOf(page)).toContain(body)
    }
    await seen('confirm-letter-alone')
    await confirm(page)
    await seen('signed-letter')
    const [letter] = await mailsTo(world.sink, 'rowan.ashby@parliament.example')
    expect(letter?.parsed.text).toContain('My second words.')
    const [, first] = await mailsTo(world.sink, 'rosa@example.org')
    await open(scene, linkIn(first, '/confirm'))
    expect(await wordsOf(page)).toContain('Another letter of yours has gone')
    await seen('other-letter-sent')
  })

  test('no MP to write to: a vacant seat, no e-mail address, an unknown postcode', async context => {
    const scene = await openScene(context)
    const { page, seen } = scene
    for (const [name, postcode, words] of [
      ['vacant', 'ZZ7 1AA', 'There is no sitting MP'],
      ['no-email', 'ZZ8 1AA', 'publishes no e-mail address'],
      ['unknown', 'ZZ99 9ZZ', 'We do not know which constituency'],
    ] as const) {
      const email = `${name}@example.org`
      await fillIn(scene, { email, postcode })
      await press(page, 'Write to my MP')
      await page.waitForURL(/\/letter$/)
      const expectTold = async (where: string) => {
        expect(await wordsOf(page), `${where}-${name}`).toContain(words)
        const list = page
          .getByRole('link', { name: 'See all constituencies' })
          .or(page.getByLabel('Your constituency'))
        expect(await list.count(), 'the list of constituencies is offered').toBe(1)
        await seen(`${where}-${name}`)
      }
      await expectTold('letter')
      await sendAlone(page)
      await page.waitForURL(/check-your-email$/)
      await openConfirmation(scene, email)
      await expectTold('confirm')
      await confirm(page)
      await expectTold('signed')
    }
    expect(await answerTo(page, () => press(page, 'This is my constituency'))).toBe(422)
    await seen('signed-refused')
    await page.getByLabel('Your constituency').fill('pellbridge central')
    expect(await answerTo(page, () => press(page, 'This is my constituency'))).toBe(303)
    expect(await wordsOf(page)).toContain('Your MP is Rowan Ashby')
  })

  test('a mistyped postcode: one press signs with the one that was meant', async context => {
    const scene = await openScene(context)
    const { page, seen, world } = scene
    await fillIn(scene, { postcode: 'ZZ1 1AO' })
    expect(await answerTo(page, () => sendAlone(page))).toBe(422)
    await seen('campaign-meant-several')
    await page.getByLabel('Postcode').fill('zzi iaa')
    await sendAlone(page)
    await seen('campaign-meant')
    await press(page, 'Yes, ZZ1 1AA')
    await page.waitForURL(/check-your-email$/)
    const [held] = await storeOf(world).heldForMailbox('rosa@example.org')
    expect(held?.signature.person.postcode).toBe('ZZ1 1AA')
  })

  test('the Enter key sends what is typed, and presses no offer', async context => {
    const scene = await openScene(context)
    const { page } = scene
    await fillIn(scene, { postcode: 'zzi iaa' })
    await sendAlone(page)
    await page.getByLabel('Postcode').fill('ZZ2 1AA')
    await page.getByLabel('Postcode').press('Enter')
    await page.waitForURL(/\/letter$/)
    expect(await wordsOf(page)).toContain('Dear Dr Lindqvist,')
  })

  test('a constituency by a part of its name: those that match are there to pick', async context => {
    const scene = await openScene(context)
    const { page, seen } = scene
    const chosen = page.getByLabel('Your constituency')
    await fillIn(scene, { postcode: 'ZZ99 9ZZ' })
    await press(page, 'Write to my MP')
    await chosen.fill('Atlantis')
    expect(await answerTo(page, () => press(page, 'Find my MP'))).toBe(422)
    await seen('letter-no-seat')
    await chosen.fill('wendle')
    expect(await answerTo(page, () => press(page, 'Find my MP'))).toBe(422)
    await seen('letter-seats')
    await page.getByLabel('Upper Wendle Valley').check()
    expect(await answerTo(page, () => press(page, 'Find my MP'))).toBe(200)
    expect(await wordsOf(page)).toContain('Dear Gwendolen Marchpane,')
    await seen('letter-seat-chosen')
    await chosen.fill('')
    await sendAlone(page)
    await page.waitForURL(/check-your-email$/)
    await openConfirmation(scene)
    await chosen.fill('pellbridge')
    expect(await answerTo(page, () => press(page, 'Confirm'))).toBe(422)
    await seen('confirm-seats')
  })

  test('postcodes on a boundary, out of use and outside Westminster', async context => {
    const scene = await openScene(context)
    const { page, seen, world } = scene
    await bringPostcodes(world, {
      'ZZ1 1AA': { kind: 'several', codes: ['Z14000001', 'Z14000002'] },
      'ZZ1 1ZZ': { kind: 'terminated', since: '2016-06', code: 'Z14000001' },
    })
    for (const [name, postcode, words] of [
      ['terminated', 'ZZ1 1ZZ', 'ZZ1 1ZZ went out of use in June 2016'],
      ['outside', 'JE1 1AA', 'JE1 1AA is in Jersey, which has no MP'],
      ['several', 'ZZ1 1AA', 'ZZ1 1AA lies in more than one constituency'],
    ] as const) {
      await fillIn(scene, { postcode })
      await press(page, 'Write to my MP')
      await page.waitForURL(/\/letter$/)
      expect(await wordsOf(page)).toContain(words)
      await seen(`letter-${name}`)
    }
    await sendAlone(page)
    await page.waitForURL(/check-your-email$/)
    await openConfirmation(scene)
    await seen('confirm-several')
    await confirm(page)
    await seen('signed-several')
    await page.getByLabel(/Pellbridge North/).check()
    expect(await answerTo(page, () => press(page, 'This is my constituency'))).toBe(303)
    expect(await wordsOf(page)).toContain('Your MP is Dr Ifeoma Lindqvist')
  })

  test('the register is away: a letter is written to whoever the MP is', async context => {
    const registers = await startRegisters()
    onTestFinished(() => registers.close())
    registers.behave('postcodes.io', { do: 'drop' })
    const scene = await openScene(context, { PLACES: 'files,postcodes.io', POSTCODES_IO_URL: registers.url })
    const { page, seen, world } = scene
    await bringPlaces(world)
    await fillIn(scene, { postcode: 'ZZ5 1AA' })
    await press(page, 'Write to my MP')
    await page.waitForURL(/\/letter$/)
    expect(await wordsOf(page)).toContain('We cannot look up your MP just now')
    await seen('letter-away')
    await page.getByLabel('House and street').fill('4 Weaver Row')
    await page.getByLabel('Town or city').fill('Pellbridge')
    await press(page, 'Check my letter')
    await press(page, 'Sign, and keep my letter')
    await page.waitForURL(/check-your-email$/)
    await openConfirmation(scene)
    await seen('confirm-away')
    await confirm(page)
    await seen('signed-away')
  })

  test('late: a closed campaign takes no signature, and its links work for a day', async context => {
    const scene = await openScene(context)
    const { page, seen, world } = scene
    const store = storeOf(world)
    const close = (hours: number) =>
      store.setCampaignState('fair-hearing', 'closed', new Date(Date.now() - hours * 3_600_000))
    await signAlone(scene)
    await signAlone(scene, { email: 'late@example.org' })
    await fillIn(scene)
    await close(23)
    expect(await answerTo(page, () => sendAlone(page))).toBe(409)
    await seen('not-taken-closed')
    await open(scene, fairHearing)
    await seen('campaign-closed')
    await openConfirmation(scene)
    await confirm(page)
    await seen('signed-late')

    await store.setCampaignState('fair-hearing', 'open', new Date())
    await close(25)
    expect(await answerTo(page, () => openConfirmation(scene, 'late@example.org'))).toBe(410)
    await seen('confirm-too-late')
    expect(await store.signatureCount(3)).toBe(1)
  })

  test('paused: nothing is taken, and nothing typed is lost', async context => {
    const scene = await openScene(context)
    const { page, seen, world } = scene
    const store = storeOf(world)
    await fillIn(scene)
    await store.setCampaignState('fair-hearing', 'paused', new Date())
    expect(await answerTo(page, () => sendAlone(page))).toBe(409)
    await seen('not-taken-paused')
    await store.setCampaignState('fair-hearing', 'open', new Date())
    await press(page, 'Try again')
    await page.waitForURL(/check-your-email$/)
    await store.setCampaignState('fair-hearing', 'paused', new Date())
    await open(scene, fairHearing)
    await seen('campaign-paused')
  })

  test('withdrawn', async context => {
    const scene = await openScene(context)
    const { page, seen } = scene
    await signAlone(scene)
    await openConfirmation(scene)
    const confirmation = page.url()
    await confirm(page)
    const receipt = page.url()

    await open(scene, '/my')
    expect(await answerTo(page, () => press(page, 'Send me a link'))).toBe(422)
    await seen('my-refused')
    await page.getByLabel('E-mail address').fill('rosa@example.org')
    await press(page, 'Send me a link')
    await page.waitForURL(/\/my\/check-your-email$/)
    await seen('my-check-your-email')
    await open(scene, linkIn((await mailsTo(scene.world.sink, 'rosa@example.org', 2)).at(-1), '/my'))
    await page.getByLabel('Correct your name').fill('=cmd')
    expect(await answerTo(page, () => press(page, 'Save my name'))).toBe(422)
    await seen('own-data-name-refused')
    expect(await answerTo(page, () => press(page, 'Erase all my data'))).toBe(422)
    await seen('own-data-erase-refused')
    await page.getByText('Withdraw my name', { exact: true }).click()
    await press(page, 'Yes, withdraw my name')
    await page.waitForURL(/done=withdraw/)
    await seen('own-data-withdrawn')
    await page.goto(receipt)
    await seen('signed-withdrawn')
    await page.goto(confirmation)
    expect(await wordsOf(page)).toContain('You have withdrawn your name')
    await seen('confirm-withdrawn')
  })

  test('too many from one network', async context => {
    const scene = await openScene(context, { LIMITS: 'on' })
    const { page, seen, world } = scene
    const { document } = await world.visitor.open(fairHearing)
    const form = fieldsOf(document.querySelector('form') as Element)
    await fillIn(scene)
    await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        world.visitor.post(
          `${fairHearing}/sign`,
          filledIn({ form: form.form ?? '', email: `person${n}@example.org` }),
        ),
      ),
    )
    expect(await answerTo(page, () => sendAlone(page))).toBe(429)
    await seen('not-taken-too-many')
  })

  test('links that have expired or were forged', async context => {
    const scene = await openScene(context)
    const { page, seen } = scene
    const tokens = createTokens(testSecret)
    const stale = (purpose: 'confirm' | 'receipt' | 'manage') =>
      tokens.make(purpose, Buffer.alloc(16), new Date(Date.now() - 1))
    for (const [name, path, status] of [
      ['confirm-expired', `/confirm/${stale('confirm')}`, 410],
      ['signed-expired', `/signed/${stale('receipt')}`, 410],
      ['my-expired', `/my/${stale('manage')}`, 410],
      ['confirm-forged', `/confirm/${stale('receipt')}`, 404],
      ['signed-forged', `/signed/${stale('confirm')}`, 404],
      ['my-forged', `/my/${stale('confirm')}`, 404],
    ] as const) {
      expect(await answerTo(page, () => open(scene, path)), name).toBe(status)
      await seen(name)
    }
  })
})

interface Supporter {
  readonly name?: string
  readonly email?: string
  readonly postcode?: string
}

async function open({ world, page }: Scene, path: string): Promise<void> {
  await page.goto(world.product.origin + path)
}

/** Fills in the campaign's form as an ordinary supporter would, and sends nothing. */
async function fillIn(scene: Scene, supporter: Supporter = {}): Promise<void> {
  const { name = 'Rosa Lind', email = 'rosa@example.org', postcode = 'ZZ1 1AA' } = supporter
  const { page } = scene
  await open(scene, fairHearing)
  await page.getByLabel(/Justice that survivors can reach/).check()
  await page.getByLabel('Full name').fill(name)
  await page.getByLabel('E-mail address', { exact: true }).fill(email)
  await page.getByLabel('Postcode').fill(postcode)
  await page.getByLabel('No, thank you').check()
  await page.getByLabel(/^I agree/).check()
}

async function signAlone(scene: Scene, supporter: Supporter = {}): Promise<void> {
  await fillIn(scene, supporter)
  await sendAlone(scene.page)
  await scene.page.waitForURL(/check-your-email$/)
}

async function writeLetter(scene: Scene, body: string): Promise<void> {
  const { page } = scene
  await fillIn(scene)
  await press(page, 'Write to my MP')
  await page.getByLabel('House and street').fill('4 Weaver Row')
  await page.getByLabel('Town or city').fill('Pellbridge')
  await page.getByLabel('Your words').fill(body)
  await press(page, 'Check my letter')
  await press(page, 'Send my letter')
  await page.waitForURL(/check-your-email$/)
}

/** A mail due in a minute, which nobody waits for, is lent under a lease that has ended: the running mailer has it at once. */
async function hurry(world: World): Promise<void> {
  await storeOf(world).claimOutgoing(1, new Date(Date.now() + 3_600_000), new Date(Date.now() - 1))
}

async function sendAlone(page: Page): Promise<void> {
  await press(page, 'Sign without a letter')
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click()
}

/** Follows the link of the newest mail to an address, once so many have come. */
async function openConfirmation(scene: Scene, address = 'rosa@example.org', mails = 1): Promise<void> {
  await open(scene, linkIn((await mailsTo(scene.world.sink, address, mails)).at(-1), '/confirm'))
}

async function confirm(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Confirm/ }).click()
  await page.waitForURL(/\/signed\//)
}

/** The status of the page that something done leads to. */
async function answerTo(page: Page, act: () => Promise<void>): Promise<number> {
  const [answer] = await Promise.all([
    page.waitForResponse(response => response.request().isNavigationRequest()),
    page.waitForEvent('framenavigated'),
    act(),
  ])
  await page.waitForLoadState()
  return answer.status()
}

/** What a page says, white space folded. */
async function wordsOf(page: Page): Promise<string> {
  return ((await page.getByRole('main').textContent()) ?? '').replace(/\s+/g, ' ')
}
