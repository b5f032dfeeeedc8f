import { describe, expect, test } from 'vitest'
import { renewConsentWordings, saveCampaign } from '../../app/domain/campaign/publish'
import { operator } from '../../app/domain/organiser/organiser'
import { importPlaces } from '../../app/domain/place/import'
import type { Constituency, Member } from '../../app/domain/place/place'
import type { PlaceFiles } from '../../app/domain/place/register'
import { askedRegisters, placesOrigin } from '../../app/domain/place/source'
import { placesStatus } from '../../app/domain/place/status'
import type { Ports } from '../../app/domain/ports'
import { openWorld } from '../store/contract/world'
import { ashford, campaignText, members, placesDraft, savePlaces } from '../support/campaign'
import { clockAt } from '../support/clock'
import { letterDraft, signatureDraft } from '../support/drafts'
import { namedRegisters } from '../support/named-registers'
import { testPorts } from '../support/ports'
import { openTestStore } from '../support/store'

const at = clockAt().now()
const asha = members[0] as Member

/** Codes as real ones are, of places that there are not. */
const real: readonly Constituency[] = [
  { ...ashford, code: 'E14999991', name: 'Realminster' },
  { ...ashford, code: 'E14999992', name: 'Quietham' },
  { ...ashford, code: 'E14999993', name: 'Voidbury' },
  { ...ashford, code: 'M00004074', name: 'Newly Told' },
]
const sitting: readonly Member[] = [
  { ...asha, constituencyCode: 'E14999991' },
  { ...asha, id: 2, constituencyCode: 'E14999992', name: 'Sil Lent', email: null },
  { ...asha, id: 3, constituencyCode: 'M00004074', name: 'New Comer' },
]
const draft = placesDraft({
  constituencies: real,
  members: sitting,
  postcodes: { 'ZZ1 1AA': 'E14999991', 'ZZ1 1AB': 'E14999992' },
})

function open(registers = namedRegisters): Ports {
  const { store } = openTestStore()
  return { ...testPorts(store, clockAt()), registers }
}

async function withReal(): Promise<Ports> {
  const ports = open()
  await ports.store.importPlaces(draft, at, 'save')
  return ports
}

test('the status counts what there is, names whence it came, and lists what is missing', async () => {
  const ports = await withReal()
  await ports.store.noteMissed([{ outward: 'ZZ9', times: 2 }], at)
  expect(await placesStatus(ports)).toMatchObject({
    kind: 'real',
    parliament: { state: 'sitting' },
    sources: [
      { part: 'constituencies', name: 'A file for tests', from: 'test.csv', total: 4, readAt: at },
      { part: 'members', total: 3, readAt: at },
      { part: 'postcodes', total: 2, readAt: at },
    ],
    constituencies: { total: 4, since: [{ day: null, total: 4 }], withoutCode: ['Newly Told'] },
    members: { total: 3, withoutAddress: [{ name: 'Sil Lent', constituency: 'Quietham' }] },
    postcodes: 2,
    empty: [{ constituency: 'Voidbury', why: 'vacant', byElection: null }],
    asked: ['postcodes.io (api.postcodes.example)'],
    membersFrom: 'Register of Members',
    syncedAt: null,
    unplaced: 0,
    held: {},
    missed: { total: 1, first: [{ outward: 'ZZ9', times: 2, lastAt: at }] },
  })
})

test('a by-election is named with its day, and constituencies by the days since when they stand', async () => {
  const ports = await withReal()
  const rows = draft.constituencies && { ...draft.constituencies, since: '2024-07-04' }
  await ports.store.importPlaces({ constituencies: rows, members: null, postcodes: null }, at, 'save')
  const late = { ...ashford, code: 'E14999994', name: 'Latecome' }
  await ports.store.learnConstituency(late, at)
  await ports.store.vacateSeat('E14999993', '2027-02-04', at)
  const { constituencies, empty } = await placesStatus(ports)
  expect(constituencies.since).toEqual([
    { day: '2024-07-04', total: 4 },
    { day: null, total: 1 },
  ])
  expect(empty).toEqual([
    { constituency: 'Latecome', why: 'not-known', byElection: null },
    { constituency: 'Voidbury', why: 'vacant', byElection: '2027-02-04' },
  ])
})

