import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { pruneCodes } from '../../server/codes/prune-codes.ts'
import { pruneOutbox } from '../../server/sms/outbox.ts'
import {
  drawCode,
  drawPicture,
  messagesTo,
  readOutbox,
  receiveSms,
  requestSms,
} from '../harness/codes.ts'
import { HOSTILE_IDS } from '../harness/hostile-values.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

let site: Site
let mobiles = 0
function newMobile(): string {
  mobiles += 1
  return `137${String(mobiles).padStart(8, '0')}`
}
const at = (seconds: number) => site.clock.set(new Date(Date.parse(NOON) + seconds * 1000))

beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  site.clock.set(NOON)
  await site.database.kysely.deleteFrom('counted_tries').execute()
})

const OK = { status: 200, errcode: '0', errmsg: '发送成功', data: undefined }
const EXPIRED = { status: 200, errcode: '4002', errmsg: '图片验证码已失效' }
const WRONG = { status: 200, errcode: '4004', errmsg: '图片验证码错误' }
const TOO_SOON = { status: 200, errcode: '4201', errmsg: '请求过于频繁，请 60 秒后再试' }
const REGISTERED = { status: 200, errcode: '4003', errmsg: '手机号已存在' }

describe('an image code', () => {
  test('is a picture that is not kept anywhere', async () => {
    const response = await drawPicture(site, 'some-id')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('cache-control')).toBe('no-store')
    const { format, width, height } = await sharp(await response.arrayBuffer()).metadata()
    expect({ format, width, height }).toEqual({ format: 'png', width: 280, height: 96 })
  })

  test('has four characters that are not taken for others, in any case', async () => {
    const { image_code, image_code_id } = await drawCode(site)
    expect(image_code).toMatch(/^[ACEFHKNPRTXY3479]{4}$/)
    const typed = ` ${image_code.toLowerCase()} `
    expect(await requestSms(site, newMobile(), { image_code_id, image_code: typed })).toMatchObject(
      OK,
    )
  })

  test('cannot be taken apart by its colours, nor by gaps between its letters', async () => {
    for (let drawn = 0; drawn < 5; drawn += 1) {
      const { data, info } = await sharp(await (await drawPicture(site, 'apart')).arrayBuffer())
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true })
      /** Columns that a colour is found in, by the colour; none but the paper and the mixed edges. */
      const columns = new Map<string, Set<number>>()
      for (let at = 0; at < data.length; at += 3) {
        const colour = data.subarray(at, at + 3).toString('hex')
        const known = columns.get(colour) ?? new Set()
        columns.set(colour, known.add((at / 3) % info.width))
      }
      columns.delete('ffffff')
      const found = [...columns.values()].sort((one, other) => other.size - one.size).slice(0, 4)
      // No colour is one letter's, which would be within a quarter of the picture.
      for (const places of found) {
        expect(Math.min(...places)).toBeLessThan(info.width * 0.2)
        expect(Math.max(...places)).toBeGreaterThan(info.width * 0.8)
      }
      const inked = new Set(found.flatMap((places) => [...places]))
      expect(inked.size).toBeGreaterThan(info.width * 0.97)
    }
  })

  test('read right stays right until an SMS was sent for it', async () => {
    const mobile = newMobile()
    const { person } = await site.join()
    await receiveSms(site, mobile)
    const code = await drawCode(site)
    expect(await requestSms(site, mobile, code)).toMatchObject(TOO_SOON)
    expect(await requestSms(site, person.mobile, code)).toMatchObject(REGISTERED)
    at(60)
    expect(await requestSms(site, mobile, code)).toMatchObject(OK)
    expect(await requestSms(site, newMobile(), code)).toMatchObject(EXPIRED)
  })

  test('guessed at many times at once is one guess', async () => {
    const right = await drawCode(site)
    const guesses = ['AAAA', 'CCCC', 'EEEE', 'FFFF', 'HHHH', 'KKKK', 'NNNN', 'PPPP', 'RRRR', 'TTTT']
    const wrong = guesses.filter((guess) => guess !== right.image_code)
    const answers = await Promise.all(
      wrong.map((image_code) => requestSms(site, newMobile(), { ...right, image_code })),
    )
    const errcodes = answers.map(({ errcode }) => errcode)
    expect(errcodes.filter((errcode) => errcode === '4004')).toHaveLength(1)
    expect(await requestSms(site, newMobile(), right)).toMatchObject(EXPIRED)
  })

  test('lives 180 seconds', async () => {
    const codes = [await drawCode(site), await drawCode(site)]
    at(179)
    expect(await requestSms(site, newMobile(), codes[0] ?? {})).toMatchObject(OK)
    at(180)
    expect(await requestSms(site, newMobile(), codes[1] ?? {})).toMatchObject(EXPIRED)
  })

  test('can be tried once, and a wrong try spends it', async () => {
    const right = await drawCode(site)
    expect(await requestSms(site, newMobile(), right)).toMatchObject(OK)
    expect(await requestSms(site, newMobile(), right)).toMatchObject(EXPIRED)
    const guessed = await drawCode(site)
    expect(await requestSms(site, newMobile(), { ...guessed, image_code: 'QQQQ' })).toMatchObject(
      WRONG,
    )
    expect(await requestSms(site, newMobile(), guessed)).toMatchObject(EXPIRED)
  })

  test('tried many times at once is looked at once', async () => {
    const code = await drawCode(site)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => requestSms(site, newMobile(), code)),
    )
    expect(answers.map(({ errcode }) => errcode).sort()).toEqual(['0', ...Array(9).fill('4002')])
  })

  test('asked for again under the same id is another one', async () => {
    const first = await drawCode(site, 'again')
    let second = await drawCode(site, 'again')
    while (second.image_code === first.image_code) second = await drawCode(site, 'again')
    expect(await requestSms(site, newMobile(), first)).toMatchObject(WRONG)
    expect(await requestSms(site, newMobile(), second)).toMatchObject(EXPIRED)
  })

  test('of another id is not right', async () => {
    const [mine, yours] = [await drawCode(site), await drawCode(site)]
    const mixed = { image_code_id: mine.image_code_id, image_code: yours.image_code }
    if (mine.image_code !== yours.image_code)
      expect(await requestSms(site, newMobile(), mixed)).toMatchObject(WRONG)
  })

  test('is drawn on one server and checked on another', async () => {
    const other = await site.another()
    expect(await requestSms(other, newMobile(), await drawCode(site))).toMatchObject(OK)
    await other.close()
  })

  test('is drawn 60 times in a minute for one address', async () => {
    const draw = async () => (await drawPicture(site, 'many')).status
    const statuses = await Promise.all(Array.from({ length: 65 }, draw))
    expect(statuses.filter((status) => status === 200)).toHaveLength(60)
    expect(await site.visitor().get('/image_codes/many')).toMatchObject({
      status: 429,
      errcode: '4201',
    })
    at(60)
    expect(await draw()).toBe(200)
  })

  test('with a nasty id is drawn or refused, and no fault', async () => {
    const odd = ['a%00', 'a.b', 'a+b', '中文', "';--", 'x'.repeat(65), 'x'.repeat(101)]
    for (const id of [...HOSTILE_IDS, ...odd]) {
      const response = await drawPicture(site, id)
      expect([200, 400, 404], id).toContain(response.status)
      if (response.headers.get('content-type') === 'image/png') expect(id).toMatch(/^[\w-]{1,64}$/)
      else expect(await response.json()).toMatchObject({ errcode: expect.stringMatching(/^4/) })
    }
  })
})

