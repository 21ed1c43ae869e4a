import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import {
  ACCESS_KEY_ID,
  ACCESS_KEY_SECRET,
  accepted,
  startAliyun,
} from '../harness/aliyun-server.ts'
import { createClient } from '../harness/client.ts'
import { drawCode, messagesTo, requestSms } from '../harness/codes.ts'
import { type ServerProcess, startProcess, waitForOutput } from '../harness/server-process.ts'
import { createTestDatabaseUrl, type Site } from '../harness/site.ts'

const AT = /ihome is at (http:\S+)/
const started: ServerProcess[] = []
const start = (args: string[], settings: Record<string, string>) => {
  const one = startProcess(args, settings)
  started.push(one)
  return one
}
afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => one.stop()))
})

/** As much of a site as is needed to ask for a code and to read it. */
const siteAt = (origin: string) => ({ origin, visitor: () => createClient(origin) }) as Site

test('in production the outbox is refused, unless it is asked for by name', async () => {
  const refused = start(['serve'], { NODE_ENV: 'production' })
  await waitForOutput(refused, /SMS_PROVIDER is not set; it must be aliyun/)
  expect(refused.output()).not.toMatch(AT)
  expect(await refused.exited).toBe(1)

  const allowed = start(['serve', '--no-jobs'], {
    DATABASE_URL: await createTestDatabaseUrl(),
    SESSION_SECRET: 'a secret that only these processes share',
    NODE_ENV: 'production',
    IHOME_ALLOW_DEV_OUTBOX: '1',
    IHOME_ALLOW_SANDBOX_PAYMENTS: '1',
  })
  const origin = await waitForOutput(allowed, AT)
  expect((await fetch(`${origin}/dev/outbox`)).status).toBe(200)
})

test('a server without jobs leaves them to a worker, and each stops in time', async () => {
  const settings = {
    DATABASE_URL: await createTestDatabaseUrl(),
    SESSION_SECRET: 'a secret that only these processes share',
  }
  const server = start(['serve', '--no-jobs'], settings)
  const site = siteAt(await waitForOutput(server, AT))
  const mobile = '13400000001'
  expect((await requestSms(site, mobile, await drawCode(site))).errcode).toBe('0')

  const worker = start(['worker'], settings)
  await expect.poll(() => messagesTo(site, mobile)).toHaveLength(1)
  // And what comes while it runs.
  const next = '13400000002'
  expect((await requestSms(site, next, await drawCode(site))).errcode).toBe('0')
  await expect.poll(() => messagesTo(site, next)).toHaveLength(1)

  // Whatever takes longer than a stop may take ends itself, with another code.
  for (const one of [worker, server]) expect(await one.stop()).toBe(0)
  for (const one of [worker, server]) expect(one.output()).not.toContain(mobile)
})

test('a job whose worker was killed is done by the next one', async () => {
  const aliyun = await startAliyun()
  aliyun.answer('hang', accepted)
  const database_url = await createTestDatabaseUrl()
  const settings = {
    DATABASE_URL: database_url,
    SESSION_SECRET: 'a secret that only these processes share',
  }
  const by_aliyun = {
    ...settings,
    SMS_PROVIDER: 'aliyun',
    ALIYUN_ACCESS_KEY_ID: ACCESS_KEY_ID,
    ALIYUN_ACCESS_KEY_SECRET: ACCESS_KEY_SECRET,
    ALIYUN_SMS_SIGN_NAME: '爱家租房',
    ALIYUN_SMS_TEMPLATE_CODE: 'SMS_1',
    ALIYUN_SMS_ENDPOINT: aliyun.endpoint,
  }
  const site = siteAt(await waitForOutput(start(['serve', '--no-jobs'], settings), AT))
  expect((await requestSms(site, '13400000003', await drawCode(site))).errcode).toBe('0')

  const first = start(['worker'], by_aliyun)
  await expect.poll(() => aliyun.sent.length).toBe(1)
  first.child.kill('SIGKILL')
  await first.exited
  // Nobody waits until the try counts as dead.
  const client = new pg.Client(database_url)
  await client.connect()
  await client.query("UPDATE pgboss.job SET started_on = started_on - interval '1 hour'")
  start(['worker'], by_aliyun)
  const state = async () =>
    (await client.query("SELECT state FROM pgboss.job WHERE name = 'deliver-sms-code'")).rows
  await expect.poll(state).toEqual([{ state: 'completed' }])
  expect(aliyun.sent.map(({ parameters }) => parameters['OutId'])).toHaveLength(2)
  await client.end()
  await aliyun.close()
})
