/**
 * A fictional parliament as the public registers tell of it, in the shapes that they document: the Members API in its
 * OpenAPI description at members-api.parliament.uk, postcodes.io at postcodes.io/docs, MapIt at mapit.mysociety.org/docs.
 */
export interface FictionalSeat {
  /** Its number in the Members API. */
  readonly id: number
  /** Begins with X: codes in Z are the demonstration's, which asks nobody. */
  readonly code: string
  readonly name: string
  readonly endDate: string | null
  readonly member: FictionalMember | null
  readonly postcodes: readonly string[]
}

export interface FictionalMember {
  readonly id: number
  readonly nameDisplayAs: string
  readonly nameFullTitle: string | null
  readonly nameAddressAs: string | null
  readonly party: string
  readonly membershipStartDate: string
  readonly statusStartDate: string
  readonly membershipEndDate: string | null
  readonly contacts: readonly { readonly typeId: number; readonly email: string | null }[]
}

/** A seat with a member and one postcode; a test spells only what is odd about its own. */
export function fictionalSeat(number: number, odd: Partial<FictionalSeat> = {}): FictionalSeat {
  return {
    id: 4000 + number,
    code: `X14${String(number).padStart(6, '0')}`,
    name: `${nameOf(number)} Vale`,
    endDate: null,
    member: fictionalMember(number),
    postcodes: [postcodeOf(number)],
    ...odd,
  }
}

export function fictionalMember(number: number, odd: Partial<FictionalMember> = {}): FictionalMember {
  return {
    id: 900 + number,
    nameDisplayAs: `Robin ${nameOf(number)}`,
    nameFullTitle: `Robin ${nameOf(number)} MP`,
    nameAddressAs: `Mx ${nameOf(number)}`,
    party: 'Independent',
    membershipStartDate: '2024-07-04T00:00:00',
    statusStartDate: '2024-07-04T00:00:00',
    membershipEndDate: null,
    contacts: [{ typeId: 1, email: `member${number}@parliament.example` }],
    ...odd,
  }
}

/** So many seats, each with a member. */
export function fictionalSeats(count: number): readonly FictionalSeat[] {
  return Array.from({ length: count }, (_, i) => fictionalSeat(i + 1))
}

/** `ZZ1 1AA` for the first. */
function postcodeOf(number: number): string {
  const letters = 'ABDEFGHJLN'
  const unit = `${letters[Math.floor(number / 100) % 10]}${letters[Math.floor(number / 10) % 10]}`
  return `ZZ${(number % 9) + 1} ${number % 10}${unit}`
}

const syllables = ['Ash', 'Bel', 'Cor', 'Dun', 'Elm', 'Fen', 'Gar', 'Hol', 'Ing', 'Kel']

function nameOf(number: number): string {
  const digits = [...String(number)].map(digit => syllables[Number(digit)] ?? '')
  return digits.join('').replace(/(?<=.)./g, letter => letter.toLowerCase())
}

/** One item of `/api/Members/Search`. */
export function memberItem(seat: FictionalSeat, member: FictionalMember): object {
  const { contacts: _, party, membershipStartDate, statusStartDate, membershipEndDate, ...names } = member
  return {
    value: {
      ...names,
      nameListAs: member.nameDisplayAs.split(' ').toReversed().join(', '),
      latestParty: {
        ...{ id: 8, name: party, abbreviation: party.slice(0, 3), backgroundColour: '909090' },
        ...{ foregroundColour: 'FFFFFF', isLordsMainParty: false, isLordsSpiritualParty: false },
        ...{ governmentType: null, isIndependentParty: true },
      },
      gender: 'F',
      latestHouseMembership: {
        ...{ membershipFrom: seat.name, membershipFromId: seat.id, house: 1, membershipStartDate },
        ...{ membershipEndDate, membershipEndReason: null, membershipEndReasonNotes: null },
        membershipEndReasonId: null,
        membershipStatus: {
          ...{ statusIsActive: true, statusDescription: 'Current Member', statusNotes: null, statusId: 0 },
          ...{ status: 0, statusStartDate },
        },
      },
      thumbnailUrl: `https://members-api.parliament.example/api/Members/${member.id}/Thumbnail`,
    },
    links: [{ rel: 'self', href: `/Members/${member.id}`, method: 'GET' }],
  }
}

/** One item of `/api/Location/Constituency/Search`. */
export function seatItem(seat: FictionalSeat): object {
  const { id, name, endDate, member } = seat
  const startDate = '2024-05-31T00:00:00'
  const representation = member && {
    ...{ membershipFrom: name, membershipFromId: id, house: 1 },
    ...{ membershipStartDate: member.membershipStartDate, membershipEndDate: null },
  }
  const currentRepresentation = member && { member: memberItem(seat, member), representation }
  return {
    value: { id, name, startDate, endDate, currentRepresentation },
    links: [{ rel: 'self', href: `/Location/Constituency/${id}`, method: 'GET' }],
  }
}

/** `/api/Members/{id}/Contact` */
export function contactItems(member: FictionalMember): object {
  return {
    value: member.contacts.map(({ typeId, email }) => ({
      ...{ type: typeId === 1 ? 'Parliamentary office' : 'Constituency office', typeDescription: null },
      ...{ typeId, isPreferred: false, isWebAddress: false, notes: null, line1: 'A street', line2: null },
      ...{ line3: null, line4: null, line5: null, postcode: null, phone: null, fax: null, email },
      website: null,
    })),
    links: [],
  }
}

/** `/postcodes/{postcode}` of postcodes.io, the fields that nobody asks for left out. */
export function postcodesIoFound(
  postcode: string,
  seat: Pick<FictionalSeat, 'code' | 'name'> | null,
): object {
  return {
    status: 200,
    result: {
      ...{ postcode, quality: 1, eastings: 551626, northings: 170342, country: 'England' },
      ...{ longitude: 0.178871, latitude: 51.411831, region: 'South East', outcode: postcode.split(' ')[0] },
      parliamentary_constituency: 'Of former times',
      parliamentary_constituency_2024: seat?.name ?? null,
      admin_district: 'Somewhere',
      codes: {
        admin_district: 'X07000111',
        admin_county: 'X99999999',
        parliamentary_constituency: 'X13000001',
        parliamentary_constituency_2024: seat?.code ?? 'X99999999',
      },
    },
  }
}

/** `/postcode/{postcode}` of MapIt, with two areas of the dozen. */
export function mapitFound(postcode: string, seat: Pick<FictionalSeat, 'code' | 'name'> | null): object {
  const area = (id: number, type: string, name: string, gss: string) => ({
    ...{ parent_area: null, generation_high: 60, all_names: {}, id, codes: { gss, unit_id: '25040' }, name },
    ...{ country: 'E', type_name: type, generation_low: 57, country_name: 'England', type },
  })
  const areas = { '2244': area(2244, 'CTY', 'Somewhere County Council', 'X10000032') }
  const place = {
    wgs84_lat: 51.1,
    coordsyst: 'G',
    wgs84_lon: -0.2,
    easting: 522790,
    northing: 134480,
    postcode,
  }
  if (!seat) return { ...place, areas, shortcuts: { council: 2244 } }
  return {
    ...place,
    areas: { ...areas, '167001': area(167001, 'WMC', seat.name, seat.code) },
    shortcuts: { WMC: 167001, council: 2244 },
  }
}
