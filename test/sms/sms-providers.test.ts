import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  ACCESS_KEY_ID,
  ACCESS_KEY_SECRET,
  type AliyunServer,
  accepted,
  type Reply,
  refused,
  startAliyun,
} from '../harness/aliyun-server.ts'
import { drawCode, requestSms } from '../harness/codes.ts'
import { openSite, type Site } from '../harness/site.ts'

let aliyun: AliyunServer
/** Shows the codes of pictures; the other one sends by Aliyun. */
let outbox: Site
let site: Site
let mobiles = 0

const settings = () => ({
  provider: 'aliyun' as const,
  access_key_id: ACCESS_KEY_ID,
  access_key_secret: ACCESS_KEY_SECRET,
  sign_name: '爱家租房 (测试)*',
  template_code: 'SMS_154950909',
  endpoint: aliyun.endpoint,
})

beforeAll(async () => {
  aliyun = await startAliyun()
  outbox = await openSite()
  site = await outbox.another({ sms: settings() })
})
afterAll(async () => {
  await site.close()
  await outbox.close()
  await aliyun.close()
})
beforeEach(() => {
  aliyun.sent.length = 0
  site.logged.length = 0
})

async function ask(from = site): Promise<string> {
  mobiles += 1
  const mobile = `136${String(mobiles).padStart(8, '0')}`
  expect((await requestSms(from, mobile, await drawCode(outbox))).errcode).toBe('0')
  return mobile
}

/** Asks for a code while Aliyun answers so, and works until the job has come to its end. */
async function send(...replies: Reply[]) {
  aliyun.answer(...replies)
  const mobile = await ask()
  await site.work()
  const { rows } = await sql<{ name: string; state: string; output: unknown }>`
    SELECT name, state, output FROM pgboss.job WHERE data->>'mobile' = ${mobile}
    ORDER BY name`.execute(site.database.kysely)
  const row = await site.database.kysely
    .selectFrom('sms_codes')
    .select('delivered_at')
    .where('mobile', '=', mobile)
    .executeTakeFirst()
  return { mobile, rows, delivered: row?.delivered_at !== null }
}

const DONE = [{ name: 'deliver-sms-code', state: 'completed' }]
const dead = (reason: string) => [
  { name: 'deliver-sms-code', state: 'failed', output: { reason } },
  { name: 'deliver-sms-code-dead', state: 'created' },
]
const levels = () =>
  site.logged
    .map((line) => JSON.parse(line) as { level: number; job?: string; tries?: number })
    .filter(({ job }) => job)
    .map(({ level, tries }) => [level, tries])

test('a code is sent as the template wants it, signed, and can be used', async () => {
  const { mobile, rows, delivered } = await send(accepted)
  expect(rows).toMatchObject(DONE)
  expect(delivered).toBe(true)
  expect(aliyun.sent).toEqual([
    {
      signed: true,
      parameters: expect.objectContaining({
        PhoneNumbers: mobile,
        SignName: '爱家租房 (测试)*',
        TemplateCode: 'SMS_154950909',
        TemplateParam: expect.stringMatching(/^\{"code":"\d{6}"\}$/),
        OutId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      }),
    },
  ])
  const { code } = JSON.parse(aliyun.sent[0]?.parameters['TemplateParam'] ?? '') as { code: string }
  const form = { mobile, sms_code: code, password: 'a-good-secret', password2: 'a-good-secret' }
  expect(await site.visitor().post('/users', form)).toMatchObject({ errcode: '0' })
})

test('with another secret the signature is another', async () => {
  const other = await outbox.another({ sms: { ...settings(), access_key_secret: 'not this one' } })
  aliyun.answer(refused('SignatureDoesNotMatch', 400))
  await ask(other)
  await other.work()
  expect(aliyun.sent.map(({ signed }) => signed)).toEqual([false])
  await other.close()
})

test.each([
  ['isv.BUSINESS_LIMIT_CONTROL', 200],
  ['isv.MOBILE_NUMBER_ILLEGAL', 200],
  ['isv.AMOUNT_NOT_ENOUGH', 200],
  ['isp.RAM_PERMISSION_DENY', 200],
  ['InvalidAccessKeyId.NotFound', 404],
  ['SignatureDoesNotMatch', 400],
])('%s (%i) is not tried again', async (code, status) => {
  const { rows, delivered } = await send(refused(code, status))
  expect(rows).toMatchObject(dead(code))
  expect(aliyun.sent).toHaveLength(1)
  expect(delivered).toBe(false)
  expect(levels()).toEqual([[50, 1]])
})

test.each([
  ['isp.SYSTEM_ERROR', refused('isp.SYSTEM_ERROR')],
  ['Throttling.User', refused('Throttling.User', 400)],
  ['InternalError', refused('InternalError', 500)],
  ['ServiceUnavailable', refused('ServiceUnavailable', 503)],
])('%s is tried three times, then a dead letter', async (code, reply) => {
  const { rows, delivered } = await send(reply)
  expect(rows).toMatchObject(dead(code))
  expect(aliyun.sent).toHaveLength(3)
  // The same message each time, by its id.
  expect(new Set(aliyun.sent.map(({ parameters }) => parameters['OutId'])).size).toBe(1)
  expect(delivered).toBe(false)
  expect(levels()).toEqual([
    [40, 1],
    [40, 2],
    [50, 3],
  ])
})

test('no answer, then an answer that is none, then OK: sent at the third try', async () => {
  const { rows, delivered } = await send('hang', { status: 502, body: '<html>' }, accepted)
  expect(rows).toMatchObject(DONE)
  expect(aliyun.sent).toHaveLength(3)
  expect(delivered).toBe(true)
})

test('a provider that is not there is tried three times', async () => {
  const other = await outbox.another({ sms: { ...settings(), endpoint: 'http://127.0.0.1:9' } })
  await ask(other)
  await other.work()
  const told = other.logged.filter((line) => line.includes('"job"'))
  expect(told.map((line) => JSON.parse(line).tries)).toEqual([1, 2, 3])
  await other.close()
})

test('what was taken over is not sent again when its job is done again', async () => {
  const { mobile } = await send(accepted)
  await sql`
    UPDATE pgboss.job SET state = 'created', completed_on = NULL
    WHERE data->>'mobile' = ${mobile}`.execute(site.database.kysely)
  await site.work()
  expect(aliyun.sent).toHaveLength(1)
})

test('neither log nor dead letter tells number, code or key', async () => {
  const told = '13600000000 invalid mobile number'
  const { mobile } = await send(refused('isv.MOBILE_NUMBER_ILLEGAL', 200, told))
  await send(refused('isp.SYSTEM_ERROR', 200, told))
  await send(refused('Forbidden.RAM', 403, told))
  const codes = aliyun.sent.map(({ parameters }) => JSON.parse(parameters['TemplateParam'] ?? ''))
  const { rows } = await sql`SELECT output, data FROM pgboss.job`.execute(site.database.kysely)
  const log = site.logged.join('\n')
  for (const secret of [mobile, '13600000000', ACCESS_KEY_SECRET, ACCESS_KEY_ID])
    expect(log).not.toContain(secret)
  for (const { code } of codes) expect(log + JSON.stringify(rows)).not.toMatch(`"${code}"`)
})
