import { expect, test } from 'vitest'
import { inviteOrganiser } from '../../app/domain/organiser/invite'
import type { Role } from '../../app/domain/organiser/role'
import type { Store } from '../../app/domain/store'
import { addAuthenticator, codeByApp } from '../support/authenticator'
import { openExamined } from '../support/browser'
import { campaignText, openCampaign } from '../support/campaign'
import { testPorts } from '../support/ports'
import { startProduct } from '../support/product'
import { storeOf } from '../support/world'

test('whoever is invited makes a passkey, signs in by it, and looks after their account and other organisers', async context => {
  const { origin, store } = await startInviting()
  const { page, seen } = await openExamined(context, origin, true)
  const own = await addAuthenticator(page, 'internal')
  await page.goto(origin + (await invitation(store, 'olive@example.org', 'owner')))
  await page.getByRole('button', { name: 'Begin' }).click()
  await seen('join')
  await page.getByLabel('Your name').fill('Olive Ganiser')
  await page.getByRole('button', { name: 'Make a passkey' }).click()
  await page.waitForURL(`${origin}/organise`)

  await page.goto(`${origin}/organise/account`)
  await page.getByLabel('What to call a new passkey').fill('A second key')
  await own.ready(false)
  const second = await addAuthenticator(page, 'usb')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('Your passkey works from now on').waitFor()
  await page.getByRole('button', { name: 'Remove: A second key' }).click()
  await page.getByText('That passkey lets nobody in any more').waitFor()

  await page.goto(`${origin}/organise/organisers`)
  await page.getByLabel('E-mail address').fill('no address')
  await page.getByRole('button', { name: 'Make a link' }).click()
  await seen('organisers-refused')
  await page.getByLabel('E-mail address').fill('eddie@example.org')
  await page.getByLabel('Editor').check()
  await page.getByRole('button', { name: 'Make a link' }).click()
  await seen('organisers')
  expect(await page.locator('pre.link').textContent()).toMatch(/^http.*\/organise\/join\/[\w-]{43}$/)
  await page.getByRole('link', { name: 'Olive Ganiser' }).last().click()
  await page.getByRole('button', { name: 'Disable Olive Ganiser' }).click()
  await seen('organiser-last-owner')
  expect(await page.getByRole('alert').textContent()).toContain('the last owner')

  await openCampaign(store, new Date(), campaignText())
  for (const part of ['organisers', 'audit']) {
    await page.goto(`${origin}/organise/campaigns/safer-crossings/${part}`)
    await seen(`campaign-${part}`)
  }

  await page.goto(`${origin}/organise/account/password`)
  await page.getByLabel('New password').fill('kettle moor nine larks')
  await page.getByRole('button', { name: 'Set a password' }).click()
  await seen('account-set-password-refused')
  await page.getByLabel('New password').fill('kettle moor nine larks')
  await page.getByLabel('The code it shows now').fill(await codeByApp(page))
  await page.getByRole('button', { name: 'Set a password' }).click()
  await seen('recovery-codes')
  expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(true)
  await page.getByRole('link', { name: 'I have kept them' }).click()
  await seen('account-password')
  for (const part of ['second-factor', 'recovery-codes']) {
    await page.goto(`${origin}/organise/account/${part}`)
    await seen(`account-${part}-page`)
  }

  await second.remove()
  await page.goto(`${origin}/organise/account`)
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByText('You have signed out').waitFor()
  await seen('sign-in')
  await page.getByLabel('E-mail address').fill('olive@example.org')
  await page.getByLabel('Password').fill('kettle moor nine larks')
  await page.getByRole('button', { name: 'Go on' }).click()
  await seen('second-factor')
  await page.getByLabel('Code').fill('00000') // six might be the right ones
  await page.getByRole('button', { name: 'Sign in' }).click()
  await seen('second-factor-refused')
  await page.goto(`${origin}/organise/recover`)
  await page.getByLabel('E-mail address').fill('nobody@example.org')
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await page.goto(`${origin}/organise/sign-in`)
  const answered = page.waitForRequest(request => request.postData()?.includes('answer=') ?? false)
  const signedIn = page.waitForURL(`${origin}/organise`)
  await own.ready(true)
  // The browser may offer the passkey at the address's line before anybody presses the button.
  await Promise.race([signedIn, page.getByRole('button', { name: 'Sign in with a passkey' }).click()])
  await signedIn
  const again = await fetch(`${origin}/organise/sign-in/passkey`, {
    method: 'POST',
    headers: { Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: (await answered).postData() ?? '',
  })
  expect([again.status, again.headers.getSetCookie()]).toEqual([422, []])
  await page.goto(`${origin}/organise/account`)
  await page.getByRole('button', { name: 'Remove the password and its codes' }).click()
  await page.getByText('Your password is gone').waitFor()
})

test('without JavaScript a password and an app’s code do all of it', async context => {
  const { origin, store } = await startInviting()
  const { page, seen } = await openExamined(context, origin, false)
  const link = await invitation(store, 'olive@example.org', 'editor')
  await page.goto(origin + link)
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByLabel('Password').fill('password1')
  expect(await page.getByRole('button', { name: 'Make a passkey' }).isVisible()).toBe(false)
  await page.getByRole('button', { name: 'Set this up' }).click()
  await seen('join-refused')
  expect(await page.getByRole('alert').locator('li').count()).toBe(3)
  await page.getByLabel('Your name').fill('Olive Ganiser')
  const used = await codeByApp(page)
  await page.getByLabel('Password').fill('kettle moor nine larks')
  await page.getByLabel('The code it shows now').fill(used)
  await page.getByRole('button', { name: 'Set this up' }).click()
  await seen('recovery-codes')
  const codes = await page.locator('.codes li').allTextContents()
  expect(new Set(codes).size).toBe(10)
  await page.getByRole('link', { name: 'I have kept them' }).click()

  await page.goto(`${origin}/organise/account`)
  await seen('account-password')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.goto(`${origin}/organise/account`) // leads to where they sign in, and from there back
  await page.getByLabel('E-mail address').fill('olive@example.org')
  await page.getByLabel('Password').fill('not my password')
  await page.getByRole('button', { name: 'Go on' }).click()
  await seen('sign-in-refused')
  await page.getByLabel('Password').fill('kettle moor nine larks')
  await page.getByRole('button', { name: 'Go on' }).click()
  await seen('second-factor')
  await page.getByLabel('Code').fill(used)
  await page.getByRole('button', { name: 'Sign in' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('was used before')
  await page.getByLabel('Code').fill(codes[0] ?? '')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('9 recovery codes are left').waitFor()
  await page.getByRole('link', { name: 'Use another app or phone' }).click()
  await seen('account-second-factor')
  await page.goto(`${origin}/organise/account/password`)
  await seen('account-change-password')
})

async function startInviting() {
  const product = await startProduct({ env: { MAILER: 'separate' } }) // none runs: nothing is mailed
  return { origin: product.origin, store: storeOf({ product }) }
}

/** The path of a link such as `cli organiser invite` prints. */
async function invitation(store: Store, email: string, role: Role): Promise<string> {
  const ports = testPorts(store, { now: () => new Date(), advance() {} })
  const { url } = await inviteOrganiser(ports, email, { role, campaignId: 0 }, { id: null })
  return new URL(url).pathname
}
