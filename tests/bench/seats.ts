import type { PlacesDraft } from '../../app/domain/store'

/** The seat of everybody who signs while it is measured; those who had signed before are spread over all. */
export const homeSeat = 'Z14000001'

/** As many as the Commons has; the demonstration's few would make counts and their export too small. */
const seats = 650

/** Fictional seats in twelve regions, each with a member who has an address. */
export const benchPlaces: PlacesDraft = madePlaces()

function madePlaces(): PlacesDraft {
  const constituencies = Array.from({ length: seats }, (_, seat) => ({
    code: `Z14${String(seat + 1).padStart(6, '0')}`,
    name: `Pellbridge and Fennick ${seat + 1}`,
    region: `Region ${(seat % 12) + 1}`,
    regionCode: `Z12${String((seat % 12) + 1).padStart(6, '0')}`,
    country: 'Wendland',
  }))
  return {
    constituencies,
    members: constituencies.map(({ code }, seat) => ({
      id: seat + 1,
      constituencyCode: code,
      name: `Asha Grange ${seat + 1}`,
      salutation: `Asha Grange ${seat + 1}`,
      fullTitle: `Asha Grange ${seat + 1} MP`,
      party: 'Independent',
      email: `member.${seat + 1}@parliament.example`,
      since: null,
    })),
    postcodes: [{ postcode: 'ZZ1 1AA', code: homeSeat }],
  }
}
