import type { Watch } from '../../domain/backup'
import type { PlaceSource } from '../../domain/place/import'
import { foldName } from '../../domain/place/name'
import type { MemberRole } from '../../domain/place/place'
import type {
  MemberRegister,
  PostcodeRegister,
  RegisteredMember,
  RegisteredSeat,
} from '../../domain/place/register'
import { Problem } from '../../domain/problem'
import { smtpAddress } from '../../domain/signature/mailbox'
import { salutationOf } from '../../domain/target/salutation'
import { type Ask, isRegisterAway } from './asking'
import {
  type ContactAnswer,
  contactsSchema,
  type MemberAnswer,
  memberSchema,
  pageSchema,
  type SeatAnswer,
  seatSchema,
} from './members-answers'
import { readPages } from './pages'

/** The Parliament's Members API: who sits for each constituency, which it knows by numbers of its own. */
export function membersApi(ask: Ask, source: PlaceSource): PostcodeRegister & MemberRegister {
  return {
    name: 'members-api',
    source,
    lookUp: postcode => lookUp(ask, postcode.full),
    async read(watch) {
      try {
        const seats = await readPages(
          ask,
          '/api/Location/Constituency/Search?',
          seatSchema,
          watch,
          'Constituencies',
        )
        const members = await readPages(ask, `/api/Members/Search?${sitting}`, memberSchema, watch, 'Members')
        const sitters = members.filter(
          ({ latestHouseMembership }) => !latestHouseMembership.membershipEndDate,
        )
        const emails = await readEmails(ask, sitters, watch)
        return {
          seats: seats.filter(({ endDate }) => !endDate).map(toSeat),
          members: sitters.map(member => toMember(member, emails.get(member.id) ?? null)),
        }
      } catch (fault) {
        if (!isRegisterAway(fault)) throw fault
        throw new Problem('refused', `${fault.message}. Nothing was changed; try again later.`)
      }
    },
  }
}

const sitting = 'House=Commons&IsCurrentMember=true&'

/**
 * What it searches for is a postcode, or else an outward code, or else part of a name, and it does not say which it
 * found. One result alone settles it: wherever else it looked, everything lies in that constituency.
 */
async function lookUp(ask: Ask, postcode: string): Promise<RegisteredSeat | 'unknown'> {
  const path = `/api/Location/Constituency/Search?searchText=${encodeURIComponent(postcode)}&skip=0&take=20`
  const { body } = await ask(path, { 200: pageSchema(seatSchema) })
  const [seat] = body.items
  return seat && body.totalResults === 1 && body.items.length === 1 && !seat.endDate
    ? toSeat(seat)
    : 'unknown'
}

/** As many as are asked at once; the register's other callers take their turns in between. */
const lanes = 4

async function readEmails(
  ask: Ask,
  members: readonly MemberAnswer[],
  watch: Watch,
): Promise<ReadonlyMap<number, string | null>> {
  const emails = new Map<number, string | null>()
  const left = members.map(({ id }) => id)
  const lane = async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      watch.stop.throwIfAborted()
      const { body } = await ask(`/api/Members/${id}/Contact`, { 200: contactsSchema })
      emails.set(id, publishedEmail(body))
      watch.report('Addresses', emails.size / members.length)
    }
  }
  try {
    await Promise.all(Array.from({ length: lanes }, lane))
    return emails
  } finally {
    left.length = 0 // where one lane failed, the others ask for nobody else
  }
}

const parliamentaryOffice = 1

/** The parliamentary office's, else the first that is published anywhere; one that no relay would take is none. */
function publishedEmail(contacts: readonly ContactAnswer[]): string | null {
  const rank = ({ typeId }: ContactAnswer) => Number(typeId !== parliamentaryOffice)
  for (const { email } of contacts.toSorted((one, other) => rank(one) - rank(other))) {
    const address = smtpAddress(email?.trim() ?? '')
    if (address) return address
  }
  return null
}

function toSeat({ id, name }: SeatAnswer): RegisteredSeat {
  return { code: null, registerId: id, name, region: null, country: null }
}

function toMember(member: MemberAnswer, email: string | null): RegisteredMember {
  const { membershipFrom, membershipFromId, membershipStartDate, membershipStatus } =
    member.latestHouseMembership
  const party = member.latestParty?.name ?? ''
  return {
    id: member.id,
    name: member.nameDisplayAs,
    salutation: salutationOf(member.nameAddressAs, member.nameDisplayAs),
    fullTitle: member.nameFullTitle ?? member.nameDisplayAs,
    party,
    email,
    role: roleIn(party),
    since: later(membershipStartDate ?? null, membershipStatus?.statusStartDate ?? null),
    seat: { registerId: membershipFromId ?? null, name: membershipFrom },
  }
}

/** These endpoints do not tell who is a minister. */
function roleIn(party: string): MemberRole {
  if (party === 'Speaker') return 'speaker'
  return foldName(party) === 'sinn fein' ? 'does-not-sit' : 'member'
}

/**
 * Of whoever was elected again the membership began decades ago and the status at the last election; of whoever came
 * back after years away it is the other way round. The later day began the membership that counts.
 */
function later(one: string | null, other: string | null): string | null {
  return (
    [one, other]
      .filter(day => day !== null)
      .sort()
      .at(-1) ?? null
  )
}
