import { Refusal } from '../../contract/refusals.ts'

let common: Promise<ReadonlySet<string>> | undefined

/** Loaded with the first new password: few processes see one, and unpacking the list takes time. */
const loadCommon = async (): Promise<ReadonlySet<string>> => {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return new Set(dictionary['passwords-common'])
}

/**
 * What length alone does not keep out: passwords that everybody tries first. Those that people
 * have already stay good.
 *
 * @throws {Refusal} `password_common`.
 */
export async function checkNewPassword(password: string): Promise<void> {
  common ??= loadCommon()
  if ((await common).has(password.toLowerCase()))
    throw new Refusal('password_common', { field: 'password', problem: 'too common' })
}