describe('asking for an SMS code', () => {
  test('answers OK and sends six digits, never in the answer', async () => {
    const mobile = newMobile()
    const answer = await requestSms(site, mobile, await drawCode(site))
    expect(answer).toMatchObject(OK)
    await site.work()
    const messages = await messagesTo(site, mobile)
    expect(messages).toEqual([
      {
        kind: 'sms',
        recipient: mobile,
        code: expect.stringMatching(/^\d{6}$/),
        text: `【爱家租房】您的验证码是 ${messages[0]?.code}，5 分钟内有效，请勿告诉他人。`,
        created_at: '2026-12-01 12:00:00',
      },
    ])
    expect(JSON.stringify([answer, [...answer.headers]])).not.toContain(messages[0]?.code)
  })

  test.each([
    ['13800000000', {}],
    ['13800000000', { image_code: 'ABCD' }],
    ['13800000000', { image_code_id: 'some-id' }],
    ['13800000000', { image_code: '', image_code_id: 'some-id' }],
    ['13800000000', { image_code: 'ABCD', image_code_id: '' }],
    ['12800000000', { image_code: 'ABCD', image_code_id: 'some-id' }],
    ['1380000000', { image_code: 'ABCD', image_code_id: 'some-id' }],
    ['138000000000', { image_code: 'ABCD', image_code_id: 'some-id' }],
    ['%EF%BC%91%EF%BC%93800000000', { image_code: 'ABCD', image_code_id: 'some-id' }],
    ['13800000000%00', { image_code: 'ABCD', image_code_id: 'some-id' }],
    ['13800000000', { image_code: 'ABCD', image_code_id: 'a\u0000b' }],
    ['13800000000', { image_code: 'ABCD', image_code_id: 'x'.repeat(65) }],
    ['13800000000', { image_code: 'ABCD', image_code_id: "' OR 1=1 --" }],
  ])('of %s with %j: 4103', async (mobile, query) => {
    expect(await requestSms(site, mobile, query)).toMatchObject({ status: 200, errcode: '4103' })
  })

  test('with a parameter twice, or an odd image code, is no fault', async () => {
    const twice = await site
      .visitor()
      .get('/sms_codes/13800000000?image_code=a&image_code=b&image_code_id=c')
    expect(twice).toMatchObject({ status: 200, errcode: '4103' })
    for (const image_code of ['\u0000', '\ud83c', '🏠'.repeat(500), 'null', '0'])
      expect(
        await requestSms(site, newMobile(), { ...(await drawCode(site)), image_code }),
      ).toMatchObject(WRONG)
  })

  test('checks in the order of the contract', async () => {
    const member = await site.join()
    const { mobile } = member.person
    const code = await drawCode(site)
    // Parameters before the image code, which is not spent by them.
    expect((await requestSms(site, '1', code)).errcode).toBe('4103')
    // The image code before the mobile number's own state.
    expect(await requestSms(site, mobile, { ...code, image_code_id: 'unknown' })).toMatchObject(
      EXPIRED,
    )
    expect(
      await requestSms(site, mobile, { ...(await drawCode(site)), image_code: 'QQQQ' }),
    ).toMatchObject(WRONG)
    expect(await requestSms(site, mobile, code)).toMatchObject(REGISTERED)
    // One sent a moment ago before registered already.
    const late = newMobile()
    expect(await requestSms(site, late, await drawCode(site))).toMatchObject(OK)
    await site.database.kysely
      .updateTable('users')
      .set({ mobile: late })
      .where('id', '=', member.person.id)
      .execute()
    expect(await requestSms(site, late, await drawCode(site))).toMatchObject(TOO_SOON)
    at(60)
    expect(await requestSms(site, late, await drawCode(site))).toMatchObject(REGISTERED)
  })

  test('for a registered number leaves no code and no job', async () => {
    const { person } = await site.join()
    expect(await requestSms(site, person.mobile, await drawCode(site))).toMatchObject(REGISTERED)
    await site.work()
    expect(await messagesTo(site, person.mobile)).toEqual([])
    const rows = await site.database.kysely
      .selectFrom('sms_codes')
      .select('mobile')
      .where('mobile', '=', person.mobile)
      .execute()
    expect(rows).toEqual([])
  })

  test('again is refused for 60 seconds, then sends another code', async () => {
    const mobile = newMobile()
    await receiveSms(site, mobile)
    at(59)
    expect(await requestSms(site, mobile, await drawCode(site))).toMatchObject(TOO_SOON)
    at(60)
    expect(await requestSms(site, mobile, await drawCode(site))).toMatchObject(OK)
    await site.work()
    expect(await messagesTo(site, mobile)).toHaveLength(2)
  })

  test('many times at once sends one', async () => {
    const mobile = newMobile()
    const other = await site.another()
    const codes = await Promise.all(Array.from({ length: 12 }, () => drawCode(site)))
    const answers = await Promise.all(
      codes.map((code, index) => requestSms(index % 2 ? other : site, mobile, code)),
    )
    expect(answers.map(({ errcode }) => errcode).sort()).toEqual(['0', ...Array(11).fill('4201')])
    await site.work()
    expect(await messagesTo(site, mobile)).toHaveLength(1)
    await other.close()
  })

  test('is bounded for one number and day, and counts what was sent', async () => {
    const mobile = newMobile()
    expect(await requestSms(site, mobile, await drawCode(site))).toMatchObject(OK)
    for (let sent = 1; sent < 10; sent += 1) {
      expect(await requestSms(site, mobile, await drawCode(site))).toMatchObject(TOO_SOON)
      at(sent * 700)
      expect(await requestSms(site, mobile, await drawCode(site))).toMatchObject(OK)
    }
    at(7_000)
    expect(await requestSms(site, mobile, await drawCode(site))).toMatchObject({
      status: 200,
      errcode: '4201',
      refusal: 'sms_day_spent',
    })
    expect(await requestSms(site, newMobile(), await drawCode(site))).toMatchObject(OK)
    at(86_400)
    expect(await requestSms(site, mobile, await drawCode(site))).toMatchObject(OK)
  })

  test('is bounded for the whole site and hour, which operators can watch', async () => {
    const small = await site.another({ codes: { hourly_max: 3 } })
    const ask = async () => requestSms(small, newMobile(), await drawCode(small))
    for (let sent = 0; sent < 3; sent += 1) expect(await ask()).toMatchObject(OK)
    for (let refused = 0; refused < 2; refused += 1)
      expect(await ask()).toMatchObject({ status: 200, errcode: '4201', refusal: 'sms_hour_spent' })
    const metrics = await (await fetch(`${small.origin}/metrics`)).text()
    expect(metrics).toContain('ihome_sms_codes_total{outcome="sent"} 3')
    expect(metrics).toContain('ihome_sms_codes_total{outcome="sms_hour_spent"} 2')
    at(3_600)
    expect(await ask()).toMatchObject(OK)
    await small.close()
  })

  test('is bounded for one address and ten minutes', async () => {
    for (let sent = 0; sent < 20; sent += 1)
      expect(await requestSms(site, newMobile(), await drawCode(site))).toMatchObject(OK)
    expect(await requestSms(site, newMobile(), await drawCode(site))).toMatchObject({ status: 429 })
    at(600)
    expect(await requestSms(site, newMobile(), await drawCode(site))).toMatchObject(OK)
  })

  test('is bounded for one address and day', async () => {
    await site.database.kysely
      .insertInto('counted_tries')
      .values({
        subject: 'sms-ip:127.0.0.1',
        tries: 99,
        window_until: new Date(Date.parse(NOON) + 3_600_000),
      })
      .execute()
    expect(await requestSms(site, newMobile(), await drawCode(site))).toMatchObject(OK)
    expect(await requestSms(site, newMobile(), await drawCode(site))).toMatchObject({
      status: 429,
      errcode: '4201',
    })
    at(3600)
    expect(await requestSms(site, newMobile(), await drawCode(site))).toMatchObject(OK)
  })

  test('speaks English to who reads it', async () => {
    const { image_code, image_code_id } = await drawCode(site)
    const answer = await site
      .visitor()
      .get(`/sms_codes/${newMobile()}?image_code=${image_code}&image_code_id=${image_code_id}`, {
        headers: { 'accept-language': 'en' },
      })
    expect(answer).toMatchObject({ errcode: '0', errmsg: 'Sent' })
  })
})

