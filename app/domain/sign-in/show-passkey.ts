import type { Credentials, PasskeyShown } from '../organiser/store'
import type { Ports } from '../ports'
import { challengeReader, newChallenge } from './passkey-challenge'

/** What a browser needs to show a passkey. @param whose null for whoever comes: then any of ours will do */
export function askForPasskey(ports: Ports, whose: Credentials | null): Promise<unknown> {
  const challenge = newChallenge(ports, 'passkey-shown')
  return ports.proving.passkeyToShow(whose?.passkeys ?? null, challenge)
}

/** Whose passkey an answer shows, and what is kept of its use; null where it shows none. */
export async function passkeyShown(
  ports: Ports,
  answer: string,
): Promise<{
  readonly whose: Credentials
  readonly proof: { readonly kind: 'passkey' } & PasskeyShown
} | null> {
  const id = ports.proving.passkeyNamed(answer)
  const whose = id ? await ports.store.organiserByPasskey(id) : null
  const passkey = whose?.passkeys.find(one => one.id === id)
  if (!whose || !passkey) return null
  const challenge = challengeReader(ports, 'passkey-shown')
  const counter = await ports.proving.passkeyShown(answer, passkey, challenge.isOurs)
  const askedAt = challenge.askedAt()
  return counter === null || !askedAt
    ? null
    : { whose, proof: { kind: 'passkey', id: passkey.id, counter, askedAt } }
}
