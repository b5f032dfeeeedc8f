import { expect, test } from 'vitest'
import { byOperator } from '../../app/domain/audit/audit'
import { encode, type Fields, type Page } from '../support/visitor'
import {
  confirmNewest,
  fairHearing,
  filledIn,
  linkIn,
  mailsTo,
  sendLetter,
  signAlone,
  startWorld,
  storeOf,
  type World,
  weaverRow,
  writeToMp,
} from '../support/world'

test('a supporter signs alone, confirms by the button and is counted once', async () => {
  const world = await startWorld()
  const answered = await signAlone(world)
  expect(answered.url).toMatch(/\/campaigns\/fair-hearing\/check-your-email$/)
  expect(answered.text).not.toContain('Rosa')

  const [mail] = await mailsTo(world.sink, 'rosa@example.org')
  const link = linkIn(mail, '/confirm')
  for (const _scanner of [1, 2, 3]) expect((await world.visitor.open(link)).text).toContain('Rosa Lind')
  expect(await count(world)).toBe(0)

  const receipt = await confirmNewest(world, 'rosa@example.org')
  expect(receipt.url).toContain('/signed/')
  expect(receipt.text).toContain('Rosa Lind')
  await expect.poll(() => count(world)).toBe(1)
  const again = await world.visitor.post(link, {})
  expect(again.status).toBe(303)
  expect(await count(world)).toBe(1)
  expect(await storeOf(world).recount()).toEqual([])
})

test('an edited letter reaches the MP as it was shown: in the supporter’s name, with their words as data', async () => {
  const world = await startWorld()
  const { visitor, sink } = world
  const letterPage = await writeToMp(world)
  expect(letterPage.text).toContain('Dear Rowan Ashby,')
  const body = 'I teach in {{constituency}}.\n\n{{mp}} <b>bold</b> ${7*7} <%= 1 %>\n\nPlease act.'
  const sent = await sendLetter(world, letterPage, {
    ...weaverRow,
    subject: 'From {{name}} & co',
    body,
  })
  expect(sent.url).toMatch(/check-your-email$/)

  const [confirmation] = await mailsTo(sink, 'rosa@example.org')
  const page = await visitor.open(linkIn(confirmation, '/confirm'))
  for (const shown of [
    'From {{name}} & co',
    '{{mp}} <b>bold</b> ${7*7} <%= 1 %>',
    '4 Weaver Row',
    'ZZ1 1AA',
    'Rowan Ashby',
  ])
    expect(page.text).toContain(shown)
  const receipt = await visitor.press(page, 'Confirm')
  expect(receipt.status).toBe(200)

  const [letter] = await mailsTo(sink, 'rowan.ashby@parliament.example')
  expect(letter?.to).toEqual(['rowan.ashby@parliament.example'])
  expect(letter?.parsed.subject).toBe('From {{name}} & co')
  expect(letter?.parsed.from?.value[0]?.name).toBe('Rosa Lind')
  expect(letter?.parsed.from?.value[0]?.address).toMatch(/@undersigned\.example$/)
  expect(letter?.parsed.replyTo?.value[0]?.address).toBe('rosa@example.org')
  expect(letter?.parsed.text).toContain(
    `Dear Rowan Ashby,\n\n${body}\n\nYours sincerely,\n\nRosa Lind\n4 Weaver Row\nPellbridge\nZZ1 1AA`,
  )
  expect(await storeOf(world).recount()).toEqual([])
})

test('the paragraphs of a suggested letter stand in the order the principles were chosen', async () => {
  const { visitor } = await startWorld()
  const bodyOf = async (...principle: string[]) => {
    const page = await visitor.press(
      await visitor.open(fairHearing),
      'Write to my MP',
      filledIn({ principle }),
    )
    const body = (page.document.querySelector('textarea[name=body]')?.textContent ?? '').trim()
    return body.split('\n\n').map((paragraph, at) => (at === 1 || at === 2 ? unjoined(paragraph) : paragraph))
  }
  /** What leads to a principle says where it stands, and so changes places with it. */
  const unjoined = (paragraph: string) => paragraph.replace(/^[^.]+\. /, '')
  const [opening, first, second, closing] = await bodyOf('support-that-lasts', 'justice-within-reach')
  expect(await bodyOf('justice-within-reach', 'support-that-lasts')).toEqual([
    opening,
    second,
    first,
    closing,
  ])
})

