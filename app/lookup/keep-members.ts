import type { Watch } from '../domain/backup'
import type { Log } from '../domain/log'
import { areFictional } from '../domain/place/change'
import { memberRegisterName } from '../domain/place/register'
import { type Synced, syncMembers } from '../domain/place/sync'
import type { Ports } from '../domain/ports'

const dayMs = 86_400_000
const hourMs = 3_600_000

/**
 * Brings the members up to date once a day, whichever process gets to it; after a failure, this one tries again in an
 * hour. Members whom an operator's file named stay as they are until the operator runs `places sync`.
 */
export function keepMembers(ports: Ports, log: Log, stop: AbortSignal): () => Promise<void> {
  let notWithinMs = dayMs
  return async () => {
    if (!(await isOurs(ports))) return
    const at = ports.now()
    if (!(await ports.store.claimSync(at, new Date(at.getTime() - notWithinMs)))) return
    notWithinMs = hourMs
    const watch: Watch = { report: () => {}, stop }
    tell(log, await syncMembers(ports, { how: 'save', fewer: 'refused' }, watch))
    notWithinMs = dayMs
  }
}

/** The demonstration asks nobody. */
async function isOurs({ registers, places, store }: Ports): Promise<boolean> {
  if (!registers.members || areFictional(await places.seats())) return false
  const { sources } = await store.placeFacts()
  return sources.every(({ part, name }) => part !== 'members' || name === memberRegisterName)
}

function tell(log: Log, synced: Synced): void {
  if (synced.kind !== 'synced') {
    log.info({ parliament: synced.kind }, 'the register of members was asked')
    return
  }
  const { members, added, strange, parliament } = synced
  const about = {
    ...{ parliament, total: members?.total, added: added.length, strange: strange.length },
    ...{ arrived: members?.arrived.length, left: members?.left.length, changed: members?.changed.length },
  }
  log.info(about, 'members are up to date')
}
