import { hash, type Options, verify } from '@node-rs/argon2'

// OWASP's recommended settings. The library's enum of algorithms cannot be imported: 2 is argon2id.
const ARGON2ID: Options = {
  algorithm: 2,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
}

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2ID)

let decoy: Promise<string> | undefined

/**
 * Whether the password belongs to the hash. Without a hash it takes just as long and says no, so
 * that the time of an answer does not tell which mobile numbers are registered.
 */
export async function checkPassword(password_hash: string | undefined, password: string) {
  decoy ??= hashPassword('a password that nobody has')
  const matches = await verify(password_hash ?? (await decoy), password)
  return matches && password_hash !== undefined
}