test('new, pending, confirmed, withdrawn and blocked supporters are answered byte for byte alike', async () => {
  const world = await startWorld()
  const { visitor, sink } = world
  const store = storeOf(world)
  const form = formOn(await visitor.open(fairHearing))
  const post = async () => {
    const { status, headers, body } = await visitor.post(`${fairHearing}/sign`, filledIn(form))
    const lasting = [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name))
    return JSON.stringify([status, lasting, body])
  }
  const asNew = await post()
  expect(asNew).toContain('303')
  expect(await post(), 'pending').toBe(asNew)
  await confirmNewest(world, 'rosa@example.org')
  expect(await post(), 'confirmed').toBe(asNew)
  const [record] = await store.heldForMailbox('rosa@example.org')
  if (!record) throw new Error('nothing is held')
  await store.withdrawSignature(record.signature.id, new Date())
  expect(await post(), 'withdrawn').toBe(asNew)
  await store.invalidateSignature(record.signature.id, byOperator(new Date()))
  expect(await post(), 'blocked').toBe(asNew)
  expect(sink.mails.filter(({ to }) => to.includes('rosa@example.org'))).toHaveLength(1)
})

test('fifty simultaneous posts of one person make one signature and one mail', async () => {
  const world = await startWorld()
  const form = formOn(await world.visitor.open(fairHearing))
  const fields = filledIn(form)
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => world.visitor.post(`${fairHearing}/sign`, fields)),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
  await mailsTo(world.sink, 'rosa@example.org')
  expect(await storeOf(world).heldForMailbox('rosa@example.org')).toHaveLength(1)
  await expectSent(world, 1)
})

test('two people share a mailbox if their names differ and their postcode is the same; a third is not counted', async () => {
  const world = await startWorld()
  await signAlone(world, { email: 'home@example.org' })
  await signAlone(world, { email: 'home@example.org', name: 'Tomas Lind' })
  await mailsTo(world.sink, 'home@example.org', 2)
  await signAlone(world, { email: 'home@example.org', name: 'Una Lind' })
  const held = await storeOf(world).heldForMailbox('home@example.org')
  expect(held.map(({ signature }) => signature.person.name)).toEqual(['Rosa Lind', 'Tomas Lind'])
})

test('spellings of one mailbox are one supporter', async () => {
  const world = await startWorld()
  await signAlone(world, { email: 'A.B+x@googlemail.com' })
  await signAlone(world, { email: 'ab@gmail.com' })
  expect(await storeOf(world).heldForMailbox('ab@gmail.com')).toHaveLength(1)
  const [mail] = await mailsTo(world.sink, 'A.B+x@googlemail.com')
  expect(mail?.parsed.subject).toContain('confirm')
})

test('a link confirms for a day after the campaign closes, and not after that', async () => {
  const world = await startWorld()
  const store = storeOf(world)
  await signAlone(world)
  await signAlone(world, { email: 'late@example.org' })
  const [mail] = await mailsTo(world.sink, 'late@example.org')
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)

  await store.setCampaignState('fair-hearing', 'closed', hoursAgo(23))
  await expect.poll(async () => (await world.visitor.open(fairHearing)).text).toContain('closed')
  const closed = await world.visitor.open(fairHearing)
  expect(closed.document.querySelector('.sign-form')).toBeNull()
  expect((await confirmNewest(world, 'rosa@example.org')).url).toContain('/signed/')

  await store.setCampaignState('fair-hearing', 'open', hoursAgo(1))
  await store.setCampaignState('fair-hearing', 'closed', hoursAgo(25))
  expect((await world.visitor.open(linkIn(mail, '/confirm'))).status).toBe(410)
  expect(await store.signatureCount(3)).toBe(1)
})

test('a paused campaign says so and records nothing', async () => {
  const world = await startWorld()
  const page = await world.visitor.open(fairHearing)
  await storeOf(world).setCampaignState('fair-hearing', 'paused', new Date())
  const refused = await world.visitor.press(page, 'Sign without a letter', filledIn())
  expect(refused.status).toBe(409)
  expect(refused.text).toMatch(/pause/i)
  await expect.poll(async () => (await world.visitor.open(fairHearing)).text).toMatch(/pause/i)
  expect(await storeOf(world).heldForMailbox('rosa@example.org')).toEqual([])
})

