import { expect, test } from 'vitest'
import { readPackChoice } from '../../app/domain/pack/form'
import { readPack } from '../../app/domain/pack/pack'
import { openWorld } from '../store/contract/world'
import { ashford, brookside, campaignText } from '../support/campaign'
import { letterDraft } from '../support/drafts'
import { testPorts } from '../support/ports'
import { openTestStore } from '../support/store'

async function packOf(query: string, text = campaignText({ small_counts: 'shown' })) {
  const world = await openWorld(() => openTestStore().store, { text })
  for (let n = 0; n < 5; n++)
    await world.signAndConfirm({ email: `a${n}@example.org`, letter: n < 4 ? letterDraft() : null })
  await world.signAndConfirm({
    email: 'b@example.org',
    constituency: { code: brookside.code, by: 'postcode' },
  })
  await world.signAndConfirm({ email: 'nowhere@example.org', constituency: null })
  await world.collect()
  const ports = testPorts(world.store, world.clock)
  return readPack(ports, world.campaign, readPackChoice(world.campaign, new URLSearchParams(query)))
}

test('a pack has each constituency that signed, by name, with small numbers left out', async () => {
  const { totals, places } = await packOf('')
  expect(totals).toEqual({ signatures: 7, letters: 4, replies: 0 })
  expect(places?.map(({ name, signatures }) => [name, signatures])).toEqual([
    [ashford.name, 5],
    [brookside.name, 1],
    ['Without a constituency', 1],
  ])
  const [here, there] = places ?? []
  expect(here).toMatchObject({ mp: 'Asha Grange', letters: null, replies: null })
  expect(here?.principles).toEqual([
    { title: 'Zebra crossings', signatures: 5 },
    { title: 'Lights', signatures: 0 },
  ])
  expect(there?.principles).toBe(null)
})

test('one constituency can be printed alone, also where nobody signed', async () => {
  expect((await packOf(`constituency=${brookside.code}`)).places).toHaveLength(1)
  expect((await packOf('constituency=Z14000103')).places).toMatchObject([
    { signatures: 0, mp: 'the seat is vacant' },
  ])
})

test('below 100 signatures no place is told, and nothing is on the map', async () => {
  expect(await packOf('', campaignText())).toMatchObject({ places: null, map: [] })
})

test.each([
  ['', ['meeting', 'places', 'hand-in'], 2],
  ['part=evidence&part=meeting&part=nonsense&sheets=50', ['meeting', 'evidence'], 50],
  ['sheets=51', ['meeting', 'places', 'hand-in'], 2],
  ['sheets=-1&part=petition', ['petition'], 2],
  ['sheets=x', ['meeting', 'places', 'hand-in'], 2],
])('an address with “%s” asks for %j', (query, parts, sheets) => {
  const choice = readPackChoice({ text: campaignText() }, new URLSearchParams(query))
  expect(choice.parts).toEqual(parts)
  expect(choice.petition.sheets).toBe(sheets)
})

test('the petition’s words are the campaign’s until somebody writes others', () => {
  const { petition } = readPackChoice({ text: campaignText() }, new URLSearchParams('requests=  urge it '))
  expect(petition).toMatchObject({
    declares: 'children should be able to walk to school.',
    requests: 'urge it',
  })
})
