import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createVersionedCache } from '../../server/platform/redis/versioned-cache.ts'
import { openSite, type Site } from '../harness/site.ts'
import { findStalePages } from '../harness/stale-pages.ts'

describe('two servers', () => {
  let site: Site
  let other: Site
  beforeAll(async () => {
    site = await openSite()
    other = await site.another()
  })
  afterAll(async () => {
    await other.close()
    await site.close()
  })

  test('never show a page as it was before a change was acknowledged', async () => {
    expect(await findStalePages([site, other], 400)).toEqual([])
  })
})

describe('a cache by versions', () => {
  const openCache = (bytes_max = 10_000) => {
    const loaded: number[] = []
    const read = createVersionedCache({
      name: 'house',
      edition: 'test',
      bytes_max,
      redis: undefined,
      load: async (id) => {
        loaded.push(id)
        if (id === 13) throw new Error('no luck')
        return id === 0 ? undefined : Buffer.alloc(1_000, 'x')
      },
    })
    return { read, loaded }
  }

  test('makes a text once for all who ask at the same time', async () => {
    const { read, loaded } = openCache()
    await Promise.all(Array.from({ length: 50 }, () => read(1, 1)))
    await read(1, 1)
    expect(loaded).toEqual([1])
  })

  test('makes it again for another version', async () => {
    const { read, loaded } = openCache()
    for (const version of [1, 2, 2, 1]) await read(1, version)
    expect(loaded).toEqual([1, 1])
  })

  test('holds no more than it may', async () => {
    const { read, loaded } = openCache()
    for (let id = 1; id <= 12; id += 1) await read(id, 1)
    await read(12, 1)
    expect(loaded).toHaveLength(12)
    await read(1, 1)
    expect(loaded.at(-1)).toBe(1)
  })

  test('keeps neither what is not there nor what failed', async () => {
    const { read, loaded } = openCache()
    for (let n = 0; n < 2; n += 1) {
      expect(await read(0, 1)).toBeUndefined()
      await expect(read(13, 1)).rejects.toThrow('no luck')
    }
    expect(loaded).toEqual([0, 13, 0, 13])
  })
})
