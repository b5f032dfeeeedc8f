import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'

/** A key that says yes to whatever is asked of it, as a finger would. */
export async function addAuthenticator(page: Page, transport: 'internal' | 'usb') {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport, hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
  return {
    ready: (enabled: boolean) =>
      session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
    remove: () => session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }),
  }
}

/** What an app shows now that has read the key on the page. Half a minute on it shows another. */
export async function codeByApp(page: Page): Promise<string> {
  const key = ((await page.locator('.key').textContent()) ?? '').replace(/\s/g, '')
  return new TOTP({ secret: Secret.fromBase32(key) }).generate()
}
