import { describe, expect, test } from 'vitest'
import { campaignText, openCampaign } from '../support/campaign'
import { hour } from '../support/clock'
import { openDoor } from '../support/comers'

describe('a one-time link', () => {
  test('lets its reader in once, with codes that are shown this once', async () => {
    const { member, invite, browser, join } = await openDoor()
    const { who, page } = await member('olive')
    expect(page.document.querySelectorAll('.codes li')).toHaveLength(10)
    expect((await who.get('/organise/account')).text).toContain('Olive Ganiser')
    const link = await invite('second')
    await join(who, link)
    for (const one of [who, browser()]) expect((await one.get(link)).status).toBe(410)
  })

  test('is taken by nobody who merely reads it, and works in the first browser alone that takes it', async () => {
    const { invite, browser } = await openDoor()
    const link = await invite('olive')
    const [scanner, olive, thief] = [browser(), browser(), browser()]
    for (let once = 0; once < 3; once++) expect((await scanner.get(link)).text).toContain('You are invited')
    await olive.post(link, { step: 'begin' })
    expect((await olive.get(link)).text).toContain('How will you sign in?')
    for (const other of [thief, scanner]) {
      const page = await other.get(link)
      expect([page.status, page.text]).toEqual([410, expect.stringContaining('opened in another browser')])
      for (const path of [link, `${link}/passkey`])
        expect((await other.post(path, { step: 'password', name: 'A Thief' })).status).toBe(410)
    }
  })

  test('ends after a week; one that nobody made is not found', async () => {
    const { invite, browser, clock } = await openDoor()
    const link = await invite('olive')
    clock.advance(7 * 24 * hour)
    const page = await browser().get(link)
    expect([page.status, page.text]).toEqual([410, expect.stringContaining('has ended')])
    expect((await browser().get(`/organise/join/${'x'.repeat(43)}`)).status).toBe(404)
  })

  test('says everything that is wrong at once, and keeps the key that an app was told', async () => {
    const { invite, browser, join } = await openDoor()
    const who = browser()
    const { page } = await join(who, await invite('olive'), { name: '', password: 'short', code: '123456' })
    expect(page.status).toBe(422)
    expect(page.document.querySelectorAll('.summary li')).toHaveLength(3)
    expect(page.document.querySelector('title')?.textContent).toMatch(/^Error: /)
  })
})

describe('an owner of one campaign', () => {
  test('brings others in to it by a link, with any role there, and takes it again', async () => {
    const { store, clock, browser, join, member, link } = await openCampaignDoor()
    const { who: owner } = await member('olive', 'owner', 1)
    const made = await owner.post(link, { step: 'invite', email: 'eddie@example.org', role: 'editor' })
    const url = made.document.querySelector('pre.link')?.textContent ?? ''
    expect((await owner.get(link)).text).toContain('As editor of')
    const eddie = browser()
    await join(eddie, new URL(url).pathname, { name: 'Eddie Torr' })
    expect((await eddie.get('/organise/campaigns/safer-crossings/edit')).status).toBe(200)
    expect((await eddie.get(link)).status).toBe(404)
    const button = (await owner.get(link)).document.querySelector('[aria-label^="Take the role: Eddie"]')
    const of = button?.closest('form')?.querySelector('[name=of]')?.getAttribute('value') ?? ''
    expect((await owner.post(link, { step: 'take', of })).location).toBe(`${link}?done=taken`)
    expect((await eddie.get('/organise/campaigns/safer-crossings/edit')).location).toContain(
      '/organise/sign-in',
    )
    expect((await store.organisers()).map(({ roles }) => roles)).toEqual([
      [{ campaignId: 1, role: 'owner' }],
      [],
    ])
    const last = await owner.post(link, { step: 'take', of: (await store.organisers())[0]?.id ?? '' })
    expect([last.status, last.text]).toEqual([422, expect.stringContaining('the last owner')])
    clock.advance(11 * 60_000)
    expect((await owner.get(link)).location).toContain('/organise/prove')
  })

  test('gives whoever organises already the role and gets no link to them; other campaigns’ links are not theirs', async () => {
    const { store, member, invite, link } = await openCampaignDoor()
    await member('boss')
    const { who: owner } = await member('olive', 'owner', 1)
    const given = await owner.post(link, { step: 'invite', email: 'Boss@example.org', role: 'viewer' })
    expect(given.location).toBe(`${link}?done=given`)
    expect((await store.organiserByMailbox('boss@example.org'))?.roles).toEqual([
      { campaignId: 0, role: 'owner' },
      { campaignId: 1, role: 'viewer' },
    ])
    expect((await owner.get(link)).text).not.toContain('Invited')
    await invite('elsewhere', 'viewer', 2)
    const [theirs] = await store.openInvitations()
    expect((await owner.get(link)).text).not.toContain('elsewhere')
    await owner.post(link, { step: 'cancel', of: theirs?.id ?? '' })
    expect(await store.openInvitations()).toHaveLength(1)
    const everywhere = { step: 'invite', email: 'new@example.org', role: 'owner', campaign: '0' }
    await owner.post(link, everywhere)
    expect((await store.openInvitations()).map(({ campaignId }) => campaignId)).toEqual([1, 2])
  })
})

async function openCampaignDoor() {
  const door = await openDoor()
  await openCampaign(door.store, door.clock.now(), campaignText())
  return { ...door, link: '/organise/campaigns/safer-crossings/organisers' }
}

describe('a new password', () => {
  test.each([
    ['password1', 'Many people have chosen'],
    ['QWERTYUIOP', 'Many people have chosen'],
    ['kettle1', 'at least 8 characters'],
    ['x'.repeat(129), '128 characters or fewer'],
    ['Olive.Ganiser-2026', 'hardly more than your name'],
    ['olive@example.org', 'hardly more than your name'],
    ['WalkTogether!!1', 'hardly more than your name'],
  ])('is not %s', async (weak, words) => {
    const { store, clock, invite, browser, join } = await openDoor()
    await openCampaign(store, clock.now(), campaignText())
    const { page } = await join(browser(), await invite('olive'), { password: weak })
    expect(page.document.querySelector('#password-error')?.textContent).toContain(words)
  })

  test.each(['ééééééé8', '🚸🦉🚸🦉🚸🦉🚸🦉', 'a b c d e f g h', 'Olive likes gravel and moonlight'])(
    'may be %s, and lets them in',
    async odd => {
      const { invite, browser, join, signIn } = await openDoor()
      const { app } = await join(browser(), await invite('olive'), { password: odd })
      expect((await signIn(browser(), app.code(1), { password: odd })).location).toBe('/organise')
    },
  )
})
