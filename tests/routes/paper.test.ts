import { expect, test } from 'vitest'
import type { Role } from '../../app/domain/organiser/role'
import { openWorld } from '../store/contract/world'
import { signInAs } from '../support/organiser'
import { testPorts } from '../support/ports'
import { pagesOver } from '../support/rendering'
import { openTestStore } from '../support/store'

const paper = '/organise/campaigns/safer-crossings/paper'

test('a sheet is typed in: each line under its constituency, checked against the others and the browser’s', async () => {
  const { asked, world } = await opened()
  await world.signAndConfirm() // Rosa Lind, in the browser
  const { location } = await asked(
    paper,
    sheet(
      ['Ivo Finch', '2 Mill Lane', 'zz2 1aa', '22/11/2026'],
      ['ROSA  LIND', '', 'ZZ1 1AA'],
      ['Ivo Finch', '', 'ZZ2 1AA'],
    ),
  )
  const page = await asked(location ?? '')
  expect(page.text).toContain('3 signatures, of which 1 counts.')
  const lines = [...page.document.querySelectorAll('.cards > li')].map(one =>
    [...one.querySelectorAll('strong, strong ~ span')].map(part => part.textContent),
  )
  expect(lines).toEqual([
    ['Ivo Finch', '2 Mill Lane, ZZ2 1AA', 'Counts', 'Brookside, signed 22 November 2026'],
    ['ROSA LIND', 'ZZ1 1AA', 'Has signed in the browser', 'Ashford Vale'],
    ['Ivo Finch', 'ZZ2 1AA', 'On another line already', 'Brookside'],
  ])
  expect(await world.tallies()).toMatchObject({
    'signatures/': 1,
    'paper/': 1,
    'paper-by-constituency/Z14000102': 1,
  })
  expect((await asked(paper)).text).toContain('1 signature on paper, beside 1 signature in the browser')
})

test('nothing is stored while a line is not understood, unless the good ones are wanted alone', async () => {
  const { asked, world } = await opened()
  const lines = [
    ['Ivo Finch', '', 'ZZ2 1AA', ''],
    ['', '', 'ZZ2 1AA', ''],
    ['Una Moss', '', 'ZZ', ''],
    ['Ola Reed', '', 'ZZ2 1AA', '24/11/2026'],
    ['Ada Birch', '', 'ZZ2 1AA', '31/02/2026'],
  ] as const
  const refused = await asked(paper, sheet(...lines))
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('1 line is good')
  expect([...refused.document.querySelectorAll('.summary li')].map(one => one.textContent)).toEqual([
    'Line 2: The name is missing',
    'Line 3: Enter a full UK postcode, such as SW1A 1AA',
    'Line 4: The day has not come yet',
    'Line 5: The day must be like 23/11/2026 or 2026-11-23',
  ])
  expect(refused.document.querySelector('#name-3')?.getAttribute('value')).toBe('Una Moss')
  expect(await world.tallies()).toEqual({})
  const form = sheet(...lines)
  form.set('intent', 'enter-good')
  expect((await asked(paper, form)).status).toBe(303)
  expect(await world.tallies()).toMatchObject({ 'paper/': 1 })
})

test('lines are added without losing what was typed', async () => {
  const { asked } = await opened()
  const form = sheet(['Ivo Finch', '', 'ZZ2 1AA', ''])
  form.set('intent', 'more')
  const { status, document } = await asked(paper, form)
  expect(status).toBe(200)
  expect(document.querySelector('#name-1')?.getAttribute('value')).toBe('Ivo Finch')
  expect(document.querySelectorAll('input[name=name]')).toHaveLength(6)
})

test.each([
  ['as a file', (csv: string) => ({ file: new Blob([csv], { type: 'text/csv' }) })],
  ['pasted', (csv: string) => ({ text: csv })],
])('a CSV is brought in %s, its columns in any order, and every bad line is told', async (_, carried) => {
  const { asked, world } = await opened()
  const csv =
    'Post code,Signed on,Full name\r\nZZ1 1AA,2026-11-20,"Finch, Ivo"\r\nZZ,,Una Moss\r\nZZ1 1AA,,one,many\r\n'
  const form = fileForm('enter', carried(csv))
  const refused = await asked(paper, form)
  expect(refused.status).toBe(422)
  expect([...refused.document.querySelectorAll('.summary li')].map(one => one.textContent)).toEqual([
    'Line 3: Enter a full UK postcode, such as SW1A 1AA',
    'Line 4: has 4 cells where the header has 3',
  ])
  expect(refused.document.querySelector('#text')?.textContent).toContain('Finch, Ivo')
  const { location } = await asked(paper, fileForm('enter-good', { text: csv }))
  expect((await asked(location ?? '')).text).toContain('Finch, Ivo')
  expect(await world.tallies()).toMatchObject({ 'paper-by-constituency/Z14000101': 1 })
  const none = await asked(paper, fileForm('enter', { text: 'name,address\r\nIvo,1 Mill Lane\r\n' }))
  expect(none.text).toContain('has no column postcode')
  expect(await world.tallies()).toMatchObject({ 'paper/': 1 })
})