test('while Parliament is dissolved that is said, and no seat is listed as empty', async () => {
  const ports = await withReal()
  await ports.store.setParliament(
    { state: 'dissolved', dissolved: '2027-03-01', election: '2027-04-01', by: 'operator' },
    at,
  )
  expect(await placesStatus(ports)).toMatchObject({
    parliament: { state: 'dissolved', election: '2027-04-01' },
    members: { total: 0 },
    empty: [],
  })
})

test('signatures that wait for their constituency are counted, and letters that are held by why', async () => {
  const { store } = openTestStore()
  const world = await openWorld(() => store)
  const ports = testPorts(store, world.clock)
  await store.recordSignatures([
    signatureDraft(world.campaign, at, { constituency: null, seat: 'later', email: 'later@example.org' }),
  ])
  const vacant = { code: 'Z14000103', by: 'postcode' } as const
  await world.signAndConfirm({ letter: letterDraft(), constituency: vacant })
  for (const mail of await world.claim())
    if (mail.kind === 'letter') await store.settleOutgoing(mail, { state: 'held', why: 'vacant' }, at)
  expect(await placesStatus(ports)).toMatchObject({ unplaced: 1, held: { vacant: 1 } })
})

test('of many postcodes that were not found the 50 asked for most are listed', async () => {
  const ports = open()
  const outwards = Array.from({ length: 60 }, (_, n) => ({ outward: `ZZ${n}`, times: 100 - n }))
  await ports.store.noteMissed(outwards, at)
  const { missed } = await placesStatus(ports)
  expect([missed.total, missed.first.length, missed.first[0]?.outward]).toEqual([60, 50, 'ZZ0'])
})

test('the credits are those of what was brought in and of each register in use, each line once', async () => {
  const { credits } = await placesOrigin(await withReal())
  expect(credits).toEqual(['Invented for tests', 'Contains post', 'Contains maps', 'Contains members'])
})

test('where every place is invented no register is asked, named or credited', async () => {
  const ports = open()
  expect(await askedRegisters(ports)).toEqual(['postcodes.io (api.postcodes.example)'])
  await savePlaces(ports.store, at)
  expect(await askedRegisters(ports)).toEqual([])
  expect(await placesOrigin(ports)).toMatchObject({
    kind: 'fictional',
    asked: [],
    credits: ['Invented for tests'],
  })
})

describe('the stored wording of consent', () => {
  const told = expect.stringContaining('looked up at postcodes.io (api.postcodes.example).')

  async function withCampaign(ports: Ports) {
    await savePlaces(ports.store, at)
    await saveCampaign(ports, campaignText(), operator)
    return async () => {
      const { consentVersion = 0 } = (await ports.store.campaign('safer-crossings')) ?? {}
      return { consentVersion, notice: (await ports.store.consentWording(1, consentVersion))?.notice }
    }
  }

  test('follows where postcodes are sent, and is left alone where nothing changed', async () => {
    const ports = open()
    const wording = await withCampaign(ports)
    expect(await wording()).toMatchObject({
      consentVersion: 1,
      notice: expect.not.stringContaining('looked up'),
    })
    await renewConsentWordings(ports)
    expect((await wording()).consentVersion).toBe(1)
    await ports.store.importPlaces(draft, at, 'save')
    await renewConsentWordings(ports)
    expect(await wording()).toMatchObject({ consentVersion: 2, notice: told })
  })

  test('names the registers as soon as an import took the place of the invented places, tried not', async () => {
    const leftOut = { noConstituency: 0, northernIreland: 0 }
    const readFiles = async () => ({ ...draft, leftOut, vacant: 0 })
    const ports = open({ ...namedRegisters, readFiles })
    const wording = await withCampaign(ports)
    const watch = { report() {}, stop: new AbortController().signal }
    await importPlaces(ports, noFiles, { how: 'try', fewer: 'accepted' }, watch)
    expect((await wording()).consentVersion).toBe(1)
    await importPlaces(ports, noFiles, { how: 'save', fewer: 'accepted' }, watch)
    expect(await wording()).toMatchObject({ consentVersion: 2, notice: told })
  })
})

const noFiles: PlaceFiles = {
  folder: '.',
  constituencies: null,
  members: null,
  postcodes: null,
  hexjson: null,
  since: null,
  northernIreland: 'kept',
  credit: null,
}
