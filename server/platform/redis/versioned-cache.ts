import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { SharedRedis } from './redis.ts'

const DAY_MS = 86_400_000
const KEY_AND_ENTRY_BYTES = 256

export interface VersionedCacheOptions {
  /** What is cached, for the keys in Redis. */
  readonly name: string
  /** Where texts look different for another reason than their version; see `editionOf`. */
  readonly edition: string
  /** Of the texts kept in this process. */
  readonly bytes_max: number
  readonly redis: SharedRedis | undefined
  /** Makes the text, JSON in UTF-8, of an id as it is now; undefined where there is none. */
  readonly load: (id: number) => Promise<Buffer | undefined>
}

/** The text of `id` at its present `version`, which the caller has just asked the database for. */
export type ReadVersion = (id: number, version: number) => Promise<Buffer | undefined>

/**
 * Texts by id and version: first in this process, then in the Redis that all share, then made.
 * What stands under a key never changes, so nothing is ever invalidated: a change gives its row
 * a new version, and nobody asks for the old one again. A text made a moment late, from a newer
 * row than its version tells, is only shown to those who asked before the newer one was there.
 */
export function createVersionedCache(options: VersionedCacheOptions): ReadVersion {
  const { name, edition, bytes_max, redis, load } = options
  const prefix = `ihome:${name}:${edition}:`

  const findShared = (key: string) => redis?.ask((client) => client.getBuffer(prefix + key))
  const share = (key: string, text: Buffer) =>
    redis?.ask((client) => client.set(prefix + key, text, 'PX', DAY_MS))

  const texts = new LRUCache<string, Buffer, number>({
    maxSize: bytes_max,
    sizeCalculation: (text) => text.length + KEY_AND_ENTRY_BYTES,
    fetchMethod: async (key, _stale, { context: id }) => {
      const shared = await findShared(key)
      if (shared) return shared
      const text = await load(id)
      // Nobody waits for it, and it cannot fail.
      if (text !== undefined) void share(key, text)
      return text
    },
  })

  return async (id, version) => {
    const key = `${id}:${version}`
    return texts.get(key) ?? texts.fetch(key, { context: id })
  }
}

/**
 * Names what all texts of a cache depend on besides their versions: the database they come from,
 * the program that makes them. Servers that differ in one of these may share a Redis.
 */
export const editionOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12)
