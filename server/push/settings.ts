import { isIP } from 'node:net'
import type { Reader } from '../platform/settings/reader.ts'

/** How browsers are told that are not looking. */
export interface PushSettings {
  /** Private addresses of push services of one's own; others are in the open. */
  readonly allowed: readonly string[]
}

export function readPushSettings(read: Reader): { readonly push: PushSettings } {
  const named = read.text('IHOME_PUSH_ADDRESSES')?.split(',') ?? []
  const allowed = named.map((text) => text.trim()).filter((text) => text !== '')
  if (allowed.some((address) => isIP(address) === 0))
    throw read.wrong('IHOME_PUSH_ADDRESSES', 'addresses such as 10.0.0.7, separated by commas')
  return { push: { allowed } }
}
