import { hash, verify } from '@node-rs/argon2'

/** Argon2id as OWASP's password storage cheat sheet has it (2025): 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost)
}

/** Where there is no hash a made-up one is looked at: whoever asks learns nothing from how long it takes (SEC-10). */
export async function isPassword(password: string, hashed: string | null): Promise<boolean> {
  standIn ??= hashPassword('nobody has this password')
  const right = await verify(hashed ?? (await standIn), password.normalize('NFKC'))
  return right && hashed !== null
}

let standIn: Promise<string> | undefined
