import { describe, expect, test } from 'vitest'
import { parseCampaign } from '../../app/domain/campaign/file'
import { fieldsOf } from '../../app/domain/draft/text'
import type { Role } from '../../app/domain/organiser/role'
import { consentWording } from '../../app/domain/privacy/privacy'
import { openWorld } from '../store/contract/world'
import { campaignText } from '../support/campaign'
import { signInAs } from '../support/organiser'
import { testPorts } from '../support/ports'
import { pagesOver } from '../support/rendering'
import { openTestStore } from '../support/store'

const desk = '/organise/campaigns/safer-crossings'

describe('a draft', () => {
  test('is shown in the editor with what is wrong beside its field and above the page, and in no public page', async () => {
    const { ask, draft } = await open()
    await draft({ title: 'Drafted title', goal: 'many', 'letter.openings.0': 'Fine. {' })
    const letter = await ask(`${desk}/edit/letter`)
    expect(letter.document.querySelector('.summary a')?.getAttribute('href')).toBe('#letter.openings.0')
    expect(letter.document.getElementById('letter.openings.0-error')?.textContent).toContain(
      'Opening sentence 1, line 1 has a stray {',
    )
    expect(letter.document.querySelector('title')?.textContent).toMatch(/^Error: /)
    expect(letter.text).toContain('Target, goal and dates (1 to mend)')
    const overview = await ask(`${desk}/edit`)
    expect(overview.text).toContain('Goal must be a whole number')
    expect(overview.document.querySelector('button[value=publish]')).toBeNull()
    expect((await ask('/campaigns/safer-crossings')).text).not.toContain('Drafted title')
  })

  test('is previewed as its readers will see it, what is wrong in it as it was published', async () => {
    const { ask, draft } = await open()
    await draft({ title: 'Drafted title', thanks: 'Thank *you*.', goal: 'many' })
    const page = await ask(`${desk}/preview/page`)
    expect([page.document.querySelector('h1')?.textContent, page.text.includes('0 of 100')]).toEqual([
      'Drafted title',
      true,
    ])
    expect((await ask(`${desk}/preview/thanks`)).document.querySelector('em')?.textContent).toBe('you')
    expect((await ask(`${desk}/preview/letter`)).text).toContain('Dear Alex Sample,')
    expect((await ask(`${desk}/preview/mail`)).document.body.textContent).toContain('Drafted title')
    expect((await ask(`${desk}/preview`)).text).toContain('not right yet (goal)')
    expect((await ask(`${desk}/preview/else`)).status).toBe(404)
  })

  test('is compared with what is published, in words marked as added and gone', async () => {
    const { ask, draft } = await open()
    await draft({ title: 'A safe crossing at each school' })
    const { document } = await ask(`${desk}/versions/compare?from=1&to=draft`)
    const section = document.querySelector('.compared')
    expect(section?.querySelector('del')?.textContent?.trim()).toBe('every')
    expect(section?.querySelector('ins')?.textContent?.trim()).toBe('each')
    expect((await ask(`${desk}/versions/compare?from=1&to=99`)).status).toBe(404)
  })
})

test('what an office would not read kindly is said under the sentence that says it', async () => {
  const { ask } = await open()
  const { document } = await ask(`${desk}/edit/letter`)
  const field = document.getElementById('letter.closings.0')?.parentElement
  expect(field?.querySelector('.notes')?.textContent).toContain('Closing sentence 1 is said in one way only')
})

test('a campaign is taken out as a file that reads back the same', async () => {
  const { ask, campaign } = await open()
  const { body } = await ask(`${desk}/file.yaml`)
  expect(parseCampaign(body, 'f').text).toEqual(campaign.text)
})

