import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { createWebhook } from '../../app/domain/webhook'
import { exchangeReport, mailTo, postfixReport } from '../support/reports'
import { testSecret } from '../support/store'
import {
  confirmNewest,
  fairHearing,
  filledIn,
  linkIn,
  mailsTo,
  sendLetter,
  soon,
  startWorld,
  storeOf,
  type World,
  weaverRow,
} from '../support/world'

const { secret } = createWebhook(testSecret, 'bounces')

test('a signed report bounces its letter, whose writer is given it back, and sees it on their own pages', async () => {
  const world = await startWorld()
  const { receipt, letter } = await withSentLetter(world)
  expect((await world.visitor.open(receipt)).text).toContain('Rowan Ashby’s mail system accepted it.')
  expect(await post(world, postfixReport({ to: letter.from }))).toBe(204)
  const [, returned] = await mailsTo(world.sink, 'rosa@example.org', 2)
  expect(returned?.parsed.subject).toMatch(/^Your letter came back/)
  const cameBack = 'It was sent to Rowan Ashby, but it came back: it could not be delivered there.'
  const page = await world.visitor.open(receipt)
  expect(page.text).toContain(cameBack)
  expect(page.document.querySelector('textarea')?.textContent).toContain('Please act.')
  expect(page.document.querySelector('a[href^="mailto:rowan"]')?.getAttribute('href')).toContain(
    'Please%20act.',
  )
  await world.visitor.press(await world.visitor.open('/my'), 'Send', { email: 'rosa@example.org' })
  await expect.poll(() => world.sink.mails.at(-1)?.parsed.subject, soon).toMatch(/Your link/)
  const own = await world.visitor.open(linkIn(world.sink.mails.at(-1), '/my'))
  expect(own.text).toContain(cameBack)
  expect(own.document.querySelector('textarea')?.textContent).toContain('Please act.')
  expect(await post(world, exchangeReport({ to: letter.from }))).toBe(204) // again, and nothing more is done
  expect(world.product.printed()).not.toMatch(/parliament\.example|b-[0-9a-f]{32}|RecipientNotFound/)
  expect(
    world.sink.mails.filter(({ parsed }) => parsed.subject?.startsWith('Your letter came')),
  ).toHaveLength(1)
})

test('the address in the envelope may be given beside the report, which need not name it', async () => {
  const world = await startWorld()
  const { letter } = await withSentLetter(world)
  const report = postfixReport({ to: 'bounces@provider.example', messageId: '<1@provider.example>' })
  expect(await post(world, report)).toBe(422)
  expect(await post(world, report, { 'Envelope-To': letter.from })).toBe(204)
  await expect.poll(() => stateOf(world)).toBe('bounced')
  expect(await post(world, report, {}, `?to=${encodeURIComponent(letter.from)}`)).toBe(204)
})

test('what is not signed is not read, wherever it says it comes from, and what is too large is refused', async () => {
  const world = await startWorld()
  const { letter } = await withSentLetter(world)
  const report = postfixReport({ to: letter.from })
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
  const { letter } = await withSentLetter(world)
  expect(await post(world, mailTo(letter.from))).toBe(204)
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

/** Rosa's letter has been taken by the relay. */
async function withSentLetter(world: World) {
  const { visitor, sink } = world
  const page = await visitor.press(await visitor.open(fairHearing), 'Write to my MP', filledIn())
  await sendLetter(world, page, { ...weaverRow, body: 'Please act.' })
  const receipt = await confirmNewest(world, 'rosa@example.org')
  const [letter] = await mailsTo(sink, 'rowan.ashby@parliament.example')
  if (!letter) throw new Error('no letter')
  await expect.poll(() => stateOf(world), soon).toBe('accepted')
  return { receipt: new URL(receipt.url).pathname, letter }
}

async function stateOf(world: World) {
  return (await storeOf(world).lettersAfter(3, null, 1))[0]?.state
}
