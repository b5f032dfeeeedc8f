import { expect, test } from 'vitest'
import { campaignText, openCampaign } from '../support/campaign'
import { until } from '../support/until'
import { type Page, typedIn } from '../support/visitor'
import {
  confirmNewest,
  fairHearing,
  filledIn,
  linkIn,
  mailsTo,
  startWorld,
  storeOf,
  type World,
  weaverRow,
} from '../support/world'

const reason = 'My neighbour rings me before every hearing. {{mp}} <b>bold</b>'

async function write({ visitor }: World, odd = {}, campaign = fairHearing): Promise<Page> {
  return visitor.press(await visitor.open(campaign), 'Write to', filledIn(odd))
}

/** What the editor holds. */
function typedOn({ document }: Page, field: string): string | null | undefined {
  const control = document.querySelector(`[name=${field}]`)
  return control?.tagName === 'TEXTAREA' ? typedIn(control) : control?.getAttribute('value')
}

function isChecked({ document }: Page, id: string): boolean {
  return document.getElementById(id)?.hasAttribute('checked') ?? false
}

/** The letter as a page shows it, whole. */
function sheetOf({ document }: Page): string | undefined {
  return document.querySelector('.letter div.letter-text')?.textContent ?? undefined
}

/** The titles of the principles, as the editor lists them. */
function orderOn({ document }: Page): readonly (string | null)[] {
  return [...document.querySelectorAll('.order li > span:first-child')].map(one => one.textContent)
}

function bodyOf(page: Page): readonly string[] {
  return (typedOn(page, 'body') ?? '').split('\n\n')
}

test('what is checked is what is confirmed and what arrives, own words among the others; changing it loses nothing', async () => {
  const world = await startWorld()
  const { visitor, sink } = world
  const editor = await write(world, { agree: [], updates: [] })
  expect(editor.text).toContain('Why does this matter to you?')
  const [opening, ...rest] = bodyOf(editor)
  const typed = { ...weaverRow, own: `${reason}\r\n`, subject: 'From {{name}} & co' }
  const checked = await visitor.press(editor, 'Check my letter', typed)
  expect(checked.text).toContain('Check your letter to Rowan Ashby')
  expect(checked.document.querySelector('.letter-head')?.textContent).toContain('From {{name}} & co')
  const body = [opening, reason, ...rest].join('\n\n')
  const whole = `Dear Rowan Ashby,\n\n${body}\n\nYours sincerely,\n\nRosa Lind\n4 Weaver Row\nPellbridge\nZZ1 1AA`
  expect(sheetOf(checked)).toBe(whole)

  const consent = { agree: 'yes', updates: 'yes' }
  const changing = await visitor.press(checked, 'Change my letter', consent)
  expect([typedOn(changing, 'own')?.trim(), typedOn(changing, 'subject'), typedOn(changing, 'town')]).toEqual(
    [...[reason, 'From {{name}} & co', 'Pellbridge']],
  )
  expect(bodyOf(changing)).toEqual([opening, ...rest])
  const again = await visitor.press(changing, 'Check my letter')
  expect([isChecked(again, 'agree'), isChecked(again, 'updates-yes')]).toEqual([true, true])
  expect(sheetOf(again)).toBe(whole)
  await visitor.press(again, 'Send my letter')

  const [confirmation] = await mailsTo(sink, 'rosa@example.org')
  expect(sheetOf(await visitor.open(linkIn(confirmation, '/confirm')))).toBe(whole)
  await confirmNewest(world, 'rosa@example.org')
  const [letter] = await mailsTo(sink, 'rowan.ashby@parliament.example')
  expect(letter?.parsed.subject).toBe('From {{name}} & co')
  expect(letter?.parsed.text).toContain(whole)
})

