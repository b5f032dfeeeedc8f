import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { plainLine } from '../../app/mailer/addressing'
import { letterDraft } from '../support/drafts'
import fc from '../support/seeded'
import { testFolder } from '../support/store'
import { openWorld } from './world'

/** Whatever a store may hold, were the form's own checks to fail. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.constantFrom(
    'Rosa\r\nBcc: all@evil.example',
    'Rosa\nSubject: x\n\n<script>',
    '"Rosa" <evil@evil.example>, other@evil.example',
    'Rosa; evil@evil.example:,',
    '=?utf-8?Q?Evil=0D=0ABcc:_all@evil.example?=',
    '=?utf-8?B?RXZpbA==?= =?utf-8?B?RXZpbA==?=',
    '\u202eelpmaxe.live@esor\u2066',
    'Rosa\u0000\u0008\u007f\u0085\u2028Lind',
    '\\"\\\\',
    "',(;)--",
  ),
)

/** The form wants a subject that can be seen. */
const aSubject = hostile.filter(typed => plainLine(typed) !== '')

/** Any words that the form lets through: it refuses what cannot be seen and writes each line end alike. */
const words = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    hostile,
    fc.constantFrom('.\n.\n..', 'From x\n>From', ' -- \n'),
  )
  .map(typed => typed.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, seen => (seen === '\n' ? '\n' : ' ')).trim())
  .filter(typed => typed !== '')

test('whatever a supporter types, one letter goes to the member alone, under the same headers, and says it', async () => {
  const world = await openWorld()
  let letters = 0
  await fc.assert(
    fc.asyncProperty(hostile, aSubject, words, async (name, subject, body) => {
      const draft = letterDraft(body)
      const letter = { ...draft, words: { ...draft.words, subject } }
      const before = world.sink.offered.length
      await world.writeLetter({ email: `supporter${letters++}@example.org`, name, letter })
      expect(await world.tick()).toMatchObject([{ kind: 'letter', ended: 'accepted' }])
      expect(world.sink.offered).toHaveLength(before + 1)
      const mail = world.sink.mails.at(-1)
      expect(mail?.to).toEqual(['asha.grange@parliament.example'])
      expect(mail?.parsed.headerLines.map(({ key }) => key).sort()).toEqual(letterHeaders)
      const { from, replyTo, to } = mail?.parsed ?? {}
      const shown = plainLine(name)
      expect(from?.value).toEqual([{ name: shown, address: 'campaigns@undersigned.example' }])
      expect(replyTo?.value).toEqual([{ name: shown, address: `supporter${letters - 1}@example.org` }])
      expect([to].flat()[0]?.value).toEqual([
        { name: 'Asha Grange', address: 'asha.grange@parliament.example' },
      ])
      expect(mail?.parsed.subject ?? '').toBe(plainLine(subject))
      expect(mail?.parsed.text).toContain(`Dear Asha Grange,\n\n${body}\n\nYours sincerely,\n\n`)
    }),
    { numRuns: 150 },
  )
})

const letterHeaders = [
  'content-transfer-encoding',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'reply-to',
  'subject',
  'to',
]

test('what is no address is mailed to nobody', async () => {
  const world = await openWorld()
  const nasty = [
    'rosa@example.org\r\nRCPT TO:<evil@evil.example>',
    'rosa@example.org, evil@evil.example',
    '<rosa@example.org> evil@evil.example',
    '"rosa@evil.example"@example.org',
    'rosa@[127.0.0.1]',
    'rosa@example.org>\u0000',
    'évil@example.org',
  ]
  for (const email of nasty) await world.sign({ email })
  const attempts = [...(await world.tick()), ...(await world.tick())]
  expect(attempts.map(({ ended }) => ended)).toEqual(nasty.map(() => 'held'))
  expect(world.sink.events).toEqual([])
})

test('nothing that is typed makes the mailer read a file or fetch an address', async () => {
  const world = await openWorld()
  const secret = join(testFolder(), 'secret')
  writeFileSync(secret, 'CANARY')
  let fetched = 0
  const web = createServer((_, response) => response.end(`CANARY ${fetched++}`)).listen(0, '127.0.0.1')
  onTestFinished(() => void web.close())
  await once(web, 'listening')
  const url = `http://127.0.0.1:${(web.address() as AddressInfo).port}/`
  const objects = [
    { path: secret },
    { href: url },
    `data:text/plain,CANARY`,
    secret,
    url,
  ] as unknown as string[]
  await world.writeLetters(
    objects.map((typed, index) => {
      const draft = letterDraft(String(typed))
      return {
        email: `s${index}@example.org`,
        name: typed,
        letter: { ...draft, words: { ...draft.words, subject: typed } },
      }
    }),
  )
  const attempts = await world.tick()
  expect(attempts.map(({ ended }) => ended).sort()).toEqual([
    'accepted',
    'accepted',
    'accepted',
    'held',
    'held',
  ])
  expect(fetched).toBe(0)
  for (const { parsed } of world.sink.mails) {
    expect(parsed.attachments).toEqual([])
    const said = `${parsed.subject} ${parsed.text} ${parsed.html}`
    expect(said.replaceAll('data:text/plain,CANARY', '')).not.toContain('CANARY')
  }
})
