import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openRedis, type SharedRedis } from '../../server/platform/redis/redis.ts'
import { openLetting } from '../harness/lettings.ts'
import { PASSWORD } from '../harness/people.ts'
import {
  hasRedisServer,
  REDIS_PASSWORD,
  type RedisServer,
  startRedis,
} from '../harness/redis-server.ts'
import { openSite, type Site } from '../harness/site.ts'
import { findStalePages } from '../harness/stale-pages.ts'

const DAY_MS = 86_400_000
const PATIENT_MS = 10_000
/** Ten times what a site waits by default: Redis must be found in time where it is there. */
const IMPATIENT_MS = 1_000
const KEY_OF_A_HOUSE = /^ihome:house:[0-9a-f]{12}:\d+:\d+$/

describe.skipIf(!hasRedisServer('what several servers share in Redis'))('a Redis', () => {
  let server: RedisServer & { stop(): Promise<void> }
  let shared: SharedRedis[]
  let logged: string[]
  let site: Site
  let other: Site

  /** Patient: what is counted or kept must not depend on how fast this machine is just now. */
  const connect = (answer_ms_max: number | undefined = PATIENT_MS) => {
    const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) })
    const redis = openRedis(server.url, log, answer_ms_max)
    shared.push(redis)
    return redis
  }
  /** Until every server has noticed that it is back, or away. */
  const untilAll = async (there: boolean) => {
    for (const redis of shared)
      await expect.poll(async () => Boolean(await redis.ask((c) => c.ping()))).toBe(there)
  }
  const keys = () => server.look((client) => client.keys('*'))

  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.stop())
  beforeEach(async () => {
    shared = []
    logged = []
    site = await openSite({ redis: connect(), rate_limit: 100_000 })
    other = await site.another({ redis: connect() })
    await untilAll(true)
  })
  afterEach(async () => {
    await other.close()
    await site.close()
    for (const redis of shared) redis.close()
    server.resume()
    await server.kill()
    await server.start()
  })

  /** A server that soon does without Redis, and has found it. */
  const impatient = async () => {
    const at = await site.another({ redis: connect(IMPATIENT_MS) })
    await untilAll(true)
    return at
  }

  const showOn = async (at: Site, house_id: number) => {
    const { errcode, data } = await at.visitor().get(`/houses/${house_id}`)
    expect(errcode).toBe('0')
    return data.house
  }

  test('that is killed, started, stopped and woken shows no old page and breaks no answer', {
    timeout: 240_000,
  }, async () => {
    const turns: Record<number, () => Promise<void> | void> = {
      200: () => server.kill(),
      400: () => server.start(),
      500: () => server.pause(),
      700: () => server.resume(),
      800: () => server.kill(),
      801: () => server.start(),
    }
    const sites = [await impatient(), await impatient()] as const
    expect(await findStalePages(sites, 1_000, async (n) => turns[n]?.())).toEqual([])
    await untilAll(true)
    for (const at of sites) await at.close()
  })

  test('holds pages under their versions alone, and each for a day', async () => {
    const { house_id } = await openLetting(site)
    await showOn(site, house_id)
    await expect.poll(keys).toContainEqual(expect.stringMatching(KEY_OF_A_HOUSE))
    for (const key of await keys()) {
      if (!key.startsWith('ihome:rate:') && !key.startsWith('ihome:tries:'))
        expect(key).toMatch(KEY_OF_A_HOUSE)
      const rest_ms = await server.look((client) => client.pttl(key))
      expect(rest_ms).toBeGreaterThan(0)
      expect(rest_ms).toBeLessThanOrEqual(DAY_MS)
    }
  })

  test('spares another server the work of making a page', async () => {
    const { house_id } = await openLetting(site)
    const { title } = await showOn(site, house_id)
    const [key = ''] = (await keys()).filter((name) => KEY_OF_A_HOUSE.test(name))
    // Marked, to be told from one that was made anew.
    await server.look(async (client) => {
      const text = (await client.get(key)) ?? ''
      await client.set(key, text.replace(title, '来自 Redis'), 'PX', DAY_MS)
    })
    expect((await showOn(other, house_id)).title).toBe('来自 Redis')
    expect((await showOn(site, house_id)).title).toBe(title)
  })

  test('never mixes the houses of two databases', async () => {
    const neighbour = await openSite({ redis: connect() })
    await untilAll(true)
    const mine = await openLetting(site, { title: '我的' })
    const theirs = await openLetting(neighbour, { title: '邻居的' })
    expect(theirs.house_id).toBe(mine.house_id)
    expect((await showOn(site, mine.house_id)).title).toBe('我的')
    expect((await showOn(neighbour, theirs.house_id)).title).toBe('邻居的')
    await neighbour.close()
  })

  /** How many commands Redis has been asked for what it keeps. */
  const countCommands = async () => {
    const info = await server.look((client) => client.info('commandstats'))
    const calls = [...info.matchAll(/^cmdstat_(?:get|set|eval|evalsha):calls=(\d+)/gm)]
    return calls.reduce((sum, [, count]) => sum + Number(count), 0)
  }

  test('that does not answer is waited for once, and is told of once', async () => {
    const at = await impatient()
    const { house_id } = await openLetting(site)
    await showOn(at, house_id)
    const before = await countCommands()
    logged = []
    server.pause()
    for (let n = 0; n < 30; n += 1) {
      // A page that nobody has read yet.
      await sql`UPDATE houses SET version = version + 1`.execute(site.database.kysely)
      await showOn(at, house_id)
    }
    const told = logged.map((line) => JSON.parse(line).msg)
    expect(told.filter((msg) => msg.includes('away'))).toHaveLength(1)
    server.resume()
    // All that was sent to it meanwhile, it has done by now.
    expect((await countCommands()) - before).toBe(1)
    await untilAll(true)
    expect(logged.join()).not.toContain(REDIS_PASSWORD)
    await at.close()
  })

  const tryToLogIn = async (at: Site, mobile: string, password: string) =>
    (await at.visitor().post('/sessions', { mobile, password })).errcode

  test('counts wrong passwords for all servers together', async () => {
    const { person } = await site.join()
    for (const at of [site, other, site, other, site])
      expect(await tryToLogIn(at, person.mobile, 'wrong')).toBe('4004')
    for (const at of [site, other])
      expect(await tryToLogIn(at, person.mobile, PASSWORD)).toBe('4201')
  })

  test('that goes away leaves the counting to the database, and has it again', async () => {
    const { person } = await site.join()
    const wrongUntilLocked = async () => {
      for (let tries = 0; tries <= 10; tries += 1)
        if ((await tryToLogIn(other, person.mobile, 'wrong')) === '4201') return tries
      return Number.NaN
    }
    expect(await wrongUntilLocked()).toBe(5)
    await server.kill()
    await untilAll(false)
    expect(await wrongUntilLocked()).toBe(5)
    expect(await tryToLogIn(site, person.mobile, PASSWORD)).toBe('4201')
    await server.start()
    await untilAll(true)
    // What it knew is lost, and it counts anew.
    expect(await wrongUntilLocked()).toBe(5)
  })

  test('takes right passwords back, also while it is away', async () => {
    const { person } = await site.join()
    const logInOften = async () => {
      for (let n = 0; n < 8; n += 1)
        expect(await tryToLogIn(n % 2 ? site : other, person.mobile, PASSWORD)).toBe('0')
    }
    await logInOften()
    await server.kill()
    await untilAll(false)
    await logInOften()
  })

  test('counts requests for all servers together, and refuses nobody while it is away', async () => {
    const limited = [
      await site.another({ redis: connect(), rate_limit: 6 }),
      await site.another({ redis: connect(), rate_limit: 6 }),
    ] as const
    await untilAll(true)
    const ask = async (n: number) => (await (limited[n % 2] as Site).visitor().get('/areas')).status
    const statuses: number[] = []
    for (let n = 0; n < 8; n += 1) statuses.push(await ask(n))
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429, 429])
    await server.kill()
    await untilAll(false)
    for (let n = 0; n < 8; n += 1) expect(await ask(n)).toBe(200)
    for (const at of limited) await at.close()
  })

  test('that turns this site away is one that is away', async () => {
    await server.look((client) => client.config('SET', 'requirepass', 'another'))
    const { house_id } = await openLetting(site)
    const stranger = await site.another({ redis: connect() })
    expect((await showOn(stranger, house_id)).hid).toBe(house_id)
    await stranger.close()
  })
})