test('a campaign file is brought in whole, chosen or pasted, as a new campaign or as a draft; what is wrong is told by line', async () => {
  const { ask, campaign, world } = await open()
  const { body } = await ask(`${desk}/file.yaml`)
  const send = (path: string, file: Blob | string) => {
    const form = new FormData()
    form.set(typeof file === 'string' ? 'text' : 'file', file)
    return ask(path, form)
  }
  const changed = body.replace(/^title: .*$/m, 'title: Brought in')
  const draft = await send(`${desk}/edit`, new Blob([changed]))
  expect(draft.location).toBe(`${desk}/edit?done=imported`)
  expect((await ask(`${desk}/edit/texts`)).document.querySelector('#title')?.getAttribute('value')).toBe(
    'Brought in',
  )
  const other = body.replace(/^slug: .*$/m, 'slug: elsewhere')
  const made = await send('/organise/campaigns/new', other)
  expect(made.location).toBe('/organise/campaigns/elsewhere/edit?done=made')
  const wrong = await send('/organise/campaigns/new', new Blob([other.replace(/^goal: .*$/m, 'goal: many')]))
  expect([wrong.status, wrong.document.querySelector('#file-error')?.textContent]).toEqual([
    422,
    expect.stringMatching(/Line \d+: goal/),
  ])
  expect(wrong.document.querySelector('#text')?.textContent).toContain('goal: many')
  const latin1 = await send(`${desk}/edit`, new Blob([Buffer.from(`title: Zoë\n${body}`, 'latin1')]))
  expect(latin1.document.querySelector('.summary')?.textContent).toContain('not in UTF-8')
  expect((await send(`${desk}/edit`, '')).document.querySelector('#file-error')?.textContent).toContain(
    'Choose',
  )
  for (let length = 100; length < 300; length += 20) {
    const again = await send('/organise/campaigns/new', 'ŵ€'.repeat(length))
    expect(again.document.querySelector('#text')?.textContent, 'torn where a buffer ends').toBe(
      'ŵ€'.repeat(length),
    )
  }

  const { cookie } = await signInAs(world.store, world.clock.now(), 'editor', { campaignId: campaign.id })
  const one = await pagesOver(testPorts(world.store, world.clock), { cookie })
  const theirs = new FormData()
  theirs.set('text', body.replace(/^slug: .*$/m, 'slug: third'))
  expect((await one(`${desk}/edit`, theirs)).status).toBe(422)
  expect(await world.store.campaign('third')).toBeNull()
})

test('versions name who published them, and when', async () => {
  const { ask, world, organiser } = await open()
  const text = campaignText({ title: 'Another title' })
  await world.store.saveCampaign(text, consentWording(text, []), world.clock.now(), organiser)
  const { text: said } = await ask(`${desk}/versions`)
  expect(said).toContain('by Olive Ganiser')
  expect(said).toContain('by the operator')
})

test.each([
  ['viewer', '/edit', 404],
  ['viewer', '/edit/texts', 404],
  ['viewer', '/versions', 404],
  ['viewer', '/state', 404],
  ['viewer', '/checklist', 404],
  ['viewer', '/file.yaml', 404],
  ['viewer', '/preview', 200],
  ['editor', '/edit/nothing', 404],
  ['editor', '/edit/texts', 200],
] as const)('a %s who asks for %s is answered %i', async (role, path, status) => {
  const { ask } = await open(role)
  expect((await ask(desk + path)).status).toBe(status)
})

/** An open campaign, and an organiser who asks for its pages. */
async function open(role: Role = 'editor') {
  const world = await openWorld(() => openTestStore().store)
  const { store, clock, campaign } = world
  const ports = testPorts(store, clock)
  const organiser = await signInAs(store, clock.now(), role)
  return {
    ...{ world, campaign, organiser },
    ask: await pagesOver(ports, organiser),
    draft: (odd: Readonly<Record<string, string>>) =>
      store.saveDraft(
        {
          campaignId: campaign.id,
          fields: { ...fieldsOf(campaign.text), ...odd },
          basis: campaign.version,
          savedBy: organiser.id,
          savedAt: clock.now(),
        },
        null,
      ),
  }
}
