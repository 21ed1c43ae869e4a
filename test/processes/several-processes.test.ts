import { readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { openPostgres } from '../../server/platform/database/postgres.ts'
import type { Tables } from '../../server/schema.ts'
import { createClient } from '../harness/client.ts'
import { addHouse, addPerson, PASSWORD } from '../harness/people.ts'
import { runIhome, serveIhome } from '../harness/process.ts'
import { createTestDatabaseUrl } from '../harness/site.ts'

const SESSION_SECRET = 'a secret of at least 32 characters'
const GUESTS = 12

const childrenOf = (pid: number | undefined): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)

test('two processes serve one port: a night is sold once, one that dies is replaced, all stop', async () => {
  const DATABASE_URL = await createTestDatabaseUrl()
  const database = openPostgres<Tables>(DATABASE_URL)
  onTestFinished(() => database.close())
  const host = await addPerson(database.kysely)
  const house_id = await addHouse(database.kysely, host.id)
  const serving = await serveIhome({ DATABASE_URL, SESSION_SECRET }, ['--processes', '2'])
  onTestFinished(async () => void (await serving.stop()))
  const workers = () => childrenOf(serving.child.pid)
  await expect.poll(workers).toHaveLength(2)

  const day = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)
  const bookAsNewGuest = async () => {
    const guest = await addPerson(database.kysely)
    const client = createClient(serving.origin)
    expect(
      (await client.post('/sessions', { mobile: guest.mobile, password: PASSWORD })).errcode,
    ).toBe('0')
    return (await client.post('/orders', { house_id, start_date: day, end_date: day })).errcode
  }
  const errcodes = await Promise.all(Array.from({ length: GUESTS }, bookAsNewGuest))
  expect(errcodes.filter((errcode) => errcode === '0')).toHaveLength(1)
  expect(errcodes.filter((errcode) => errcode === '4003')).toHaveLength(GUESTS - 1)

  // Whoever is asked counts the requests of both.
  const countPlaced = async () => {
    const text = await (await fetch(`${serving.origin}/metrics`)).text()
    const counts = text.matchAll(
      /^ihome_http_request_duration_seconds_count\{.*orders.*\} (\d+)$/gm,
    )
    return [...counts].reduce((sum, [, count]) => sum + Number(count), 0)
  }
  for (let n = 0; n < 4; n += 1) expect(await countPlaced()).toBe(GUESTS)

  const [first, second] = workers()
  process.kill(second as number, 'SIGKILL')
  await expect.poll(() => workers().filter((pid) => pid !== second)).toHaveLength(2)
  expect(workers()).toContain(first)
  expect((await fetch(`${serving.origin}/readyz`)).status).toBe(200)
  const { code } = await serving.stop()
  expect(code).toBe(0)
  expect(serving.stdout().match(/^ihome is at /gm)).toHaveLength(1)
})

test.each(['0', 'two', '65', '1.5'])('--processes %s is refused', async (text) => {
  const { code, stderr } = await runIhome(['serve', '--processes', text], {
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    SESSION_SECRET,
  })
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `ihome serve: --processes is "${text}"; it must be a whole number from 1 to 64, or auto\n`,
  })
})

test('where the first cannot start, all end with its words', async () => {
  const { code, stderr } = await runIhome(['serve', '--processes', '2'], {
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    SESSION_SECRET,
  })
  expect(code).toBe(1)
  expect(stderr).toMatch(/^ihome serve: the database of DATABASE_URL cannot be used/)
})