test('a file is read as spreadsheets write it, and nothing of one in another encoding is guessed', async () => {
  const { asked, world } = await opened()
  const enter = (file: Buffer) => asked(paper, fileForm('enter', { file: new Blob([new Uint8Array(file)]) }))
  const tabbed =
    '\uFEFFName\tPostcode\tAddress\r\n"Siân ""Sian"" Moss"\tZZ2 1AA\t"1 Mill Lane\r\nBrookside"\r\n\t\t\r\n'
  for (const file of [
    Buffer.from(tabbed, 'utf16le'),
    Buffer.from(tabbed, 'utf16le').swap16(),
    Buffer.from(tabbed.replaceAll('\t', ';')),
    Buffer.from(tabbed.replaceAll('\t', ',')),
  ]) {
    const page = await asked((await enter(file)).location ?? '')
    expect(page.text).toContain('Siân "Sian" Moss')
    expect(page.text).toContain('1 Mill Lane, Brookside, ZZ2 1AA')
  }
  expect(await world.tallies()).toMatchObject({ 'paper/': 1 })
  const refused = await enter(Buffer.from('name,postcode\r\nSiân Moss,ZZ2 1AA\r\n', 'latin1'))
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('The file is not in UTF-8')
  expect((await enter(Buffer.from(''))).text).toContain('Choose a file, or paste its lines')
})

test('a line is deleted, the next of the same person counts, and a whole sheet goes with a reason', async () => {
  const { asked, world } = await opened()
  const { location } = await asked(
    paper,
    sheet(['Ivo Finch', '', 'ZZ2 1AA', ''], ['Ivo Finch', '', 'ZZ2 1AA', '']),
  )
  const page = (location ?? '').split('?')[0] ?? ''
  const line = (await asked(page)).document.querySelector('input[name=line]')?.getAttribute('value') ?? ''
  await asked(page, new URLSearchParams({ intent: 'line', line }))
  expect((await asked(page)).text).toContain('1 signature, of which 1 counts.')
  expect((await asked(page, new URLSearchParams({ intent: 'remove', reason: '' }))).status).toBe(422)
  const gone = await asked(page, new URLSearchParams({ intent: 'remove', reason: 'Typed in twice' }))
  expect(gone.location).toBe(`${paper}?done=removed`)
  expect(await world.tallies()).toEqual({})
  expect(await world.store.recount()).toEqual([])
})

test('names leave in a file with a reason, which the log keeps, and no formula runs in it', async () => {
  const { asked, world } = await opened()
  await asked(paper, sheet(['=HYPERLINK("x")', '', 'ZZ2 1AA', '']))
  const refused = await asked(`${paper}/export`, new URLSearchParams({ reason: '' }))
  expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('Say why, in a few words')])
  expect((await asked(`${paper}/export.csv`, new URLSearchParams({ reason: '' }))).status).toBe(422)
  const reason = new URLSearchParams({ reason: 'For the hand-in' })
  const led = await asked(`${paper}/export`, reason)
  expect([led.status, led.location]).toEqual([307, `${paper}/export.csv`])
  const file = await asked(led.location ?? '', reason)
  expect(file.body).toContain('"\'=HYPERLINK(""x"")"')
  const [event] = await world.store.auditBefore(world.campaign.id, null, 1)
  expect(event).toMatchObject({ action: 'exported', reason: 'For the hand-in' })
  const editor = await opened('editor')
  expect((await editor.asked(`${paper}/export.csv`, new URLSearchParams({ reason: 'x' }))).status).toBe(404)
})

async function opened(role: Role = 'owner') {
  const world = await openWorld(() => openTestStore().store)
  const { cookie } = await signInAs(world.store, world.clock.now(), role)
  return { world, asked: await pagesOver(testPorts(world.store, world.clock), { cookie }) }
}

function sheet(...lines: readonly (readonly string[])[]): FormData {
  const form = fileForm('enter', { from: 'form' })
  for (const [name = '', address = '', postcode = '', signed = ''] of lines)
    for (const [field, value] of Object.entries({ name, address, postcode, signed }))
      form.append(field, value)
  return form
}

function fileForm(intent: string, odd: Readonly<Record<string, string | Blob>>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries({ from: 'file', intent, ...odd })) form.set(name, value)
  return form
}
