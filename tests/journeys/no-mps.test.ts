import { expect, test } from 'vitest'
import type { Store } from '../../app/domain/store'
import { campaignText, openCampaign } from '../support/campaign'
import { nia, onlyLetter, pellbridge, rowan, seatMember } from '../support/letter-sent'
import {
  confirmNewest,
  fairHearing,
  linkIn,
  mailsTo,
  sendLetter,
  startWorld,
  storeOf,
  weaverRow,
  writeToMp,
} from '../support/world'

const noMps = 'there are no MPs until after the general election on 6 May 2027'
const minister = { name: 'The Minister', salutation: 'Minister', email: 'minister@paint.example' }

test('while Parliament is dissolved the pages that write to MPs say so, and others do not', async () => {
  const world = await startWorld()
  const store = storeOf(world)
  await openCampaign(store, new Date(), campaignText({ target: [minister] }))
  await world.visitor.open(fairHearing) // it is in memory now
  await dissolve(store)
  const { visitor } = world
  await expect.poll(async () => (await visitor.open(fairHearing)).text).toContain(noMps)
  const page = await visitor.open(fairHearing)
  expect(page.text).toContain('Your name counts all the same')
  expect((await visitor.open('/campaigns/safer-crossings')).text).not.toContain('no MPs')
  expect((await visitor.open('/campaigns/last-bus-home')).text).toContain(noMps) // writes to a minister too
  const list = await visitor.open('/constituencies')
  expect(list.text).toContain(noMps)
  expect(list.text).not.toContain('Rowan Ashby')
})

test('a letter written while there are no MPs waits, counts its writer, and goes to the new member under their own name', async () => {
  const world = await startWorld()
  const store = storeOf(world)
  await dissolve(store)
  const page = await writeToMp(world)
  expect(page.text).toContain(noMps)
  expect(page.text).toContain('Dear [your MP’s name],')
  expect(page.text).not.toContain('Rowan Ashby')
  const whole = await world.visitor.press(page, 'Check my letter', weaverRow)
  expect(whole.document.querySelector('.letter')?.textContent).toContain('Your MP after the general election')
  await world.visitor.press(whole, 'Sign, and keep my letter')

  const [mail] = await mailsTo(world.sink, 'rosa@example.org')
  expect(mail?.parsed.text).toContain(`${noMps}. Your letter waits until then`)
  const confirming = await world.visitor.open(linkIn(mail, '/confirm'))
  expect(confirming.text).toContain('Dear [your MP’s name],')
  expect(confirming.text).toContain(noMps)
  const receipt = await confirmNewest(world, 'rosa@example.org')
  expect(receipt.text).toContain('number 1')
  expect(receipt.text).toContain('It waits')
  expect(receipt.text).toContain(noMps)
  await expect.poll(async () => (await onlyLetter(store))?.state).toBe('held')

  await elect(store)
  const [arrived] = await mailsTo(world.sink, nia.email)
  expect(arrived?.parsed.text).toMatch(/^Dear Nia Penrose,/)
  expect(world.sink.mails.filter(({ to }) => to.includes(rowan))).toEqual([])
})

test('words written while there are no MPs that name the last one go to nobody else unseen', async () => {
  const world = await startWorld()
  const store = storeOf(world)
  await dissolve(store)
  const body = 'Will you do as Rowan Ashby promised?'
  await sendLetter(world, await writeToMp(world), { ...weaverRow, body })
  await confirmNewest(world, 'rosa@example.org')
  await expect.poll(async () => (await onlyLetter(store))?.holdReason).toBe('dissolved')
  await elect(store)
  const mails = await mailsTo(world.sink, 'rosa@example.org', 2)
  const page = await world.visitor.open(linkIn(mails.at(-1), '/letter'))
  expect(page.text).toContain('Rowan Ashby is no longer your MP')
  await world.visitor.press(page, 'Send it to Nia Penrose') // who means it as it is
  const [arrived] = await mailsTo(world.sink, nia.email)
  expect(arrived?.parsed.text).toContain(body)
})

test('a by-election that is called is named, and nobody writes to the seat until then', async () => {
  const world = await startWorld()
  await storeOf(world).vacateSeat(pellbridge, '2027-02-04', new Date())
  const page = await writeToMp(world)
  const words = 'There is no MP for Pellbridge Central until the by-election on 4 February 2027'
  expect(page.text).toContain(words)
  expect(page.document.querySelector('button[name=letter][value=yes]')).toBeNull()
  await world.visitor.press(page, 'Sign without a letter')
  expect((await confirmNewest(world, 'rosa@example.org')).text).toContain(words)
  expect((await world.visitor.open('/constituencies')).text).toContain('By-election on 4 February 2027')
})

test('a letter whose constituency has ended is held, and its writer is told why', async () => {
  const world = await startWorld()
  const store = storeOf(world)
  await dissolve(store)
  await sendLetter(world, await writeToMp(world))
  const receipt = await confirmNewest(world, 'rosa@example.org')
  await expect.poll(async () => (await onlyLetter(store))?.state).toBe('held')
  const seats = (await store.seats()).filter(({ code }) => code !== pellbridge)
  await store.importPlaces(
    {
      constituencies: { rows: seats, since: '2026-09-01', source },
      members: { rows: [], source },
      postcodes: { sectors: [], source },
    },
    new Date(),
    'save',
  )
  await store.setParliament({ state: 'sitting', dissolved: null, election: null, by: 'operator' }, new Date())
  const after = await world.visitor.open(new URL(receipt.url).pathname)
  expect(after.text).toContain(
    'The boundaries have changed, and Pellbridge Central is no longer a constituency',
  )
  expect(after.text).toContain('withdraw your name at “Your data” and sign again')
})

const source = { name: 'A file for tests', from: 'test.csv', credits: [] }

async function dissolve(store: Store): Promise<void> {
  const dissolution = { state: 'dissolved', dissolved: '2026-03-30', by: 'operator' } as const
  await store.setParliament({ ...dissolution, election: '2027-05-06' }, new Date())
}

/** Somebody new sits for Pellbridge Central, and Parliament sits. */
async function elect(store: Store): Promise<void> {
  await seatMember(store, nia)
  await store.setParliament({ state: 'sitting', dissolved: null, election: null, by: 'operator' }, new Date())
}
