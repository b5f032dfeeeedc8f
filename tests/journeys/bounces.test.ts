import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { createWebhook } from '../../app/domain/connection/webhook'
import { onlyLetter, withSentLetter } from '../support/letter-sent'
import { exchangeReport, mailTo, postfixReport } from '../support/reports'
import { testSecret } from '../support/store'
import { mailsTo, openOwnData, startWorld, storeOf, type World } from '../support/world'

const { secret } = createWebhook(testSecret, 'bounces')

test('a signed report bounces its letter, whose writer is given it back, and sees it on their own pages', async () => {
  const world = await startWorld()
  const { receipt, mail } = await withSentLetter(world, 'Please act.')
  expect((await world.visitor.open(receipt)).text).toContain('Rowan Ashby’s mail system accepted it.')
  expect(await post(world, postfixReport({ to: mail.from }))).toBe(204)
  const [, returned] = await mailsTo(world.sink, 'rosa@example.org', 2)
  expect(returned?.parsed.subject).toMatch(/^Your letter came back/)
  const cameBack = 'It was sent to Rowan Ashby, but it came back: it could not be delivered there.'
  const page = await world.visitor.open(receipt)
  expect(page.text).toContain(cameBack)
  expect(page.document.querySelector('textarea')?.textContent).toContain('Please act.')
  expect(page.document.querySelector('a[href^="mailto:rowan"]')?.getAttribute('href')).toContain(
    'Please%20act.',
  )
  const own = await openOwnData(world)
  expect(own.text).toContain(cameBack)
  expect(own.document.querySelector('textarea')?.textContent).toContain('Please act.')
  expect(await post(world, exchangeReport({ to: mail.from }))).toBe(204) // again, and nothing more is done
  expect(world.product.printed()).not.toMatch(/parliament\.example|b-[0-9a-f]{32}|RecipientNotFound/)
  expect(
    world.sink.mails.filter(({ parsed }) => parsed.subject?.startsWith('Your letter came')),
  ).toHaveLength(1)
})

test('the address in the envelope may be given beside the report, which need not name it', async () => {
  const world = await startWorld()
  const { mail } = await withSentLetter(world, 'Please act.')
  const report = postfixReport({ to: 'bounces@provider.example', messageId: '<1@provider.example>' })
  expect(await post(world, report)).toBe(422)
  expect(await post(world, report, { 'Envelope-To': mail.from })).toBe(204)
  await expect.poll(() => stateOf(world)).toBe('bounced')
  expect(await post(world, report, {}, `?to=${encodeURIComponent(mail.from)}`)).toBe(204)
})

test('what is not signed is not read, wherever it says it comes from, and what is too large is refused', async () => {
  const world = await startWorld()
  const { mail } = await withSentLetter(world, 'Please act.')
  const report = postfixReport({ to: mail.from })
  const { origin } = world.product
  for (const headers of [
    {},
    { Origin: origin },
    { Origin: 'https://evil.example' },
    { ...signatureOf(report, createWebhook(testSecret, 'other').secret) },
    { ...signatureOf(`${report} `) },
    { ...signatureOf(report, secret, new Date(Date.now() - 6 * 60_000)) },
  ]) {
    const answer = await fetch(`${origin}/bounces`, { method: 'POST', headers, body: report })
    expect([answer.status, await answer.text()], JSON.stringify(headers)).toEqual([401, ''])
  }
  expect(await stateOf(world)).toBe('accepted')
  expect(await post(world, `${report}${'x'.repeat(1024 * 1024)}`)).toBe(413)
  expect(await post(world, `${report}${'x'.repeat(900 * 1024)}`)).toBe(204)
  const asked = await fetch(`${origin}/bounces`)
  expect([asked.status, asked.headers.get('allow')]).toEqual([405, 'POST'])
})

test('what is no report is nothing to do; what cannot be read is said so to whoever built the hook', async () => {
  const world = await startWorld()
  const { mail } = await withSentLetter(world, 'Please act.')
  expect(await post(world, mailTo(mail.from))).toBe(204)
  expect(await post(world, '{"event":"bounce"}', { 'Content-Type': 'application/json' })).toBe(422)
  expect(await post(world, '')).toBe(422)
  expect(await stateOf(world)).toBe('accepted')
})

/** Posts a body that is signed; gives the status. */
async function post(
  world: World,
  body: string,
  headers: Record<string, string> = {},
  query = '',
): Promise<number> {
  const signed = { 'Content-Type': 'message/rfc822', ...signatureOf(body), ...headers }
  return (await fetch(`${world.product.origin}/bounces${query}`, { method: 'POST', headers: signed, body }))
    .status
}

function signatureOf(body: string, key = secret, at = new Date()): Record<string, string> {
  return {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(key).sign('msg_1', at, body),
  }
}

async function stateOf(world: World) {
  return (await onlyLetter(storeOf(world)))?.state
}