test('principles are moved without a script: words that nobody touched follow, others stay until they are reset', async () => {
  const world = await startWorld()
  const { visitor } = world
  const editor = await write(world)
  const [support, justice] = orderOn(editor)
  expect(editor.document.querySelector('.order button')?.textContent).toBe(`↓Move “${support}” down`)
  const moved = await visitor.press(editor, `↑Move “${justice}” up`, { own: reason })
  expect(orderOn(moved)).toEqual([justice, support])
  expect(moved.document.querySelector('#order-justice-within-reach')?.textContent).toContain(justice)
  const other = await write(world, { principle: ['justice-within-reach', 'support-that-lasts'] })
  expect(bodyOf(moved)).toEqual(bodyOf(other))
  expect(typedOn(moved, 'own')).toBe(reason)

  const mine = { body: 'In words of mine.', subject: 'Mine' }
  const kept = await visitor.press(moved, `↓Move “${justice}” down`, mine)
  expect(orderOn(kept)).toEqual([support, justice])
  expect(bodyOf(kept)).toEqual(['In words of mine.'])
  expect(kept.text).toContain('You have changed the words of your letter, so they stay as they are')
  const reset = await visitor.press(kept, 'Reset to suggested')
  expect([bodyOf(reset), typedOn(reset, 'subject')]).toEqual([bodyOf(editor), typedOn(editor, 'subject')])
  expect(typedOn(reset, 'own')).toBe(reason)
  expect(reset.text).not.toContain('You have changed the words')
})

test('what is wrong is said where it was typed, and everything is kept', async () => {
  const world = await startWorld()
  const { visitor } = world
  const editor = await write(world, { agree: [], updates: [] })
  const long = await visitor.press(editor, 'Check my letter', { own: 'a'.repeat(1003), town: 'Pellbridge' })
  expect(long.status).toBe(422)
  expect(long.document.querySelector('#own-error')?.textContent).toContain('at most 1,000 characters')
  expect(long.document.querySelector('#own-error')?.textContent).toContain('There are 1,003')
  expect([typedOn(long, 'own'), typedOn(long, 'town')]).toEqual(['a'.repeat(1003), 'Pellbridge'])

  const checked = await visitor.press(long, 'Check my letter', { ...weaverRow, own: reason })
  const refused = await visitor.press(checked, 'Send my letter', { updates: 'no' })
  expect(refused.status).toBe(422)
  expect(sheetOf(refused)).toBe(sheetOf(checked))
  expect(refused.document.querySelector('#agree-error')).not.toBeNull()
  expect(isChecked(refused, 'updates-no')).toBe(true)
  for (const button of ['Send my letter', 'Change my letter', 'Go on']) {
    const mistyped = await visitor.press(refused, button, { agree: 'yes', email: 'rosa@' })
    expect([mistyped.status, sheetOf(mistyped)], button).toEqual([422, sheetOf(checked)])
    expect(mistyped.document.querySelector('#email-error'), button).not.toBeNull()
    expect(typedOn(mistyped, 'email'), button).toBe('rosa@')
    const right = await visitor.press(mistyped, 'Change my letter', { email: 'rosa@example.org' })
    expect(bodyOf(right), button).toEqual(bodyOf(editor))
    expect(right.text, button).not.toContain('You have changed the words')
  }

  // Signing without the letter that was begun: consent is asked for on the campaign's page, which carries the letter on.
  const alone = await visitor.press(editor, 'Sign without a letter', { own: reason, subject: 'Mine' })
  expect([alone.status, alone.document.querySelector('#agree-error') === null]).toEqual([422, false])
  const back = await visitor.press(alone, 'Write to my MP')
  expect([typedOn(back, 'own'), typedOn(back, 'subject')]).toEqual([reason, 'Mine'])

  await storeOf(world).setCampaignState('fair-hearing', 'paused', new Date())
  const paused = await visitor.press(back, 'Check my letter', weaverRow)
  expect(paused.status).toBe(409)
  expect(paused.document.querySelector('#kept')?.textContent).toContain('My neighbour rings me')
  await storeOf(world).setCampaignState('fair-hearing', 'open', new Date())
  expect(sheetOf(await visitor.press(paused, 'Try again'))).toContain(reason)
  expect(await storeOf(world).heldForMailbox('rosa@example.org')).toEqual([])
})

test('a campaign may ask for own words; a form that knows of none goes as it always did', async () => {
  const world = await startWorld()
  const { visitor } = world
  const letter = { ...campaignText().letter, own_words: { prompt: 'What have you seen?', min: 30 } }
  await openCampaign(storeOf(world), new Date(), campaignText({ letter }))
  const editor = await write(world, { principle: ['zebra'] }, '/campaigns/safer-crossings')
  expect(editor.text).toContain('What have you seen?')
  expect(editor.document.querySelector('.order')).toBeNull() // there is nothing to put in order
  const none = await visitor.press(editor, 'Check my letter', weaverRow)
  expect(none.document.querySelector('#own-error')?.textContent).toContain('at least 30 characters')
  const few = await visitor.press(none, 'Check my letter', { own: 'I cross there.' })
  expect(few.document.querySelector('#own-error')?.textContent).toContain('So far there are 14')

  const form = typedOn(await visitor.open(fairHearing), 'form') ?? ''
  const direct = { form, website: '', letter: 'yes', ...weaverRow, subject: 'Hello', body: 'Please act.' }
  expect((await visitor.post(`${fairHearing}/sign`, filledIn(direct))).status).toBe(303)
  const [held] = await storeOf(world).heldForMailbox('rosa@example.org')
  expect(held?.letters[0]?.words).toMatchObject({ subject: 'Hello', body: 'Please act.' })
})

