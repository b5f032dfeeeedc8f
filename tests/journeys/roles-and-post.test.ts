import { expect, test } from 'vitest'
import { packSectors } from '../../app/domain/place/sector'
import { campaignText, openCampaign } from '../support/campaign'
import { startProduct } from '../support/product'
import { type Page, visitor as visitorOf } from '../support/visitor'
import { fairHearing, filledIn, startWorld, storeOf, weaverRow, writeToMp } from '../support/world'

function suggested(page: Page): string {
  return page.document.querySelector('textarea[name=body]')?.textContent ?? ''
}

test.each([
  [
    'ZZ9 1AA',
    'Your MP is the Speaker, who takes no part in debates or votes.',
    /(Home Office|minister responsible)/,
    3,
  ],
  ['ZZ10 1AA', 'Your MP does not take their seat, and so has no vote in Parliament.', /(do not|sit|vote)/, 4],
  [
    'ZZ12 1AA',
    'Your MP is a minister, who is bound by what the government decides.',
    /(minister|one voice)/,
    4,
  ],
  ['ZZ1 1AA', null, /./, 3],
] as const)(
  'the letter suggested in %s asks for what its MP can do, and says why it differs',
  async (...row) => {
    const [postcode, why, words, paragraphs] = row
    const { visitor } = await startWorld()
    const principle = ['support-that-lasts']
    const page = await visitor.press(
      await visitor.open(fairHearing),
      'Write to my MP',
      filledIn({ postcode, principle }),
    )
    if (why) expect(page.text).toContain(why)
    else expect(page.text).not.toMatch(/Your MP (is|does)/)
    const said = suggested(page).split('\n\n')
    expect(said).toHaveLength(paragraphs)
    expect(said.at(paragraphs === 4 ? 1 : -1)).toMatch(words)
  },
)

test('a letter to an MP without an address is shown whole, with the envelope’s full title and the House’s address', async () => {
  const world = await startWorld()
  const store = storeOf(world)
  await openCampaign(store, new Date(), campaignText({ target: ['constituency-mp', minister] }))
  await seatDame(store)
  await world.product.stop()
  // Started anew, since it asks at its start whether the places are the demonstration's.
  const { origin } = await startProduct({ folder: world.product.folder, env: { SMTP_URL: world.sink.url } })
  const visitor = visitorOf(origin)
  const envelope = 'The Rt Hon Dame Una Vale DBE MP\nHouse of Commons\nLondon\nSW1A 0AA'

  const typed = await writeToMp({ visitor })
  const page = await visitor.press(typed, 'Check my letter', weaverRow)
  expect(page.document.querySelector('.to-post > .envelope')?.textContent).toBe(envelope)
  expect(page.document.querySelector('#whole')?.textContent).toMatch(/^Dear Dame Una,\n\n.*ZZ1 1AA$/s)
  expect(page.document.querySelector('.printed')?.textContent).toContain(`${envelope}Dear Dame Una,`)
  expect(page.document.querySelector('button[name=letter][value=yes]')).toBeNull()

  const both = await visitor.press(await visitor.open('/campaigns/safer-crossings'), 'Write to my MP', {
    ...filledIn({ principle: ['zebra'] }),
  })
  expect(both.text).toContain('Dear Minister,')
  const seen = await visitor.press(both, 'Check my letter', weaverRow)
  expect(seen.text).toContain('Post one too')
  expect(seen.document.querySelector('.letter')?.textContent).toContain('Dear Minister,')
  expect(seen.document.querySelector('#whole')?.textContent).toMatch(/^Dear Dame Una,/)
})

const minister = { name: 'The Minister', salutation: 'Minister', email: 'minister@paint.example' }

/** Dame Una sits for the one constituency there is, which is none of the demonstration's, and publishes no address. */
async function seatDame(store: ReturnType<typeof storeOf>): Promise<void> {
  const source = { name: 'A file for tests', from: 'test.csv', credits: [] }
  const [seat] = await store.seats()
  if (!seat) throw new Error('no demo')
  const code = 'X14000001'
  const packer = packSectors()
  packer.add({ full: 'ZZ1 1AA' }, { kind: 'found', code })
  const dame = {
    id: 90,
    constituencyCode: code,
    name: 'Una Vale',
    salutation: 'Dame Una',
    party: '',
    since: null,
  }
  const fullTitle = 'The Rt Hon Dame Una Vale DBE MP'
  await store.importPlaces(
    {
      constituencies: { rows: [{ ...seat, code, name: 'Vale' }], since: null, source },
      members: { rows: [{ ...dame, fullTitle, email: null, role: 'member' }], source },
      postcodes: { sectors: packer.sectors(), source },
    },
    new Date(),
    'save',
  )
}
