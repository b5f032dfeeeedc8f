import { expect, test } from 'vitest'
import { londonDay } from '../../app/domain/calendar/london'
import { idBytes, type LetterId } from '../../app/domain/id'
import { createTokens, type TokenPurpose } from '../../app/domain/token'
import { rowan, withSentLetter } from '../support/letter-sent'
import { testSecret } from '../support/store'
import { mailsTo, openOwnData, startWorld, storeOf, type World } from '../support/world'

const heading = 'Did Rowan Ashby reply?'

test('a writer says that there was no reply, reminds their MP once, and later tells of the reply', async () => {
  const world = await startWorld()
  const { visitor, sink } = world
  const { letterId, acceptedOn, path } = await withAccepted(world)
  const page = await visitor.open(path)
  expect(page.status).toBe(200)
  expect(page.headers.get('cache-control')).toBe('no-store')
  expect(page.headers.get('referrer-policy')).toBe('same-origin')
  expect(page.headers.get('x-robots-tag')).toBe('noindex')
  expect(page.text).toContain(heading)
  expect(page.text).toContain('Their mail system accepted your letter on')
  expect(page.text).not.toContain('Remind Rowan Ashby once') // fourteen days are not over, and nothing was told
  expect(await storeOf(world).reply(letterId)).toBeNull() // looking changes nothing

  const none = await visitor.press(page, 'Save my answer', { answer: 'none' })
  expect(none.text).toContain('Your answer is saved')
  expect(none.text).toContain('Re: ')
  expect(none.text.match(/Please act, for my Zwickelbrunn\./g)).toHaveLength(1)
  const whole = none.document.querySelector('.letter-text')?.textContent ?? ''
  const chased = await visitor.press(none, 'Remind Rowan Ashby once')
  expect(chased.text).toContain('Your reminder to Rowan Ashby')
  const mails = await mailsTo(sink, rowan, 2)
  expect(mails.at(-1)?.parsed.text?.startsWith(whole)).toBe(true)
  await visitor.press(none, 'Remind Rowan Ashby once') // the page from before, pressed again
  await expect
    .poll(async () => (await visitor.open(path)).text)
    .toContain('Rowan Ashby’s mail system accepted it')
  expect(sink.mails.filter(({ to }) => to.includes(rowan))).toHaveLength(2)

  const answered = {
    answer: 'answered',
    position: 'disagrees',
    when: acceptedOn,
    words: 'Dear Rosa,\n\nI disagree, Xylograph.',
  }
  const saved = await visitor.press(await visitor.open(path), 'Save my answer', answered)
  expect(saved.document.querySelector('textarea')?.textContent).toContain('Xylograph')
  expect(saved.document.querySelector('#position-disagrees')?.hasAttribute('checked')).toBe(true)
  const own = await openOwnData(world)
  expect(own.text).toContain(
    'you told us whether there was a reply: “Yes, and it answers my letter. Disagrees.',
  )
  expect(own.text).toContain('I disagree, Xylograph.')
  const download = JSON.parse((await visitor.open(`${new URL(own.url).pathname}/download`)).body)
  expect(download.signatures[0].replies).toMatchObject([
    { letterId, answer: 'answered', position: 'disagrees', days: 0, words: answered.words },
  ])
  await visitor.press(own, 'Erase', { sure: 'yes' })
  expect((await visitor.open(path)).status).toBe(404)
  expect(await storeOf(world).reply(letterId)).toBeNull()
  expect(await storeOf(world).recount()).toEqual([])
})

test('an answer that cannot be taken is refused with everything typed, and one that says nothing else needs nothing', async () => {
  const world = await startWorld()
  const { visitor } = world
  const { letterId, path } = await withAccepted(world)
  const page = await visitor.open(path)
  expect((await visitor.press(page, 'Save my answer')).status).toBe(422)
  const typed = { answer: 'answered', when: '2020-01-01', words: `${'x'.repeat(10_001)} end` }
  const refused = await visitor.press(page, 'Save my answer', typed)
  expect(refused.status).toBe(422)
  expect(refused.document.title).toMatch(/^Error: /)
  const summary = [...refused.document.querySelectorAll('.summary a')]
  expect(summary.map(link => link.getAttribute('href'))).toEqual(['#position-agrees', '#when', '#words'])
  for (const link of summary)
    expect(refused.document.querySelector(link.getAttribute('href') ?? '')).not.toBeNull()
  expect(refused.document.querySelector('textarea')?.textContent === typed.words).toBe(true)
  expect(refused.document.querySelector('#when')?.getAttribute('value')).toBe('2020-01-01')
  expect(refused.document.querySelector('#answer-answered')?.hasAttribute('checked')).toBe(true)
  expect(await storeOf(world).reply(letterId)).toBeNull()
  const saved = await visitor.press(refused, 'Save my answer', { answer: 'not-expected' })
  expect(saved.text).toContain('Your answer is saved')
  expect(await storeOf(world).reply(letterId)).toMatchObject({
    answer: 'not-expected',
    days: null,
    words: null,
  })
})

test('a link that has expired, was made for something else, or asks of a letter that is not accepted says so', async () => {
  const world = await startWorld()
  const { visitor } = world
  const { letterId, path } = await withAccepted(world)
  const tokenFor = (purpose: TokenPurpose, until: Date) =>
    createTokens(testSecret).make(purpose, idBytes(letterId), until)
  const expired = await visitor.open(`/survey/${tokenFor('survey', new Date(0))}`)
  expect([expired.status, expired.text]).toEqual([410, expect.stringContaining('This link has expired')])
  for (const forged of [tokenFor('letter', new Date('2099-01-01')), 'nothing']) {
    const answer = await visitor.open(`/survey/${forged}`)
    expect([answer.status, answer.text]).toEqual([404, expect.stringContaining('We do not know this link')])
  }
  const page = await visitor.open(path)
  const store = storeOf(world)
  const letter = await store.letter(letterId)
  if (letter) await store.withdrawSignature(letter.signatureId, new Date())
  const withdrawn = await visitor.press(page, 'Save my answer', { answer: 'none' })
  expect(withdrawn.text).toContain('Nothing is asked any more')
  expect(await store.reply(letterId)).toBeNull()
})

/** Somebody's letter was accepted; the path of the page that asks what came of it. */
async function withAccepted(world: World): Promise<{ letterId: LetterId; acceptedOn: string; path: string }> {
  const { letter } = await withSentLetter(world, 'Please act, for my Zwickelbrunn.')
  const token = createTokens(testSecret).make('survey', idBytes(letter.id), new Date('2099-01-01'))
  const acceptedOn = londonDay(letter.acceptedAt as Date)
  return { letterId: letter.id, acceptedOn, path: `/survey/${token}` }
}
