import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readCampaignText } from '../../app/domain/campaign/check'
import { placeInWords } from '../../app/domain/draft/fields'
import type { LetterId } from '../../app/domain/id'
import { lettersReport } from '../../app/domain/letter/report'
import { sampleLetters, usualSamples } from '../../app/domain/letter/sample-letters'
import { claimLetters, type Odd, only, openWorld, type World } from '../store/contract/world'
import { brookside, campaignText } from '../support/campaign'
import { letterDraft } from '../support/drafts'
import { signInAs } from '../support/organiser'
import { testPorts } from '../support/ports'
import { pagesOver } from '../support/rendering'
import { openTestStore } from '../support/store'

const path = '/organise/campaigns/safer-crossings/letters'
const demo = readCampaignText(parse(readFileSync('db/demo/fair-hearing.yaml', 'utf8')))

describe('with letters', () => {
  test('each state has its count and what it means, and what is held has its reason and the commands that decide', async () => {
    const { rows, text, document } = await withLetters()
    expect(rows('By state').map(([name, count]) => [name?.split(/(?=[A-Z])/)[0], count])).toEqual([
      ['queued', '0'],
      ['sending', '0'],
      ['accepted', '21'],
      ['deferred', '0'],
      ['bounced', '0'],
      ['gave up', '0'],
      ['held', '2'],
      ['unknown', '0'],
    ])
    expect(rows('Why letters are held')).toEqual([
      [expect.stringMatching(/^its writer’s constituency is not knownThey go once it is known/), '1'],
      [expect.stringMatching(/^it is much like others: look at itThey wait for you/), '1'],
    ])
    expect(document.querySelector('pre')?.textContent?.split('\n')).toContain(
      'npm run --silent cli -- letter release --all safer-crossings',
    )
    expect(text).not.toMatch(/delivered/i)
  })

  test('their likeness is spread over ten tenths, each with a bar, and the limit is named', async () => {
    const { text, document } = await withLetters()
    expect(text).toContain(
      '26% of 23 letters are at least half like one before; the one in the middle is 0.2 to 0.3.',
    )
    expect(text).toContain('holds letters above 0.8')
    const rows = [...document.querySelectorAll('section:has(> #likeness) tbody tr')]
    expect(rows.map(row => row.textContent)).toEqual(
      [0, 0, 17, 0, 0, 5, 0, 0, 0, 1].map(
        (letters, tenth) => `0.${tenth} to ${((tenth + 1) / 10).toFixed(1)}${letters}`,
      ),
    )
    expect(rows.map(row => row.querySelector('.bar-ink')?.getAttribute('width'))).toEqual([
      '0',
      '0',
      '100',
      '0',
      '0',
      '29.4',
      '0',
      '0',
      '0',
      '5.9',
    ])
  })

  test('what came of them is told whole, also of an MP who got one letter, with the page that is public', async () => {
    const { rows, text, document } = await withLetters({ replies: 'public' })
    expect(text).toContain('21 letters have been accepted by a mail system, and 2 writers have told')
    expect(rows('By MP')).toEqual([
      ['Asha GrangeAshford Vale', '20 letters, 1 answered1 agrees; half within 4 days; 1 without a reply'],
      ['Ben HoltBrookside', '1 letter, 0 answered'],
    ])
    expect(document.querySelector('a[href="/campaigns/safer-crossings/replies"]')).not.toBeNull()
  })

  test('each principle has its share, and the places where more choose it than elsewhere', async () => {
    const { rows } = await withLetters()
    expect(rows('What moves people where')).toEqual([
      ['Zebra crossings87%, 20', 'Ashford Vale100%, 20 of 20'],
      ['Lights13%, 3', 'nowhere'],
      ['Signs0%, 0', 'nowhere'],
    ])
  })

  test('nothing on it is one supporter’s: no name, no address, no word that they wrote', async () => {
    const { html, read } = await withLetters()
    for (const theirs of ['Rosa', 'Lind', '@example.org', 'ZZ1', 'Weaver', 'Mill Lane', 'Canary'])
      expect(html + read).not.toContain(theirs)
  })
})

test('before anybody signs, every part says what will be there, and the samples are there already', async () => {
  const { text, document } = await report(await openWorld(() => openTestStore().store))
  for (const words of [
    'They are counted here once there are some.',
    'Each is compared with all before it',
    'Your campaign sets no limit',
    'Two weeks after one does, its writer is asked',
    'Organisers alone see this.',
    'Nobody has signed yet.',
  ])
    expect(text).toContain(words)
  expect([...document.querySelectorAll('table')].map(one => one.textContent?.slice(0, 13))).toEqual([
    'Pairs of samp',
    'WhereWhat, an',
  ])
  expect(document.querySelectorAll('.letters .letter')).toHaveLength(3)
})