test('a filled or a missing honeypot gets the ordinary answer, and nobody is mailed or counted', async () => {
  const world = await startWorld()
  const form = formOn(await world.visitor.open(fairHearing))
  const ordinary = await world.visitor.post(
    `${fairHearing}/sign`,
    filledIn({ ...form, email: 'person@example.org' }),
  )
  for (const odd of [
    { website: 'https://spam.example', email: 'bot1@example.org' },
    { email: 'bot2@example.org' },
  ]) {
    const answer = await world.visitor.post(
      `${fairHearing}/sign`,
      filledIn({ form: form.form ?? '', ...odd }),
    )
    expect([answer.status, answer.body, answer.headers.get('location')]).toEqual([
      ordinary.status,
      ordinary.body,
      ordinary.headers.get('location'),
    ])
  }
  await mailsTo(world.sink, 'person@example.org')
  const [record] = await storeOf(world).heldForMailbox('bot1@example.org')
  expect(record?.signature.state).toBe('invalidated')
  await expectSent(world, 1)
})

test('a letter beside the MP goes to the minister too, each greeted by their own name', async () => {
  const world = await startWorld()
  const { visitor, sink } = world
  const campaign = await visitor.open('/campaigns/last-bus-home')
  const principle = campaign.document.querySelector('input[name=principle]')?.getAttribute('value') ?? ''
  const page = await visitor.press(campaign, 'Write to', filledIn({ principle }))
  await sendLetter(world, page)
  await confirmNewest(world, 'rosa@example.org')
  const [toMp] = await mailsTo(sink, 'rowan.ashby@parliament.example')
  const [toMinister] = await mailsTo(sink, 'minister@countryroads.example')
  expect(toMp?.parsed.text).toMatch(/^Dear Rowan Ashby,/)
  expect(toMinister?.parsed.text).toMatch(/^Dear Minister,/)
  expect(await storeOf(world).recount()).toEqual([])
})

test('extra fields change nothing', async () => {
  const world = await startWorld()
  const page = await world.visitor.open(fairHearing)
  const odd = {
    state: 'confirmed',
    campaignId: '1',
    to: 'x@example.org',
    cc: 'x@example.org',
    bcc: 'x@example.org',
    from: 'x@example.org',
    __proto__: 'x',
  }
  await world.visitor.press(page, 'Sign without a letter', { ...filledIn(), ...odd })
  const [mail] = await mailsTo(world.sink, 'rosa@example.org')
  expect(mail?.to).toEqual(['rosa@example.org'])
  expect(await count(world)).toBe(0)
  expect(encode(odd).has('state')).toBe(true)
})

async function count({ visitor }: Awaited<ReturnType<typeof startWorld>>): Promise<number> {
  return JSON.parse((await visitor.open(`${fairHearing}/count.json`)).body).signatures
}

/** So many mails were taken in all, and none waits or is doubtful: what was taken leaves no row. */
async function expectSent(world: World, mails: number): Promise<void> {
  await expect.poll(async () => (await storeOf(world).outbox()).states).toEqual({})
  expect(world.sink.mails).toHaveLength(mails)
}

test('posts that mail nobody do not use up the mails of the one they name', async () => {
  const world = await startWorld({ LIMITS: 'on' })
  const form = formOn(await world.visitor.open(fairHearing))
  for (let post = 0; post < 12; post++)
    await world.visitor.post(`${fairHearing}/sign`, filledIn({ ...form, website: 'https://spam.example' }))
  await world.visitor.post(`${fairHearing}/sign`, filledIn(form))
  expect(await mailsTo(world.sink, 'rosa@example.org')).toHaveLength(1)
})

test('a stranger who posts first cannot subscribe the one they name', async () => {
  const world = await startWorld()
  await signAlone(world, { updates: 'yes' })
  await signAlone(world, { updates: 'no' })
  const [mail] = await mailsTo(world.sink, 'rosa@example.org')
  expect((await world.visitor.open(linkIn(mail, '/confirm'))).text).toContain('No, thank you')
  await confirmNewest(world, 'rosa@example.org')
  expect((await storeOf(world).heldForMailbox('rosa@example.org'))[0]?.signature.updates).toBe(false)
})

/** What the page's form holds before anybody fills it. */
function formOn({ document }: Page): Fields {
  const form = document.querySelector('input[name=form]')?.getAttribute('value') ?? ''
  return { form, website: '' }
}
