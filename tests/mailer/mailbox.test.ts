import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openMailbox, startMailboxServer } from '../../app/mailer/mailbox'
import { openTransport } from '../../app/mailer/smtp'
import { testFolder } from '../support/store'

async function openedMailbox(keptAtMost?: number) {
  const folder = join(testFolder(), 'mailbox')
  const server = await startMailboxServer(folder, keptAtMost)
  const transport = openTransport(server.url, 2)
  onTestFinished(async () => {
    transport.close()
    await server.close()
  })
  const send = (source: string) =>
    transport.send(
      { envelope: { from: 'b-1@campaigns.example', to: 'rosa@example.org' }, raw: Buffer.from(source) },
      async () => true,
      new AbortController().signal,
    )
  return { folder, mailbox: openMailbox(folder), send }
}

const source = (subject: string) =>
  `From: Walk Together <campaigns@undersigned.example>\r\nTo: Rosa Lind <rosa@example.org>\r\nReply-To: ada@example.org\r\nSubject: ${subject}\r\nDate: Mon, 23 Nov 2026 12:00:00 +0000\r\nContent-Type: text/html\r\n\r\n<p>Caf=C3=A9</p>\r\n`

test('a mailbox that nothing came to is empty', async () => {
  expect(await openMailbox(join(testFolder(), 'none')).list()).toEqual([])
})

test('a mail that came can be read, with its source and its envelope', async () => {
  const { mailbox, send } = await openedMailbox()
  expect(await send(source('One'))).toMatchObject({ kind: 'accepted' })
  const [listed] = await mailbox.list()
  expect(listed).toEqual({
    id: listed?.id,
    from: '"Walk Together" <campaigns@undersigned.example>',
    to: '"Rosa Lind" <rosa@example.org>',
    subject: 'One',
    date: new Date('2026-11-23T12:00:00Z'),
  })
  const mail = await mailbox.read(listed?.id ?? '')
  expect(mail).toMatchObject({ ...listed, replyTo: 'ada@example.org', html: expect.stringContaining('<p>') })
  expect(mail?.source).toBe(
    `Return-Path: <b-1@campaigns.example>\r\nDelivered-To: rosa@example.org\r\n${source('One')}`,
  )
})

test('the newest comes first, and the oldest beyond the limit are deleted', async () => {
  const { folder, mailbox, send } = await openedMailbox(3)
  for (const subject of ['One', 'Two', 'Three', 'Four', 'Five']) await send(source(subject))
  expect((await mailbox.list()).map(({ subject }) => subject)).toEqual(['Five', 'Four', 'Three'])
  expect(readdirSync(folder)).toHaveLength(3)
})

test('an id that leads elsewhere leads nowhere', async () => {
  const { folder, mailbox } = await openedMailbox()
  writeFileSync(join(folder, '..', '1234567890123-000000000000.eml'), 'Subject: outside\r\n\r\n')
  for (const id of ['../1234567890123-000000000000', '..', '', '/etc/passwd', '1234567890123-00000000000\0'])
    expect(await mailbox.read(id)).toBeNull()
})

test('a file half written is no mail', async () => {
  const { folder, mailbox } = await openedMailbox()
  writeFileSync(join(folder, '1234567890123-000000000000.eml.unfinished'), 'Subject: ha')
  expect(await mailbox.list()).toEqual([])
})