describe('the job that sends a code', () => {
  const jobsOf = async (mobile: string) => {
    const { rows } = await sql<{ state: string; data: { sealed_code: string } }>`
      SELECT state, data FROM pgboss.job WHERE data->>'mobile' = ${mobile}`.execute(
      site.database.kysely,
    )
    return rows
  }

  test('is not sent again when it is done twice', async () => {
    const mobile = newMobile()
    await receiveSms(site, mobile)
    // As after a crash between the provider's answer and the end of the job.
    await sql`
      UPDATE pgboss.job SET state = 'created', completed_on = NULL
      WHERE data->>'mobile' = ${mobile}`.execute(site.database.kysely)
    await site.work()
    expect(await jobsOf(mobile)).toMatchObject([{ state: 'completed' }])
    expect(await messagesTo(site, mobile)).toHaveLength(1)
  })

  test('does not send what has expired or was replaced meanwhile', async () => {
    const [expired, replaced] = [newMobile(), newMobile()]
    expect(await requestSms(site, expired, await drawCode(site))).toMatchObject(OK)
    expect(await requestSms(site, replaced, await drawCode(site))).toMatchObject(OK)
    at(250)
    expect(await requestSms(site, replaced, await drawCode(site))).toMatchObject(OK)
    at(300)
    await site.work()
    expect(await messagesTo(site, expired)).toEqual([])
    expect(await messagesTo(site, replaced)).toHaveLength(1)
  })

  test('is done by any one of several workers', async () => {
    const others = [await site.another(), await site.another()]
    const mine = Array.from({ length: 10 }, newMobile)
    for (const mobile of mine)
      expect(await requestSms(site, mobile, await drawCode(site))).toMatchObject(OK)
    await Promise.all([site, ...others].map((server) => server.work()))
    const sent = (await readOutbox(site)).filter(({ recipient }) => mine.includes(recipient))
    expect(sent.map(({ recipient }) => recipient).sort()).toEqual(mine)
    for (const other of others) await other.close()
  })

  test('with a payload that is not valid is a dead letter at once', async () => {
    const mobile = newMobile()
    expect(await requestSms(site, mobile, await drawCode(site))).toMatchObject(OK)
    const { kysely } = site.database
    await sql`
      UPDATE pgboss.job SET data = jsonb_build_object('mobile', ${mobile}::text)
      WHERE data->>'mobile' = ${mobile}`.execute(kysely)
    await site.work()
    expect(await messagesTo(site, mobile)).toEqual([])
    const metrics = await (await fetch(`${site.origin}/metrics`)).text()
    expect(metrics).toContain('ihome_dead_jobs{job="deliver-sms-code"} 1')
    const told = site.logged.filter((line) => line.includes('job given up'))
    expect(told).toHaveLength(1)
    expect(JSON.parse(told[0] ?? '')).toMatchObject({ job: 'deliver-sms-code', tries: 1 })
    await sql`DELETE FROM pgboss.job WHERE name LIKE '%-dead'`.execute(kysely)
  })

  test('on a database that had none of its tables, the metrics know no dead job', async () => {
    const fresh = await openSite()
    const metrics = await (await fetch(`${fresh.origin}/metrics`)).text()
    expect(metrics).toContain('ihome_dead_jobs{job="deliver-sms-code"} 0')
    await fresh.close()
  })
})

