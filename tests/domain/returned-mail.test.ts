import { describe, expect, test } from 'vitest'
import type { OutgoingId } from '../../app/domain/id'
import { bounceAddress, messageIdOf } from '../../app/domain/outbox/bounce-address'
import { readReturnedMail } from '../../app/domain/outbox/returned-mail'
import { exchangeReport, eximReport, gmailDelay, mailTo, postfixReport, reportWith } from '../support/reports'
import fc from '../support/seeded'

const id = '01890a5d-ac96-774b-bcce-b302099a8057' as OutgoingId
const other = '01890a5d-ac96-774b-bcce-b302099a8058' as OutgoingId
const host = { mailDomain: 'undersigned.example' }
const to = bounceAddress(id, host)

function read(mail: string | Buffer, envelope = '') {
  return readReturnedMail(Buffer.from(mail), envelope)
}

/** A report that its mail has failed at a recipient, however else it is written. */
function failedFields(odd: Readonly<Record<string, string>> = {}): string {
  const fields = {
    'Final-Recipient': 'rfc822; asha.grange@parliament.example',
    Action: 'failed',
    Status: '5.1.1',
    'Diagnostic-Code': 'smtp; 550 5.1.1 no such user',
    ...odd,
  }
  return `Reporting-MTA: dns; mx.parliament.example\n\n${Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n`
}

describe('a report of a mail that failed', () => {
  test.each([
    [
      'Postfix',
      postfixReport({ to }),
      '550 5.1.1 <address> Recipient address rejected: User unknown in virtual mailbox table',
    ],
    ['Exim', eximReport({ to }), '552 5.2.2 mailbox full'],
    [
      'Exchange',
      exchangeReport({ to }),
      '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient <address> not found by SMTP address lookup',
    ],
  ])('by %s tells which, and why, and names nobody', async (_, report, reply) => {
    expect(await read(report)).toEqual({ about: id, says: { kind: 'failed', reply } })
    expect(await read(report.replaceAll('\n', '\r\n'))).toEqual({
      about: id,
      says: { kind: 'failed', reply },
    })
  })

  test.each([
    ['without a newline at its end', failedFields().trimEnd(), '550 5.1.1 no such user'],
    ['in small letters', failedFields().toLowerCase(), '550 5.1.1 no such user'],
    [
      'with comments',
      failedFields({ Action: 'failed (permanently)', Status: '5.1.1 (bad mailbox)' }),
      '550 5.1.1 no such user',
    ],
    [
      'with folded fields',
      failedFields({ Status: '\n 5.1.1', 'Diagnostic-Code': 'smtp;\n\t550 5.1.1\n no such user' }),
      '550 5.1.1 no such user',
    ],
    ['with a status alone', failedFields({ 'Diagnostic-Code': '' }), '5.1.1'],
    ['with a status and no action', failedFields({ Action: '' }), '550 5.1.1 no such user'],
    ['with no reason', failedFields({ 'Diagnostic-Code': '', Status: '' }), 'no reason given'],
    [
      'of two recipients',
      `${failedFields()}\n${failedFields({ Status: '5.2.2' })}`,
      '550 5.1.1 no such user',
    ],
    [
      'in another type of words',
      failedFields({ 'Diagnostic-Code': 'x-unix; 1 NUL\u0000in it' }),
      '5.1.1 1 NUL in it',
    ],
  ])('%s is understood', async (_, fields, reply) => {
    expect((await read(reportWith(fields, to))).says).toEqual({ kind: 'failed', reply })
  })

  test('keeps no more of a long reason than fits a table', async () => {
    const fields = failedFields({ 'Diagnostic-Code': `smtp; 550 ${'why '.repeat(1000)}` })
    const { says } = await read(reportWith(fields, to))
    expect('reply' in says && says.reply).toHaveLength(200)
  })

  test('is read though the mail it gives back is large and in no alphabet', async () => {
    const report = Buffer.concat([Buffer.from(postfixReport({ to })), Buffer.alloc(5_000_000, 0xe9)])
    expect(await read(report)).toMatchObject({ about: id, says: { kind: 'failed' } })
  })
})

test.each([
  ['is late', gmailDelay({ to }), 'delayed'],
  ['arrived', reportWith(failedFields({ Action: 'delivered', Status: '2.0.0' }), to), 'delivered'],
  ['was handed on', reportWith(failedFields({ Action: 'relayed', Status: '2.0.0' }), to), 'delivered'],
  ['was sent on to several', reportWith(failedFields({ Action: 'expanded' }), to), 'delivered'],
  ['is late, in numbers alone', reportWith(failedFields({ Action: '', Status: '4.4.7' }), to), 'delayed'],
  [
    'arrived at one of those it was sent on to',
    reportWith(`${failedFields()}\n${failedFields({ Action: 'delivered' })}`, to),
    'delivered',
  ],
  [
    'is late at one of those it was sent on to',
    reportWith(`${failedFields()}\n${failedFields({ Action: 'delayed' })}`, to),
    'delayed',
  ],
])('a report that a mail %s says so', async (_, report, kind) => {
  expect(await read(report)).toEqual({ about: id, says: { kind } })
})

