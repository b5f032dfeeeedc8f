import type { NamedConstituency, PlacesDraft } from '../../app/domain/place/import'
import type { Member } from '../../app/domain/place/place'
import { packSectors } from '../../app/domain/place/sector'

/** The seat of everybody who signs while it is measured; those who had signed before are spread over all. */
export const homeSeat = 'Z14000001'

/** As many as the Commons has; the demonstration's few would make counts and their export too small. */
const seats = 650

/** Fictional seats in twelve regions. */
export const benchConstituencies: readonly NamedConstituency[] = Array.from({ length: seats }, (_, seat) => ({
  code: `Z14${String(seat + 1).padStart(6, '0')}`,
  name: `Pellbridge and Fennick ${seat + 1}`,
  nameCy: null,
  region: `Region ${(seat % 12) + 1}`,
  regionCode: `Z12${String((seat % 12) + 1).padStart(6, '0')}`,
  country: 'Wendland',
  registerId: null,
  byElection: null,
  latitude: null,
  longitude: null,
}))

/** These seats, each with a member who has an address. */
export const benchPlaces: PlacesDraft = madePlaces()

function madePlaces(): PlacesDraft {
  const source = { name: 'Made for the benchmarks', from: '', credits: [] }
  const packer = packSectors()
  packer.add({ full: 'ZZ1 1AA' }, { kind: 'found', code: homeSeat })
  const members = benchConstituencies.map(
    ({ code }, seat): Member => ({
      id: seat + 1,
      constituencyCode: code,
      name: `Asha Grange ${seat + 1}`,
      salutation: `Asha Grange ${seat + 1}`,
      fullTitle: `Asha Grange ${seat + 1} MP`,
      party: 'Independent',
      email: `member.${seat + 1}@parliament.example`,
      role: 'member',
      since: null,
    }),
  )
  return {
    constituencies: { rows: benchConstituencies, since: null, source },
    members: { rows: members, source },
    postcodes: { sectors: packer.sectors(), source },
    hexagons: new Map(
      benchConstituencies.map(({ code }, seat) => [code, { q: seat % 26, r: Math.floor(seat / 26) }]),
    ),
  }
}