describe('codes are told to nobody else', () => {
  test('neither the log nor a table has one, nor its plain hash', async () => {
    const mobile = newMobile()
    const picture = await drawCode(site)
    const { image_code } = picture
    expect(await requestSms(site, mobile, picture)).toMatchObject(OK)
    const kept = await drawCode(site)
    const before = await tablesOf(site)
    await site.work()
    const code = (await messagesTo(site, mobile))[0]?.code ?? ''
    const text = [...site.logged, before, await tablesOf(site)].join('\n')
    expect(text).toContain(kept.image_code_id)
    for (const secret of [code, image_code, kept.image_code]) {
      expect(text).not.toMatch(new RegExp(`(?<![\\w-])${secret}(?![\\w-])`))
      for (const encoding of ['hex', 'base64', 'base64url'] as const)
        expect(text).not.toContain(createHash('sha256').update(secret).digest(encoding))
    }
    expect(site.logged.join('\n')).not.toContain(mobile)
  })

  /** All that is stored about codes but the outbox, which is there to tell them. */
  async function tablesOf({ database: { kysely } }: Site): Promise<string> {
    const images = await kysely.selectFrom('image_codes').selectAll().execute()
    const codes = await kysely.selectFrom('sms_codes').selectAll().execute()
    const { rows } = await sql`SELECT data, output FROM pgboss.job`.execute(kysely)
    return JSON.stringify([images, codes, rows])
  }
})

