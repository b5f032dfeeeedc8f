import type { Campaign, CampaignText } from '../../app/domain/campaign'
import { readCampaignText } from '../../app/domain/check-campaign'
import type { Constituency, Member } from '../../app/domain/place'
import { consentWording } from '../../app/domain/privacy'
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
  await store.saveCampaign(text, consentWording(text), at)
  const campaign = await store.setCampaignState(text.slug, 'open', at)
  if (!campaign) throw new Error('the campaign was not saved')
  return campaign
}

export const ashford: Constituency = {
  code: 'Z14000101',
  name: 'Ashford Vale',
  region: 'Test Region',
  regionCode: 'Z12000101',
  country: 'Testland',
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
  await store.savePlaces(
    {
      constituencies: [ashford, brookside, emptySeat, silentSeat],
      members,
      postcodes: [
        { postcode: 'ZZ1 1AA', code: ashford.code },
        { postcode: 'ZZ2 1AA', code: brookside.code },
        { postcode: 'ZZ3 1AA', code: emptySeat.code },
        { postcode: 'ZZ4 1AA', code: silentSeat.code },
      ],
    },
    at,
  )
}
