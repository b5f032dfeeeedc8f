import { expect, test } from 'vitest'
import { openCampaign, placesDraft, savePlaces } from '../support/campaign'
import { clockAt } from '../support/clock'
import { namedRegisters } from '../support/named-registers'
import { testPorts } from '../support/ports'
import { pagesOver } from '../support/rendering'
import { openTestStore } from '../support/store'

const at = clockAt().now()
const office = 'Source: Office for National Statistics licensed under the Open Government Licence v.3.0'

const seatOf = (code: string, name: string, region: string, nameCy: string | null = null) => ({
  ...{ code, name, nameCy, region, regionCode: '', country: 'Testland', since: null, until: null },
  ...{ registerId: null, byElection: null, latitude: null, longitude: null },
})

async function open() {
  const { store } = openTestStore()
  return { store, page: await pagesOver({ ...testPorts(store, clockAt()), registers: namedRegisters }) }
}

/** Codes as real ones are, of places that there are not. */
async function openReal() {
  const { store, page } = await open()
  const draft = placesDraft({
    constituencies: [
      seatOf('E14999991', 'Realminster', 'North Part'),
      seatOf('E14999992', 'Voidbury', 'South Part'),
      seatOf('W07999993', 'Môr Isle', 'Wales', 'Ynys y Môr'),
    ],
    members: (placesDraft().members?.rows ?? [])
      .slice(0, 2)
      .map((member, n) => ({ ...member, constituencyCode: n === 0 ? 'E14999991' : 'W07999993' })),
    postcodes: { 'ZZ1 1AA': 'E14999991' },
  })
  const postcodes = draft.postcodes && {
    ...draft.postcodes,
    source: { ...draft.postcodes.source, credits: [office] },
  }
  await store.importPlaces({ ...draft, postcodes }, at, 'save')
  return { store, page }
}

async function openInvented() {
  const { store, page } = await open()
  await savePlaces(store, at)
  return { store, page }
}

test('every constituency is listed under its region, with its Welsh name, its MP, and how many are vacant', async () => {
  const { document, text } = await (await openReal()).page('/constituencies')
  expect(text).toContain('3 constituencies, 1 vacant.')
  expect([...document.querySelectorAll('main h2')].map(one => one.textContent)).toEqual([
    'North Part',
    'South Part',
    'Wales',
    'Where this comes from',
  ])
  const links = [...document.querySelectorAll('nav[aria-label=Regions] a')].map(one =>
    one.getAttribute('href'),
  )
  expect(links).toEqual(['#in-north-part', '#in-south-part', '#in-wales'])
  for (const link of links) expect(document.querySelector(link ?? '')).not.toBeNull()
  const rows = [...document.querySelectorAll('tbody tr')].map(one => one.textContent)
  expect(rows).toEqual([
    'RealminsterAsha GrangeIndependent',
    'Voidburyno sitting MP',
    'Môr IsleYnys y MôrBen HoltIndependent',
  ])
  expect(document.querySelector('[lang=cy]')?.textContent).toBe('Ynys y Môr')
})

test.each([
  ['mor', ['Môr Isle']],
  ['YNYS', ['Môr Isle']],
  ['ben holt', ['Môr Isle']],
  ['bury', ['Voidbury']],
])('looking for %s finds %j without a script, and leads back to the list', async (typed, names) => {
  const { document } = await (await openReal()).page(`/constituencies?q=${encodeURIComponent(typed)}`)
  const found = [...document.querySelectorAll('tbody th')].map(one => one.firstChild?.textContent)
  expect(found).toEqual(names)
  expect(document.querySelector('input[name=q]')?.getAttribute('value')).toBe(typed)
  expect(document.querySelector('main a[href="/constituencies"]')).not.toBeNull()
})

test('looking for what there is not says so, repeats it harmlessly, and leads back', async () => {
  const { status, document, text } = await (await openReal()).page(
    `/constituencies?q=${encodeURIComponent('<b>Nowhere</b>')}`,
  )
  expect([status, document.querySelector('table'), document.querySelector('main b')]).toEqual([
    200,
    null,
    null,
  ])
  expect(text).toContain('No constituency and no MP is called “<b>Nowhere</b>”.')
  expect(document.querySelector('main a[href="/constituencies"]')).not.toBeNull()
})

test.each(['?q=', '?q=%20', '?utm_source=x'])('%s leads to the list itself, which is kept', async query => {
  const { status, location } = await (await openReal()).page(`/constituencies${query}`)
  expect([status, location]).toEqual([302, '/constituencies'])
})

test('what licences ask is shown, each line once, with links to the licences and the registers that are asked', async () => {
  const { document } = await (await openReal()).page('/constituencies')
  const sources = document.querySelector('#sources')
  expect([...(sources?.querySelectorAll('.credits li') ?? [])].map(one => one.textContent)).toEqual([
    'Invented for tests',
    office,
    'Contains post',
    'Contains maps',
    'Contains members',
  ])
  expect(sources?.querySelector('.credits a')?.getAttribute('href')).toBe(
    'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
  )
  expect(sources?.textContent).toContain('Postcodes: A file for tests, read on 23 November 2026')
  expect(sources?.textContent).toContain(
    'looked up at postcodes.io (api.postcodes.example); nothing else is sent',
  )
})

test('invented places are said to be invented, and no register is named', async () => {
  const { document } = await (await openInvented()).page('/constituencies')
  const said = document.querySelector('#sources')?.textContent
  expect(said).toContain('invented')
  expect(said).not.toContain('postcodes.io')
})

test('while Parliament is dissolved the list says so once, and a by-election is named with its day', async () => {
  const { store, page } = await openReal()
  await store.vacateSeat('E14999992', '2027-02-04', at)
  expect((await page('/constituencies')).text).toContain('By-election on 4 February 2027')
  await store.setParliament(
    { state: 'dissolved', dissolved: '2027-03-01', election: '2027-04-01', by: 'operator' },
    at,
  )
  const { text } = await page('/constituencies')
  expect(text).toContain(
    'Parliament is dissolved, so there are no MPs until after the general election on 1 April 2027.',
  )
})

test('before anything is brought in the page says so, and asks for no name', async () => {
  const { document, text } = await (await open()).page('/constituencies')
  expect(text).toContain('No constituencies have been brought in yet.')
  expect(document.querySelector('input')).toBeNull()
})

test('the privacy notice names the registers that postcodes are sent to, and none where places are invented', async () => {
  const notices = await Promise.all(
    [await openReal(), await openInvented()].map(async ({ store, page }) => {
      await openCampaign(store, at)
      return (await page('/campaigns/safer-crossings/privacy')).text
    }),
  )
  expect(notices).toEqual([
    expect.stringContaining(
      'your postcode, and nothing else, is looked up at postcodes.io (api.postcodes.example).',
    ),
    expect.not.stringContaining('looked up'),
  ])
})
