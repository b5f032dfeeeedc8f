import { expect, test } from 'vitest'
import type { OfficeId } from '../../app/domain/id'
import { makeOfficeToken } from '../../app/domain/office/choice'
import { createTokens } from '../../app/domain/token'
import { testSecret } from '../support/store'
import type { Page } from '../support/visitor'
import {
  confirmNewest,
  linkIn,
  mailsTo,
  sendLetter,
  startWorld,
  type World,
  writeToMp,
} from '../support/world'

async function writeLetter(world: World, email: string): Promise<Page> {
  await sendLetter(world, await writeToMp(world, { email }))
  return confirmNewest(world, email)
}

/** The letter that reached an office, and that office's address. */
async function arrived({ sink }: World) {
  for (;;) {
    const letter = sink.mails.find(({ parsed }) => parsed.replyTo)
    if (letter) return { letter, office: letter.to[0] ?? '' }
    await sink.next('accepted')
  }
}

test('an office chooses how letters come, by a link that goes to its own mailbox and works once', async () => {
  const world = await startWorld()
  const { visitor, sink } = world
  await writeLetter(world, 'rosa@example.org')
  const { letter, office } = await arrived(world)

  const under = await visitor.open(linkIn(letter, '/office'))
  expect(under.status).toBe(200)
  expect(under.headers.get('cache-control')).toBe('no-store')
  expect(under.headers.get('x-robots-tag')).toBe('noindex')
  for (const word of ['Rosa', 'Lind', 'fair hearing', office]) expect(under.body, word).not.toContain(word)
  const asked = await visitor.press(under, 'Mail our office a link')
  expect(asked.url).toMatch(/\/office\/check-your-email$/)
  expect((await visitor.press(under, 'Mail our office a link')).text).toBe(asked.text)

  const [, mailed] = await mailsTo(sink, office, 2)
  const link = linkIn(mailed, '/office/choose')
  const choice = await visitor.open(link)
  expect(choice.document.querySelector('input[checked]')?.getAttribute('value')).toBe('individual')
  const nothing = await visitor.press(choice, 'Save our choice', { mode: 'never' })
  expect(nothing.status).toBe(422)
  expect(nothing.document.title).toMatch(/^Error: /)
  expect((await visitor.open(link)).text).toBe(choice.text) // looking and failing changed nothing

  const chosen = await visitor.press(choice, 'Save our choice', { mode: 'paused' })
  expect(chosen.text).toContain('No letters come for now')
  const again = await visitor.press(choice, 'Save our choice', { mode: 'daily' })
  expect(again.text).toBe(chosen.text)

  const { url } = await writeLetter(world, 'tom@example.org')
  await expect
    .poll(async () => (await visitor.open(new URL(url).pathname)).text)
    .toContain('asked us to send no letters for now')
  expect(sink.mails.filter(({ to }) => to.includes(office))).toHaveLength(2)
})

test('no other link chooses, and each that does not says so', async () => {
  const { visitor } = await startWorld()
  const tokens = createTokens(testSecret)
  const office = '01920000-0000-7000-8000-000000000000' as OfficeId
  const subject = Buffer.alloc(20)
  const expired = tokens.make('office-choice', subject, new Date(Date.now() - 1))
  const forged = tokens.make('office', subject, new Date(Date.now() + 60_000))
  for (const path of [
    `/office/${makeOfficeToken(tokens, office)}`, // of an office that is none
    `/office/${expired}`,
    '/office/nothing',
    `/office/choose/${makeOfficeToken(tokens, office)}`,
    `/office/choose/${forged}`,
    `/office/choose/${expired}`,
    '/office/choose/nothing',
  ]) {
    expect((await visitor.open(path)).status, path).toBe(404)
    expect((await visitor.post(path, { mode: 'paused' })).status, path).toBe(404)
  }
})