describe('the outbox', () => {
  test('shows the newest hundred first', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => ({
      kind: 'sms' as const,
      recipient: `138${String(index).padStart(8, '0')}`,
      code: '123456',
      text: '<b>&"\'',
      created_at: new Date(NOON),
    }))
    await site.database.kysely.insertInto('outbox_messages').values(rows).execute()
    const messages = await readOutbox(site)
    expect(messages).toHaveLength(100)
    expect(messages[0]?.recipient).toBe('13800000119')
    expect(messages.at(-1)?.recipient).toBe('13800000020')
  })

  test('is a page in either language, in which nothing that was sent is markup', async () => {
    const page = async (language: string) => {
      const response = await fetch(`${site.origin}/dev/outbox`, {
        headers: { 'accept-language': language },
      })
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(response.headers.get('cache-control')).toBe('no-store')
      return response.text()
    }
    const [zh, en] = [await page('zh-CN'), await page('en')]
    expect(zh).toContain('<h1>发件箱（开发用）</h1>')
    expect(en).toContain('<h1>Outbox (for development)</h1>')
    for (const text of [zh, en]) {
      expect(text).toContain('&#60;b&#62;&#38;&#34;&#39;')
      expect(text).not.toContain('<b>')
    }
  })

  test('is not there where a provider is configured, and pictures leave no message', async () => {
    const other = await site.another({
      sms: {
        provider: 'aliyun',
        access_key_id: 'id',
        access_key_secret: 'secret',
        sign_name: '爱家租房',
        template_code: 'SMS_1',
        endpoint: 'http://127.0.0.1:9',
      },
    })
    for (const path of ['/dev/outbox', '/dev/outbox.json'])
      expect((await fetch(other.origin + path)).status).toBe(404)
    expect((await drawPicture(other, 'quiet')).status).toBe(200)
    expect(await messagesTo(site, 'quiet')).toEqual([])
    await other.close()
  })
})

test('what has run out is removed, and nothing else', async () => {
  const { kysely } = site.database
  for (const table of ['image_codes', 'sms_codes', 'outbox_messages'] as const)
    await kysely.deleteFrom(table).execute()
  await drawCode(site)
  await receiveSms(site, newMobile())
  const prune = async () => {
    await pruneCodes(kysely, site.clock)
    await pruneOutbox(kysely, site.clock)
  }
  const count = async () => [
    (await kysely.selectFrom('image_codes').select('id').execute()).length,
    (await kysely.selectFrom('sms_codes').select('mobile').execute()).length,
    (await kysely.selectFrom('outbox_messages').select('id').execute()).length,
  ]
  await prune()
  expect(await count()).toEqual([1, 1, 3])
  at(180)
  await prune()
  expect(await count()).toEqual([0, 1, 3])
  at(300)
  await prune()
  expect(await count()).toEqual([0, 0, 3])
  at(86_401)
  await prune()
  expect(await count()).toEqual([0, 0, 0])
})
