import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Passkey } from '../domain/organiser/store'
import type { Proving } from '../domain/sign-in/proving'

type Passkeys = Pick<
  Proving,
  'passkeyToMake' | 'passkeyMade' | 'passkeyToShow' | 'passkeyShown' | 'passkeyNamed'
>

/** Read when the first passkey is asked for: it takes 0.3 s and 25 MB that a command or a mailer never needs. */
const library = () => import('@simplewebauthn/server')

/**
 * Passkeys of one site (WebAuthn level 3). Whoever shows one is asked for a finger, a face or a PIN, so that it is two factors at
 * once; it can be found without a name first, so that a browser offers it in the field for the address.
 */
export function passkeysAt(publicOrigin: string): Passkeys {
  const rpID = new URL(publicOrigin).hostname
  const expected = { expectedOrigin: publicOrigin, expectedRPID: rpID, requireUserVerification: true }
  return {
    async passkeyToMake({ name, email }, known, challenge) {
      return (await library()).generateRegistrationOptions({
        ...{ rpName: 'Undersigned', rpID, userName: email, userDisplayName: name },
        challenge: bytesOf(challenge),
        excludeCredentials: descriptors(known),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      })
    },

    async passkeyMade(answer, isOurs) {
      const response = parsed<RegistrationResponseJSON>(answer)
      const { verifyRegistrationResponse } = await library()
      const made = await orNull(
        response && verifyRegistrationResponse({ response, expectedChallenge: isOurs, ...expected }),
      )
      if (!made?.verified) return null
      const { id, publicKey, counter, transports = [] } = made.registrationInfo.credential
      return { id, publicKey, counter, transports }
    },

    async passkeyToShow(known, challenge) {
      return (await library()).generateAuthenticationOptions({
        ...{ rpID, challenge: bytesOf(challenge), userVerification: 'required' },
        ...(known ? { allowCredentials: descriptors(known) } : {}),
      })
    },

    async passkeyShown(answer, { id, publicKey, counter }, isOurs) {
      const response = parsed<AuthenticationResponseJSON>(answer)
      const { verifyAuthenticationResponse } = await library()
      const credential = { id, publicKey: new Uint8Array(publicKey), counter }
      const shown = await orNull(
        response &&
          verifyAuthenticationResponse({ response, expectedChallenge: isOurs, credential, ...expected }),
      )
      return shown?.verified ? shown.authenticationInfo.newCounter : null
    },

    passkeyNamed: answer => parsed<AuthenticationResponseJSON>(answer)?.id ?? null,
  }
}

/** A challenge is a token of ours; the library would take a string for words and encode it once more. */
function bytesOf(challenge: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(challenge, 'base64url'))
}

function descriptors(known: readonly Passkey[]) {
  return known.map(({ id, transports }) => ({ id, transports: [...transports] }))
}

/** What a browser answered; the library checks what is in it. */
function parsed<Answer extends { readonly id: string }>(answer: string): Answer | null {
  try {
    const read: unknown = JSON.parse(answer)
    const named = typeof read === 'object' && read !== null && 'id' in read && typeof read.id === 'string'
    return named ? (read as Answer) : null
  } catch {
    return null
  }
}

/** The library throws for whatever is wrong with an answer. */
async function orNull<Checked>(checking: Promise<Checked> | null): Promise<Checked | null> {
  try {
    return await checking
  } catch {
    return null
  }
}