test('who would rather send it themselves is given each letter for their mail program, to copy and as plain text', async () => {
  const world = await startWorld()
  const { visitor } = world
  const lastBus = '/campaigns/last-bus-home'
  const campaign = await visitor.open(lastBus)
  const principle = campaign.document.querySelector('input[name=principle]')?.getAttribute('value') ?? ''
  const editor = await write(world, { principle }, lastBus)
  expect(editor.body).not.toContain('parliament.example')
  const checked = await visitor.press(editor, 'Check my letter', { ...weaverRow, own: reason })
  expect(checked.text).toContain('greeted by their own name: Dear Rowan Ashby and Dear Minister')
  const links = [...checked.document.querySelectorAll('a[href^="mailto:"].button')].map(
    link => new URL(link.getAttribute('href') ?? ''),
  )
  const copies = [...checked.document.querySelectorAll('.yourself textarea')].map(typedIn)
  expect(links.map(({ pathname }) => pathname)).toEqual([
    'rowan.ashby@parliament.example',
    'minister@countryroads.example',
  ])
  expect(links.map(({ searchParams }) => searchParams.get('body'))).toEqual(
    copies.map(copy => copy.replaceAll('\n', '\r\n')),
  )
  expect(copies[0]).toBe(sheetOf(checked))

  const file = await visitor.press(checked, 'Keep it as plain text')
  expect(file.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="letter.txt"')
  expect(file.body).toContain(copies[1]?.replaceAll('\n', '\r\n'))
  expect(await storeOf(world).heldForMailbox('rosa@example.org')).toEqual([])

  const wrong = await visitor.post(`${lastBus}/letter.txt`, filledIn({ principle, own: 'a'.repeat(1001) }))
  expect([wrong.status, wrong.body]).toEqual([422, expect.stringContaining('There are 1,001')])
  expect((await visitor.post('/campaigns/none/letter.txt', filledIn())).status).toBe(404)
  expect((await visitor.open(`${fairHearing}/letter.txt`)).url).toMatch(/fair-hearing$/)
})

test('how much a letter is like the others is told on both pages, with own words counted in', async () => {
  const world = await startWorld()
  const { visitor } = world
  const letter = { ...campaignText().letter, hold_above: 0.9 }
  await openCampaign(storeOf(world), new Date(), campaignText({ letter }))
  const campaign = '/campaigns/safer-crossings'
  const principle = ['zebra', 'lights']
  const editor = await write(world, { principle }, campaign)
  expect(editor.text).toContain('Few letters so far, if any, are much like yours')
  const copy = { ...weaverRow, letter: 'yes', subject: 'x', body: typedOn(editor, 'body') ?? '' }
  const form = typedOn(await visitor.open(campaign), 'form') ?? ''
  for (const email of [1, 2, 3, 4, 5].map(n => `writer${n}@example.org`)) {
    await visitor.post(`${campaign}/sign`, filledIn({ ...copy, form, website: '', principle, email }))
    await confirmNewest(world, email)
  }
  const told = 'Your letter is much like 5 others so far: a sentence of your own makes a difference'
  const checked = await until(async () => {
    const page = await visitor.press(editor, 'Check my letter', weaverRow)
    return page.text.includes(told) ? page : null // what others wrote is learnt of within a second
  })
  expect(checked.text).toContain('wait until somebody at Walk Together has looked at them')
  const changing = await visitor.press(checked, 'Change my letter')
  expect(changing.text).toContain(told)
  const own =
    'My daughter crosses there twice a day. Last winter a lorry took the mirror off a car that had stopped. ' +
    'Since then I walk with her, and so do four other parents, each with a bright coat and a torch. ' +
    'None of us minds the walk; what we mind is that a morning will come on which nobody has the time.'
  expect((await visitor.press(changing, 'Check my letter', { own })).text).not.toContain('much like')
})
