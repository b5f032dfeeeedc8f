import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type CampaignText, endOfDay, startOfDay } from '../../app/domain/campaign/campaign'
import { readCampaignText } from '../../app/domain/campaign/check'
import type { Hexagon } from '../../app/domain/map/hexagon'
import { areFictional } from '../../app/domain/place/change'
import type { PlacesDraft } from '../../app/domain/place/import'
import type { Member, MemberRole } from '../../app/domain/place/place'
import { isFictional } from '../../app/domain/place/seat-code'
import { packSectors } from '../../app/domain/place/sector'
import { consentWording } from '../../app/domain/privacy/privacy'
import type { Store } from '../../app/domain/store'

/** The demo's files, below the project's root, where every program of ours runs. */
const folder = join('db', 'demo')

/** Postcodes of the fictional region to try, and what each shows. */
export const demoPostcodes: readonly { readonly postcode: string; readonly note: string }[] = [
  { postcode: 'ZZ1 1AA', note: 'Pellbridge Central: an MP you can write to' },
  { postcode: 'ZZ7 1AA', note: 'Fennick and Eastwater: the seat is vacant' },
  { postcode: 'ZZ8 1AA', note: 'Gannet Head: the MP publishes no e-mail address' },
  { postcode: 'ZZ9 1AA', note: 'High Tarns: the MP is the Speaker' },
  { postcode: 'ZZ10 1AA', note: 'Lyde, Dunmarsh and the Sands: the MP does not take their seat' },
  { postcode: 'ZZ12 1AA', note: "St Orrin's and Coldwell: the MP is a minister" },
]

/**
 * Gives a new installation a fictional region and three campaigns, one of them over; nothing where there is a
 * campaign already, or real places, whose members must not be written to by way of trial.
 */
export async function seedDemo(store: Store, at: Date): Promise<'seeded' | 'not-empty'> {
  const seats = await store.seats()
  if ((await store.campaigns()).length > 0 || !seats.every(({ code }) => isFictional(code))) {
    if (areFictional(seats)) await renewPlaces(store, at)
    return 'not-empty'
  }
  await store.importPlaces(readPlaces(), at, 'save')
  await seedClosed(store, readCampaign('a-clearer-wendle'), at)
  await seedOpen(store, readCampaign('last-bus-home'), at)
  await seedOpen(store, readCampaign('fair-hearing'), at) // the newest is shown first
  return 'seeded'
}

/** The first release kept its postcodes in another form, and an upgrade leaves them behind. */
async function renewPlaces(store: Store, at: Date): Promise<void> {
  const { sources } = await store.placeFacts()
  if (sources.length === 0) await store.importPlaces(readPlaces(), at, 'save')
}

async function seedOpen(store: Store, text: CampaignText, at: Date): Promise<void> {
  const opened = earlier(text.opens ? startOfDay(text.opens) : null, at)
  await store.saveCampaign(text, consentWording(text, []), opened)
  await store.setCampaignState(text.slug, 'open', opened)
}

async function seedClosed(store: Store, text: CampaignText, at: Date): Promise<void> {
  await seedOpen(store, text, at)
  await store.setCampaignState(text.slug, 'closed', earlier(text.closes ? endOfDay(text.closes) : null, at))
}

/** When the file says, as if somebody had been there to do it; not in the future. */
function earlier(then: Date | null, at: Date): Date {
  return then && then < at ? then : at
}

function readCampaign(slug: string): CampaignText {
  return readCampaignText(readYaml(`${slug}.yaml`))
}

/** `places.yaml`: a file of ours, which the tests read too. */
interface PlacesFile {
  readonly region: { readonly code: string; readonly name: string }
  readonly country: { readonly code: string; readonly name: string }
  readonly constituencies: readonly {
    readonly code: string
    readonly name: string
    readonly postcodes: readonly string[]
    readonly hexagon: Hexagon
    /** Null where the seat is vacant. */
    readonly member:
      | (Pick<Member, 'id' | 'name' | 'salutation' | 'party' | 'email'> & {
          readonly full_title: string
          readonly role?: MemberRole
        })
      | null
  }[]
}

function readPlaces(): PlacesDraft {
  const { region, country, constituencies } = readYaml('places.yaml') as PlacesFile
  const source = { name: 'Invented for the demonstration', from: 'places.yaml', credits: [] }
  const packer = packSectors()
  for (const { code, postcodes } of constituencies)
    for (const full of postcodes) packer.add({ full }, { kind: 'found', code })
  return {
    constituencies: {
      rows: constituencies.map(({ code, name }) => ({
        ...{ code, name, nameCy: null, region: region.name, regionCode: region.code, country: country.name },
        ...{ registerId: null, byElection: null, latitude: null, longitude: null },
      })),
      since: null,
      source,
    },
    members: { rows: constituencies.flatMap(memberOf), source },
    postcodes: { sectors: packer.sectors(), source },
    hexagons: new Map(constituencies.map(({ code, hexagon }) => [code, hexagon])),
  }
}

function memberOf({ code, member }: PlacesFile['constituencies'][number]): Member[] {
  if (!member) return []
  const { full_title, role = 'member', ...rest } = member
  return [{ ...rest, fullTitle: full_title, role, constituencyCode: code, since: null }]
}

function readYaml(file: string): unknown {
  return parse(readFileSync(join(folder, file), 'utf8'))
}
