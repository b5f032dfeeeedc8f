import type { Campaign, CampaignText } from '../../app/domain/campaign/campaign'
import { readCampaignText } from '../../app/domain/campaign/check'
import type { PlacesDraft } from '../../app/domain/place/import'
import type { Constituency, Member, Seat } from '../../app/domain/place/place'
import { packSectors, type Sector } from '../../app/domain/place/sector'
import { consentWording } from '../../app/domain/privacy/privacy'
import type { Store } from '../../app/domain/store'

/** A small valid campaign; a test spells only what is odd about its own. */
export function campaignText(odd: Readonly<Record<string, unknown>> = {}): CampaignText {
  return readCampaignText({
    slug: 'safer-crossings',
    title: 'A safe crossing at every school',
    summary: 'Children should be able to walk to school.',
    statement: 'Every school deserves a crossing.',
    organisation: { name: 'Walk Together', contact: 'hello@walktogether.example' },
    letter: {
      subjects: ['Crossings at our schools'],
      openings: [['I write as your constituent.']],
      closings: [['I look forward to your reply.']],
    },
    principles: [
      {
        slug: 'zebra',
        title: 'Zebra crossings',
        paragraph: [['Paint the stripes.', 'Lay down the stripes.']],
      },
      { slug: 'lights', title: 'Lights', paragraph: [['Let there be light.', 'Light the road.']] },
    ],
    sources: ['leaflet'],
    ...odd,
  })
}

/** Saves a campaign and opens it. */
export async function openCampaign(store: Store, at: Date, text = campaignText()): Promise<Campaign> {
  await store.saveCampaign(text, consentWording(text, []), at)
  const campaign = await store.setCampaignState(text.slug, 'open', at)
  if (!campaign) throw new Error('the campaign was not saved')
  return campaign
}

export const ashford: Constituency = {
  code: 'Z14000101',
  name: 'Ashford Vale',
  nameCy: null,
  region: 'Test Region',
  regionCode: 'Z12000101',
  country: 'Testland',
  since: null,
  until: null,
  registerId: null,
  byElection: null,
  latitude: null,
  longitude: null,
}
export const brookside: Constituency = { ...ashford, code: 'Z14000102', name: 'Brookside' }
export const emptySeat: Constituency = { ...ashford, code: 'Z14000103', name: 'Empty Seat' }
export const silentSeat: Constituency = { ...ashford, code: 'Z14000104', name: 'Silent Seat' }

const asha: Member = {
  id: 1,
  constituencyCode: ashford.code,
  name: 'Asha Grange',
  salutation: 'Asha Grange',
  fullTitle: 'The Rt Hon Asha Grange MP',
  party: 'Independent',
  email: 'asha.grange@parliament.example',
  role: 'member',
  since: null,
}
export const members: readonly Member[] = [
  asha,
  {
    ...asha,
    id: 2,
    constituencyCode: brookside.code,
    name: 'Ben Holt',
    salutation: 'Ben Holt',
    fullTitle: 'Ben Holt MP',
    email: 'ben.holt@parliament.example',
  },
  {
    ...asha,
    id: 4,
    constituencyCode: silentSeat.code,
    name: 'Sil Lent',
    salutation: 'Sil Lent',
    fullTitle: 'Sil Lent MP',
    email: null,
  },
]

/** Four seats: two ordinary, one vacant, one whose member publishes no address. */
export async function savePlaces(store: Store, at: Date): Promise<void> {
  await store.importPlaces(placesDraft(), at, 'save')
}

/** What brings in the four seats; a test spells only what is odd about its own. */
export function placesDraft({
  constituencies = [ashford, brookside, emptySeat, silentSeat],
  members: sitting = members,
  postcodes = {
    'ZZ1 1AA': ashford.code,
    'ZZ2 1AA': brookside.code,
    'ZZ3 1AA': emptySeat.code,
    'ZZ4 1AA': silentSeat.code,
  },
}: {
  readonly constituencies?: readonly Constituency[] | null
  readonly members?: readonly Member[] | null
  readonly postcodes?: Readonly<Record<string, string>> | null
} = {}): PlacesDraft {
  const source = { name: 'A file for tests', from: 'test.csv', credits: ['Invented for tests'] }
  return {
    constituencies: constituencies && {
      rows: constituencies.map(({ since: _since, until: _until, ...row }) => row),
      since: null,
      source,
    },
    members: sitting && { rows: sitting, source },
    postcodes: postcodes && { sectors: sectorsOf(postcodes), source },
  }
}

function sectorsOf(postcodes: Readonly<Record<string, string>>): readonly Sector[] {
  const packer = packSectors()
  for (const [full, code] of Object.entries(postcodes)) packer.add({ full }, { kind: 'found', code })
  return packer.sectors()
}

/** A seat with whoever sits there, or vacant. */
export function seated(constituency: Constituency, member: Member | null | undefined): Seat {
  return member
    ? { ...constituency, member, vacancy: null }
    : { ...constituency, member: null, vacancy: 'vacant' }
}
