import { createHmac } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { createWebhook } from '../../app/domain/connection/webhook'
import { testSecret } from '../support/store'

const at = new Date('2026-11-23T12:00:00.000Z')
const ours = createWebhook(testSecret, 'bounces')
const report = 'Action: failed\r\n'

/** What the library for it sends with a text. */
function signed(text = report, secret = ours.secret, when = at) {
  return {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(when.getTime() / 1000),
    'webhook-signature': new Webhook(secret).sign('msg_1', when, text),
  }
}

function isSigned(headers: Record<string, string>, body: string | Buffer = report, now = at) {
  return ours.isSigned(Buffer.from(body), new Headers(headers), now)
}

function later(ms: number): Date {
  return new Date(at.getTime() + ms)
}

test('what the library signs with our secret is known', () => {
  expect(ours.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  expect(isSigned(signed())).toBe(true)
  expect(isSigned(signed('Grüße 🚸'), 'Grüße 🚸')).toBe(true)
})

test('so it is beside a signature under another secret, or of another version', () => {
  const { 'webhook-signature': right, ...others } = signed()
  const wrong = signed(report, createWebhook(testSecret, 'others').secret)['webhook-signature']
  expect(isSigned({ ...others, 'webhook-signature': `${wrong} v1a,abc ${right}` })).toBe(true)
})

test('a body in no alphabet is known by its very bytes', () => {
  const body = Buffer.from([0xe9, 0x00, 0xff])
  const key = Buffer.from(ours.secret.slice('whsec_'.length), 'base64')
  const headers = signed()
  const content = Buffer.concat([Buffer.from(`msg_1.${headers['webhook-timestamp']}.`), body])
  headers['webhook-signature'] = `v1,${createHmac('sha256', key).update(content).digest('base64')}`
  expect(isSigned(headers, body)).toBe(true)
  expect(isSigned(headers, Buffer.from([0xe8, 0x00, 0xff]))).toBe(false)
})

describe('what is not signed with our secret is not known', () => {
  test.each([
    ['a body that was changed', signed(), 'Action: delivered\r\n'],
    ['one signed for another use', signed(report, createWebhook(testSecret, 'others').secret), report],
    ['another id', { ...signed(), 'webhook-id': 'msg_2' }, report],
    ['no id', { ...signed(), 'webhook-id': '' }, report],
    ['another time', { ...signed(), 'webhook-timestamp': String(at.getTime() / 1000 + 1) }, report],
    ['no number for a time', { ...signed(), 'webhook-timestamp': 'now' }, report],
    ['no signature', { ...signed(), 'webhook-signature': '' }, report],
    [
      'half a signature',
      { ...signed(), 'webhook-signature': signed()['webhook-signature'].slice(0, 20) },
      report,
    ],
    ['no version', { ...signed(), 'webhook-signature': signed()['webhook-signature'].slice(3) }, report],
    ['no header at all', {}, report],
  ])('%s', (_, headers, body) => {
    expect(isSigned(headers as Record<string, string>, body)).toBe(false)
  })

  test('what was signed more than five minutes from now, either way', () => {
    expect(isSigned(signed(), report, later(5 * 60_000))).toBe(true)
    expect(isSigned(signed(), report, later(-5 * 60_000))).toBe(true)
    expect(isSigned(signed(), report, later(5 * 60_000 + 1))).toBe(false)
    expect(isSigned(signed(), report, later(-5 * 60_000 - 1))).toBe(false)
  })
})
