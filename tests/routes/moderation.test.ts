import { describe, expect, test } from 'vitest'
import type { Role } from '../../app/domain/organiser/role'
import { claimLetters, only, openWorld, type World } from '../store/contract/world'
import { campaignText } from '../support/campaign'
import { letterDraft } from '../support/drafts'
import { signInAs } from '../support/organiser'
import { testPorts } from '../support/ports'
import { pagesOver } from '../support/rendering'
import { openTestStore } from '../support/store'

const desk = '/organise/campaigns/safer-crossings'

describe('finding', () => {
  test.each([
    ['email', ' Rosa+news@Example.org '],
    ['postcode', 'zz11aa'],
  ])(
    'by %s leads to the one that is meant, and the log knows that somebody looked and not for what',
    async (by, typed) => {
      const { asked, world } = await opened()
      const { id } = await world.signAndConfirm()
      await world.signAndConfirm({ email: 'other@example.org', postcode: 'ZZ1 1AB', name: 'Otto Other' })
      const { status, document, text } = await asked(`${desk}/signatures`, form({ by, [by]: typed }))
      expect(status).toBe(200)
      expect(text).toContain('1 found')
      expect(document.querySelector(`a[href="${desk}/signatures/${id}"]`)?.textContent).toBe('Rosa Lind')
      expect(text).not.toContain('Otto')
      const [event] = await world.store.auditBefore(world.campaign.id, null, 1)
      expect(event).toMatchObject({ action: 'signature-found', object: `campaign:${world.campaign.id}` })
      expect(JSON.stringify(event)).not.toMatch(/rosa|zz1/i)
    },
  )

  test('what is not exact finds nothing, and is told so', async () => {
    const { asked, world } = await opened()
    await world.signAndConfirm()
    const { status, text } = await asked(`${desk}/signatures`, form({ by: 'email', email: 'rosa' }))
    expect([status, text]).toEqual([422, expect.stringContaining('Enter a whole e-mail address')])
    const other = await asked(`${desk}/signatures`, form({ by: 'email', email: 'r@example.org' }))
    expect(other.text).toContain('None found')
  })

  test('a signature is taken off with a reason, put back, and another campaign’s is nowhere', async () => {
    const { asked, world } = await opened()
    const { id } = await world.signAndConfirm()
    const page = `${desk}/signatures/${id}`
    const refused = await asked(page, form({ intent: 'invalidate', reason: ' ' }))
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('Say why')])
    expect(refused.text).toContain('Zebra crossings')
    expect(await world.store.signatureCount(world.campaign.id)).toBe(1)
    const taken = await asked(page, form({ intent: 'invalidate', reason: 'Signed by a neighbour' }))
    expect([taken.status, taken.location]).toEqual([303, `${page}?done=invalidate`])
    expect((await asked(page)).text).toContain('Taken off the count by an organiser')
    await asked(page, form({ intent: 'restore', reason: 'It was theirs' }))
    expect((await asked(page)).text).toContain('Confirmed, and counts')
    expect((await asked(page.replace(id, '01900000-0000-7000-8000-000000000000'))).status).toBe(404)
  })
})

test('many are counted, taken off, and put back, each step a page', async () => {
  const { asked, world } = await opened()
  for (const name of ['one', 'two']) await world.signAndConfirm({ email: `${name}@spam.example` })
  await world.signAndConfirm()
  const refused = await asked(`${desk}/invalidations`, form({ network: '10.0.0.0/8' }))
  expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('That is too wide')])
  const nothing = await asked(`${desk}/invalidations`, form({}))
  expect(nothing.text).toContain('an empty rule would be about everybody')
  const page = (await asked(`${desk}/invalidations`, form({ domain: '@Spam.example' }))).location ?? ''
  const shown = await asked(page)
  expect(shown.text).toContain('2 signatures: 2 confirmed, 0 waiting to be')
  expect(shown.text).toContain('Ashford Vale')
  expect(shown.text).not.toContain('Rosa')
  await asked(page, form({ intent: 'order', reason: 'A script' }))
  expect((await asked(page)).text).toContain('Off the count now2')
  expect(await world.store.signatureCount(world.campaign.id)).toBe(1)
  expect((await asked(page, form({ intent: 'cancel', reason: 'Late' }))).status).toBe(409)
  await asked(page, form({ intent: 'undo', reason: 'It was a school' }))
  expect((await asked(page)).text).toContain('Put back')
  expect(await world.store.signatureCount(world.campaign.id)).toBe(3)
  expect((await asked(`${desk}/invalidations`)).text).toContain('Mail domain: spam.example')
})