describe('which mail it is about', () => {
  const nowhere = 'postmaster@walk.example'
  const elsewhere = bounceAddress(other, host)

  test('is told by the address in the envelope, before any header', async () => {
    expect((await read(postfixReport({ to: elsewhere }), to)).about).toBe(id)
    expect((await read(postfixReport({ to: elsewhere }), to.toUpperCase())).about).toBe(id)
    expect((await read(postfixReport({ to }), nowhere)).about).toBe(id)
  })

  test.each(['Delivered-To', 'X-Original-To', 'Envelope-To', 'X-Envelope-To'])(
    'is told by %s before To, as a server of its own may have changed that',
    async header => {
      const report = `${header}: <${to}>\n${reportWith(failedFields(), elsewhere)}`
      expect((await read(report)).about).toBe(id)
    },
  )

  test('is told by what it gives back where no address does', async () => {
    const messageId = messageIdOf(id, host)
    for (const report of [postfixReport, eximReport])
      expect((await read(report({ to: nowhere, messageId }))).about).toBe(id)
    const named = failedFields().replace('\n\n', `\nOriginal-Envelope-Id: ${to}\n\n`)
    expect((await read(reportWith(named, nowhere))).about).toBe(id)
  })

  test('is not told by the id of the report itself, nor by an address that only ends like ours', async () => {
    const report = `Message-ID: ${messageIdOf(id, host)}\n${reportWith(failedFields(), nowhere)}`
    expect((await read(report)).about).toBeNull()
    expect((await read(reportWith(failedFields(), `lib${to}`))).about).toBeNull()
  })
})

describe('what is no report', () => {
  test.each([
    ['a notice of absence', mailTo(to, 'Auto-Submitted: auto-replied (vacation)\n'), 'automatic'],
    ['one from before there was a header for it', mailTo(to, 'Precedence: bulk\n'), 'automatic'],
    ['one of Exchange', mailTo(to, 'X-Auto-Response-Suppress: All\n'), 'automatic'],
    [
      'a receipt that it was read',
      mailTo(to, '').replace(
        'text/plain; charset=iso-8859-1',
        'multipart/report; report-type=disposition-notification; boundary=c',
      ),
      'automatic',
    ],
    ['a reply by a person', mailTo(to), 'written'],
    ['a reply by a person that says so', mailTo(to, 'Auto-Submitted: no\n'), 'written'],
    [
      'a report that somebody forwards',
      mailTo(to, 'MIME-Version: 1.0\n').replace(
        'text/plain; charset=iso-8859-1\n',
        `multipart/mixed; boundary=f\n\n--f\nContent-Type: message/rfc822\n\n${postfixReport({ to })}\n--f--`,
      ),
      'written',
    ],
    ['a report without fields', reportWith('', to), 'unreadable'],
    [
      'a report that is about no recipient',
      reportWith('Reporting-MTA: dns; mx.parliament.example\n', to),
      'unreadable',
    ],
    [
      'a report with an action that nobody knows',
      reportWith(failedFields({ Action: 'pondered', Status: '' }), to),
      'unreadable',
    ],
    ['JSON', '{"event": "bounce", "to": "asha.grange@parliament.example"}', 'unreadable'],
    ['nothing', '', 'unreadable'],
    [
      'parts within parts without an end',
      Array.from(
        { length: 400 },
        (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\n\n--b${depth}\n`,
      ).join(''),
      'unreadable',
    ],
  ])('%s is told apart', async (_, mail, kind) => {
    expect((await read(mail)).says).toEqual({ kind })
  })
})

test('no bytes at all make it fail, and what is kept of them names nobody', async () => {
  const pieces = [postfixReport({ to }), exchangeReport({ to }), gmailDelay({ to })].flatMap(report =>
    report.split(/(?<=\n)/),
  )
  const piece = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...pieces) }, fc.string({ unit: 'binary' }))
  const mails = fc.oneof(
    fc.uint8Array({ maxLength: 500 }).map(bytes => Buffer.from(bytes)),
    fc.array(piece, { maxLength: 80 }).map(parts => Buffer.from(parts.join(''))),
  )
  await fc.assert(
    fc.asyncProperty(mails, async mail => {
      const { says } = await read(mail)
      if (says.kind === 'failed') expect(says.reply).not.toMatch(/@|\p{Cc}/u)
    }),
  )
})
