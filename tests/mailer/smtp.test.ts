import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTransport, type RawMail, type Transport } from '../../app/mailer/smtp'
import { type SmtpSink, startSmtpSink } from '../support/smtp'

let sink: SmtpSink
let transport: Transport

beforeEach(async () => {
  sink = await startSmtpSink()
  transport = openTransport(sink.url, 2)
})

afterEach(async () => {
  transport.close()
  await sink.close()
})

const mail: RawMail = {
  envelope: { from: 'b-1@campaigns.example', to: 'office@parliament.example' },
  raw: Buffer.from('Subject: One\r\n\r\nWords\r\n.\r\nmore words\r\n'),
}
const granted = async () => true
const never = new AbortController().signal
const send = (begins = granted, cut = never) =>
  transport.send({ ...mail, raw: Buffer.from(mail.raw) }, begins, cut)

test('a mail is accepted, and arrives as it was written', async () => {
  expect(await send()).toEqual({ kind: 'accepted', reply: '250 OK: message queued' })
  expect(sink.mails).toMatchObject([
    { from: 'b-1@campaigns.example', to: ['office@parliament.example'], source: mail.raw.toString() },
  ])
})

test('the mark is asked for after the 354 and before any byte of the mail', async () => {
  sink.behave({ do: 'stall', at: 'recipient' })
  const asked = sink.next('recipient')
  const sent = send(async () => {
    sink.events.push('marking')
    await roundTrip(sink.url) // any byte sent too early is there before this is
    sink.events.push('marked')
    return true
  })
  await asked
  await roundTrip(sink.url)
  expect(sink.events).not.toContain('marking')
  sink.release()
  expect(await sent).toMatchObject({ kind: 'accepted' })
  const order = sink.events.filter(event => event !== 'greeting' && event !== 'gone')
  expect(order).toEqual(['mail', 'recipient', 'data', 'marking', 'marked', 'byte', 'end', 'accepted'])
})

test('a mail whose lease is lost at the 354 is not sent, and the next one is', async () => {
  const gone = sink.next('gone')
  expect(await send(async () => false)).toEqual({ kind: 'lease-lost' })
  await gone
  expect(sink.events).not.toContain('byte')
  expect(await send()).toMatchObject({ kind: 'accepted' })
  expect(sink.mails).toHaveLength(1)
})

test('a store that fails at the mark is heard, and nothing is sent', async () => {
  const broken = new Error('disk full')
  await expect(send(() => Promise.reject(broken))).rejects.toBe(broken)
  expect(sink.events).not.toContain('byte')
})

describe('a passing refusal defers', () => {
  test.each([
    ['greeting', 421, 'trouble'],
    ['mail', 451, 'trouble'],
    ['recipient', 450, 'answered'],
    ['data', 451, 'answered'],
    ['end', 452, 'answered'],
    ['end', 421, 'trouble'],
  ] as const)('at %s with %i', async (at, code, relay) => {
    sink.behave({ do: 'refuse', at, code, words: '4.0.0 later, please' })
    expect(await send()).toEqual({ kind: 'deferred', reply: `${code} 4.0.0 later, please`, relay })
  })
})

describe('a lasting refusal of this mail bounces it', () => {
  test.each([
    ['recipient', 550],
    ['data', 554],
    ['end', 552],
  ] as const)('at %s with %i', async (at, code) => {
    sink.behave({ do: 'refuse', at, code, words: '5.1.1 no such mailbox' })
    expect(await send()).toEqual({ kind: 'bounced', reply: `${code} 5.1.1 no such mailbox` })
    sink.behave({ do: 'accept' })
    expect(await send()).toMatchObject({ kind: 'accepted' })
  })
})

describe('a lasting refusal of us bounces no mail', () => {
  test.each([
    ['greeting', 554],
    ['mail', 550],
    ['recipient', 530],
    ['data', 503],
  ] as const)('at %s with %i', async (at, code) => {
    sink.behave({ do: 'refuse', at, code, words: 'not you' })
    expect(await send()).toMatchObject({ kind: 'deferred', reply: `${code} not you` })
  })
})

describe('a lost connection', () => {
  test.each(['greeting', 'mail', 'recipient', 'data'] as const)('before the 354, at %s, defers', async at => {
    sink.behave({ do: 'drop', at })
    expect(await send()).toMatchObject({ kind: 'deferred', relay: 'trouble' })
  })

  test('after the dot, without a reply, leaves the mail unknown', async () => {
    sink.behave({ do: 'drop', at: 'end' })
    expect(await send()).toEqual({ kind: 'unknown', reply: 'no reply (ECONNECTION)' })
  })

  test('of one that was idle costs the next mail nothing', async () => {
    await send()
    const gone = sink.next('gone')
    await sink.away()
    await gone
    await sink.back()
    expect(await send()).toMatchObject({ kind: 'accepted' })
    expect(sink.mails).toHaveLength(2)
  })
})

test('a relay that is away defers', async () => {
  await sink.away()
  expect(await send()).toEqual({ kind: 'deferred', reply: 'no reply (ECONNREFUSED)', relay: 'trouble' })
  await sink.back()
  expect(await send()).toMatchObject({ kind: 'accepted' })
})

test('cutting an attempt before the 354 defers it, after it leaves it unknown', async () => {
  sink.behave({ do: 'stall', at: 'recipient' })
  const early = new AbortController()
  const asked = sink.next('recipient')
  const first = send(granted, early.signal)
  await asked
  early.abort()
  expect(await first).toMatchObject({ kind: 'deferred' })
  sink.behave({ do: 'stall', at: 'end' })
  const late = new AbortController()
  const ended = sink.next('end')
  const second = send(granted, late.signal)
  await ended
  late.abort()
  expect(await second).toMatchObject({ kind: 'unknown' })
})

test('a reply is kept without anybody’s address, and short', async () => {
  sink.behave({
    do: 'refuse',
    at: 'recipient',
    code: 550,
    words: `5.1.1 <office@parliament.example>: (a.b@c.example) ${'long '.repeat(100)}`,
  })
  const { reply } = (await send()) as { reply: string }
  expect(reply).toMatch(/^550 5\.1\.1 <address> <address> long /)
  expect(reply).toHaveLength(200)
})

/** Connects and waits for the greeting: whatever was on its way before has come. */
async function roundTrip(url: string): Promise<void> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  await once(socket, 'data')
  socket.destroy()
}