test('the queue has what needs a person, the oldest first, and is empty once each was seen to', async () => {
  const text = campaignText({ letter: { ...campaignText().letter, hold_above: 0.5 } })
  const { asked, world } = await opened('editor', text)
  const { store, clock, signAndConfirm } = world
  const failed = await signAndConfirm({ letter: letterDraft() })
  const mail = only(await claimLetters(world))
  await store.settleOutgoing(mail, { state: 'bounced', reply: '550 who?' }, clock.now())
  clock.advance(1000)
  const alike = { ...letterDraft(), likeness: 0.9 }
  await signAndConfirm({ email: 'two@example.org', letter: alike })
  clock.advance(1000)
  const marked = await signAndConfirm({ email: 'three@example.org', review: 'network' })
  const queue = await asked(`${desk}/queue`)
  expect(
    [...queue.document.querySelectorAll('.cards > li > a')].map(one => one.getAttribute('href')),
  ).toEqual([
    `${desk}/letters/${failed.letter?.id}`,
    `${desk}/letters/${alike.id}`,
    `${desk}/signatures/${marked.id}`,
  ])
  expect(queue.text).not.toContain('Mill Lane')
  const letter = await asked(`${desk}/letters/${alike.id}`)
  expect(letter.text).toContain('Please paint the stripes on Mill Lane.')
  await asked(`${desk}/queue`, form({ letter: failed.letter?.id ?? '' }))
  await asked(`${desk}/letters/${alike.id}`, form({ intent: 'release' }))
  expect((await asked(`${desk}/letters/${alike.id}`, form({ intent: 'refuse' }))).status).toBe(403)
  await asked(`${desk}/signatures/${marked.id}`, form({ intent: 'review' }))
  expect((await asked(`${desk}/queue`)).text).toContain('Nothing waits for you')
  expect((await world.store.auditBefore(world.campaign.id, null, 4)).map(({ action }) => action)).toEqual([
    'signature-reviewed',
    'letter-released',
    'mail-settled',
    'letter-read',
  ])
})

describe('a campaign that is taken off the site', () => {
  test('is gone from its page, every list and its data until an owner puts it back', async () => {
    const { asked, world } = await opened()
    const page = '/campaigns/safer-crossings'
    const report = (await asked(page)).document
      .querySelector('a[href^="mailto:abuse@"]')
      ?.getAttribute('href')
    expect(report).toBe('mailto:abuse@undersigned.example?subject=Report%3A%20%2Fcampaigns%2Fsafer-crossings')
    await asked(`${desk}/take-down`, form({ intent: 'take-down', reason: 'A complaint' }))
    const gone = await asked(page)
    expect([gone.status, gone.text]).toEqual([410, expect.stringContaining('is not here at the moment')])
    expect((await asked('/')).text).not.toContain('safe crossing')
    expect((await asked('/petitions.json')).document.toString()).not.toContain('safe crossing')
    const data = [`${page}/count.json`, '/petitions/1.json', '/petitions/1/count.json']
    for (const path of data) expect((await asked(path)).status, path).toBe(410)
    await asked(`${desk}/take-down`, form({ intent: 'put-back', reason: 'It was unfounded' }))
    expect((await asked(page)).status).toBe(200)
    expect((await world.store.campaign('safer-crossings'))?.state).toBe('paused')
  })

  test('is so by an owner alone', async () => {
    const { asked } = await opened('editor')
    expect((await asked(`${desk}/take-down`, form({ intent: 'take-down', reason: 'No' }))).status).toBe(404)
    expect((await asked(`${desk}/queue`)).document.querySelector(`a[href="${desk}/take-down"]`)).toBeNull()
  })
})

test.each(['exporter', 'viewer'] as const)('%s moderates nothing', async role => {
  const { asked } = await opened(role)
  for (const path of ['queue', 'signatures', 'invalidations', 'paper'])
    expect((await asked(`${desk}/${path}`)).status).toBe(404)
})

async function opened(role: Role = 'owner', text = campaignText()) {
  const world: World = await openWorld(() => openTestStore().store, { text })
  const { cookie } = await signInAs(world.store, world.clock.now(), role)
  return { world, asked: await pagesOver(testPorts(world.store, world.clock), { cookie }) }
}

function form(fields: Readonly<Record<string, string>>): URLSearchParams {
  return new URLSearchParams(fields)
}
