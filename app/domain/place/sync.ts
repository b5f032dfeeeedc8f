import type { Watch } from '../backup'
import { dayOf } from '../calendar/day'
import type { Ports } from '../ports'
import { unchanged } from '../problem'
import { bringIn, type PlaceSource, type PlacesChange, type PlacesDraft } from './import'
import { type Joined, joinMembers } from './join-members'
import type { Parliament } from './place'
import type { RegisteredMembers } from './register'
import { type ImportHow, isTooFew } from './too-few'

export type Synced =
  | {
      readonly kind: 'synced'
      readonly members: PlacesChange['members']
      /** Names of constituencies that nobody told of before. */
      readonly added: readonly string[]
      /** Names of those that are not among the ones a file named: who sits there is left out. */
      readonly strange: readonly string[]
      readonly parliament: 'sits' | 'sits-again'
    }
  /** The register names nobody: Parliament is dissolved, since now or since before. */
  | { readonly kind: 'dissolved'; readonly told: 'now' | 'before' }
  /** An operator said so, and the register still names those who sat before. Nothing was changed. */
  | { readonly kind: 'not-yet-elected' }

/**
 * Brings the members up to date from their register: all of it or nothing. A wrong member is worse than none, so
 * what looks like half an answer changes nothing.
 * @throws Problem `refused`
 */
export async function syncMembers(ports: Ports, { how, fewer }: ImportHow, watch: Watch): Promise<Synced> {
  const register = ports.registers.members
  if (!register) throw unchanged('PLACES leaves members-api out, so there is no register of members to ask.')
  if (how === 'save') await ports.store.claimSync(ports.now(), ports.now()) // whoever asks by themselves need not
  const registered = await register.read(watch)
  const before = await ports.places.parliament()
  if (registered.seats.length === 0) throw unchanged(`${register.name} names no constituency.`)
  if (registered.members.length === 0) return dissolve(ports, before, how)
  if (fewer === 'refused') refuseFew(register.name, registered)
  if (before.state === 'dissolved' && !isElected(before, registered)) return { kind: 'not-yet-elected' }
  const joined = await joinWithKnown(ports, registered)
  const { members } = await bringIn(ports, draftOf(joined, register.source), how)
  const again = before.state === 'dissolved'
  if (again && how === 'save') await ports.store.setParliament(sitting, ports.now()) // once the letters' new readers are there
  const { added, strange } = joined
  return { kind: 'synced', members, added, strange, parliament: again ? 'sits-again' : 'sits' }
}

/** An operator knows sooner that a member is gone: until the register names another, nobody sits there. */
async function joinWithKnown({ store }: Ports, registered: RegisteredMembers): Promise<Joined> {
  const joined = joinMembers(registered, await store.seats(), await store.placeFacts())
  const vacated = await store.vacatedSeats()
  return {
    ...joined,
    members: joined.members.filter(({ constituencyCode, id }) => vacated[constituencyCode] !== id),
  }
}

function refuseFew(register: string, { seats, members }: RegisteredMembers): void {
  if (!isTooFew(members.length, seats.length)) return
  throw unchanged(
    `${register} names ${members.length} members for ${seats.length} constituencies, which is too few to believe.`,
  )
}

async function dissolve(ports: Ports, { state }: Parliament, how: ImportHow['how']): Promise<Synced> {
  if (state === 'dissolved') return { kind: 'dissolved', told: 'before' }
  const at = ports.now()
  const dissolved = { state: 'dissolved', dissolved: dayOf(at), election: null, by: 'register' } as const
  if (how === 'save') await ports.store.setParliament(dissolved, at)
  return { kind: 'dissolved', told: 'now' }
}

const sitting: Parliament = { state: 'sitting', dissolved: null, election: null, by: 'register' }

/** An operator may know of the dissolution before the register does; who is named then sat before it. */
function isElected({ by, dissolved }: Parliament, { members }: RegisteredMembers): boolean {
  if (by === 'register') return true
  const newcomers = members.filter(({ since }) => since !== null && dissolved !== null && since > dissolved)
  return newcomers.length > members.length / 2
}

function draftOf({ constituencies, members }: Joined, source: PlaceSource): PlacesDraft {
  return {
    constituencies: constituencies && { rows: constituencies, since: null, source },
    members: { rows: members, source },
    postcodes: null,
  }
}