test('samples are those of the terminal: how alike, and the weakest way; a text that reads well has nothing to mend', async () => {
  const { text } = await report(await openWorld(() => openTestStore().store, { text: demo }), demo.slug)
  const { median, weakest } = sampleLetters(demo, usualSamples)
  expect(text).toContain(`half of the pairs are more alike than ${median.toFixed(2)}, and`)
  expect(text).toContain(
    `${weakest?.words}${placeInWords(weakest?.at ?? '')} is in ${weakest?.letters} of 100 letters and makes`,
  )
  expect(text).toContain('Nothing to mend')
})

test('what an office would not read kindly is named with its place, and what to do', async () => {
  const { rows } = await report(await openWorld(() => openTestStore().store))
  expect(rows('What to mend')).toContainEqual([
    'Opening sentence 1',
    'is said in one way onlyWrite three more, so that few letters share it word for word.',
  ])
})

test('whoever is not signed in is led to where they sign in, the same of a campaign that there is and of one that there is not', async () => {
  const world = await openWorld(() => openTestStore().store)
  const asked = await pagesOver(testPorts(world.store, world.clock))
  for (const slug of ['safer-crossings', 'other-crossings'])
    expect(await asked(path.replace('safer-crossings', slug))).toMatchObject({
      status: 303,
      location: `/organise/sign-in?to=${encodeURIComponent(path.replace('safer-crossings', slug))}`,
    })
})

test('a campaign that there is not is not found; a draft is', async () => {
  const world = await openWorld(() => openTestStore().store)
  const asked = await pagesAsOwner(world)
  expect((await asked(path.replace('safer', 'other'))).status).toBe(404)
  const text = campaignText({ slug: 'a-draft', title: 'Not yet' })
  await world.store.saveCampaign(text, { version: 1 } as never, world.clock.now())
  expect((await asked('/organise/campaigns/a-draft/letters')).status).toBe(200)
})

/** Twenty-one letters that were accepted, two of which their writers told of, and two that are held. */
async function withLetters(odd: Readonly<Record<string, unknown>> = {}) {
  const { letter, principles } = campaignText()
  const text = campaignText({
    letter: { ...letter, hold_above: 0.8 },
    principles: [...principles, { slug: 'signs', title: 'Signs', paragraph: [['Put up a sign.']] }],
    ...odd,
  })
  const world = await openWorld(() => openTestStore().store, { text })
  const { store, clock, signAndConfirm } = world
  const write = async (likeness: number, odd: Odd = {}, memberId = 1) => {
    const draft = { ...letterDraft('Canary words on Mill Lane.'), likeness, memberId }
    await signAndConfirm({ email: `${draft.id}@example.org`, letter: draft, ...odd })
    return draft.id
  }
  const elsewhere = {
    constituency: { code: brookside.code, by: 'postcode' },
    principles: ['lights'],
  } as const
  await write(0.5, { ...elsewhere, constituency: null })
  const unplaced = only(await claimLetters(world))
  await store.settleOutgoing(unplaced, { state: 'held', why: 'no-constituency' }, clock.now())
  await write(0.95, elsewhere)
  await write(0.5, elsewhere, 2)
  const written = []
  for (let one = 0; one < 20; one++) written.push(await write(one < 17 ? 0.25 : 0.5))
  await world.collect()
  const [first, second] = written as [LetterId, LetterId]
  const agrees = { answer: 'answered', position: 'agrees', days: 4, words: 'Canary reply' } as const
  const none = { answer: 'none', position: null, days: null, words: null } as const
  await store.recordReply({ letterId: first, ...agrees, answeredAt: clock.now() })
  await store.recordReply({ letterId: second, ...none, answeredAt: clock.now() })
  return report(world)
}

async function report(world: World, slug = 'safer-crossings') {
  const { store, clock } = world
  const ports = testPorts(store, clock)
  const asked = await pagesAsOwner(world)
  const answer = await asked(`/organise/campaigns/${slug}/letters`)
  expect(answer.status).toBe(200)
  const { document } = answer
  /** What stands in each row of the table that has this heading. */
  const rows = (heading: string) => {
    const id = [...document.querySelectorAll('h2, h3')].find(one => one.textContent === heading)?.id
    return [...document.querySelectorAll(`table[aria-labelledby="${id}"] tbody tr`)].map(row =>
      [...row.children].map(cell => cell.textContent),
    )
  }
  const campaign = await store.campaign(slug)
  const read = campaign && JSON.stringify(await lettersReport(ports, campaign))
  return { ...answer, html: document.toString(), read, rows }
}

async function pagesAsOwner({ store, clock }: World) {
  const { cookie } = await signInAs(store, clock.now(), 'owner')
  return pagesOver(testPorts(store, clock), { cookie })
}
