import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  ACCESS_KEY_ID,
  ACCESS_KEY_SECRET,
  type AliyunServer,
  accepted,
  type Reply,
  refused,
  startAliyun,
} from '../harness/aliyun-server.ts'
import { messagesTo } from '../harness/codes.ts'
import { dayAfter, type Letting, openLetting, order, orderIn, sweep } from '../harness/lettings.ts'
import { NOON, openSite, type Site } from '../harness/site.ts'

describe('in the outbox', () => {
  let site: Site
  let letting: Letting

  beforeAll(async () => {
    site = await openSite()
  })
  afterAll(() => site.close())
  beforeEach(async () => {
    letting = await openLetting(site)
  })

  /** What came to somebody's telephone, the first first. */
  const texts = async ({ person }: Letting['host']): Promise<string[]> =>
    (await messagesTo(site, person.mobile)).map(({ text }) => text).reverse()

  test('a new order goes to the host, what becomes of it to the guest, the rest to nobody', async () => {
    await orderIn(letting, 'PAID')
    await site.work()
    expect(await texts(letting.host)).toEqual([
      expect.stringMatching(/^【爱家租房】新订单（¥200）：鼓楼边的小院，12月3日 – 4日 · 1 晚。/),
    ])
    expect(await texts(letting.guest)).toEqual([expect.stringContaining('房东已接单')])
  })

  test('a rejection and an expiry go to the guest, with the reason', async () => {
    await orderIn(letting, 'REJECTED', dayAfter(site, 5))
    await site.work()
    await order(letting, dayAfter(site, 30))
    site.clock.advance({ hours: 25 })
    await sweep(site)
    await site.work()
    expect(await texts(letting.guest)).toEqual([
      expect.stringMatching(/房东未能接单.*原因：房屋检修/),
      expect.stringContaining('超时'),
    ])
  })

  const cancel = (who: 'guest' | 'host', order_id: number, reason = '') =>
    letting[who].put(`/orders/${order_id}/status`, { action: 'cancel', reason })

  test.each([
    [
      'PAID',
      /^【爱家租房】房东取消了订单：鼓楼边的小院.*原因：水管坏了。已付款项将全额原路退回。$/,
    ],
    ['WAIT_PAYMENT', /^【爱家租房】房东取消了订单：鼓楼边的小院.*原因：水管坏了。$/],
  ] as const)(
    'a guest whose host takes a %s stay back reads it, with the reason',
    async (status, words) => {
      const order_id = await orderIn(letting, status)
      await site.work()
      await cancel('host', order_id, '水管坏了')
      await site.work()
      expect((await texts(letting.guest)).at(-1)).toMatch(words)
    },
  )

  test('a host whose paid guest does not come reads it', async () => {
    const order_id = await orderIn(letting, 'PAID')
    await site.work()
    await cancel('guest', order_id)
    await site.work()
    expect((await texts(letting.host)).at(-1)).toMatch(/房客取消了订单.*所订日期已重新开放。$/)
  })

  test('what was cancelled before it went out is not sent', async () => {
    await cancel('guest', await order(letting, dayAfter(site, 1)))
    await site.work()
    expect(await texts(letting.host)).toEqual([])
    expect((await letting.host.get('/notices')).data.unread).toBe(2)
  })

  test('an order tells its own deadline, and its end offers no day that is gone', async () => {
    site.clock.set(NOON)
    await order(letting, dayAfter(site, 0))
    await site.work()
    expect((await texts(letting.host)).at(-1)).toContain('请在 12月2日 00:00 前接单或拒单')
    site.clock.advance({ hours: 12 })
    await sweep(site)
    await site.work()
    expect((await texts(letting.guest)).at(-1)).toMatch(/订单因超时已自动取消：[^。]*。$/)
    await order(letting, dayAfter(site, 9))
    site.clock.advance({ hours: 24 })
    await sweep(site)
    await site.work()
    expect((await texts(letting.guest)).at(-1)).toMatch(/可以重新预订。$/)
  })

  test('a telephone gets ten an hour; the tenth stands for the rest', async () => {
    const other = { ...letting, guest: await site.join() }
    for (let day = 1; day <= 7; day += 1) await order(letting, dayAfter(site, day))
    for (let day = 8; day <= 14; day += 1) await order(other, dayAfter(site, day))
    await site.work()
    const sent = await texts(letting.host)
    expect(sent).toHaveLength(10)
    expect(sent.filter((text) => text.startsWith('【爱家租房】新订单'))).toHaveLength(9)
    expect(sent.sort()[0]).toMatch(/^【爱家租房】5 条新消息，最新一条：新订单/)

    await order(other, dayAfter(site, 15))
    await cancel('guest', await order(letting, dayAfter(site, 16)))
    await order(other, dayAfter(site, 17))
    await site.work()
    expect(await texts(letting.host)).toHaveLength(10)
    site.clock.advance({ minutes: 61 })
    await site.work()
    expect((await texts(letting.host)).slice(10)).toEqual([
      expect.stringMatching(/^【爱家租房】2 条新消息，最新一条：新订单/),
    ])
  })

  test('nothing is sent twice, however often the work comes round', async () => {
    await order(letting, dayAfter(site, 1))
    await site.work()
    await site.work()
    expect(await texts(letting.host)).toHaveLength(1)
  })

  test('what is an hour late is told on the site alone', async () => {
    await order(letting, dayAfter(site, 2))
    site.clock.advance({ minutes: 61 })
    await site.work()
    expect(await texts(letting.host)).toEqual([])
    expect((await letting.host.get('/notices')).data.unread).toBe(1)
  })

  test('neither a job nor the log tells the number', async () => {
    await order(letting, dayAfter(site, 1))
    await site.work()
    const { rows } = await sql`SELECT * FROM pgboss.job`.execute(site.database.kysely)
    for (const place of [JSON.stringify(rows), site.logged.join('\n')])
      expect(place).not.toContain(letting.host.person.mobile)
  })
})

describe('by Aliyun', () => {
  let aliyun: AliyunServer
  let site: Site

  const settings = (notice_template_code?: string) => ({
    provider: 'aliyun' as const,
    access_key_id: ACCESS_KEY_ID,
    access_key_secret: ACCESS_KEY_SECRET,
    sign_name: '爱家租房',
    template_code: 'SMS_1',
    notice_template_code,
    endpoint: aliyun.endpoint,
  })

  beforeAll(async () => {
    aliyun = await startAliyun()
    site = await openSite({ sms: settings('SMS_2') })
  })
  afterAll(async () => {
    await site.close()
    await aliyun.close()
  })
  beforeEach(() => {
    aliyun.sent.length = 0
    site.logged.length = 0
  })

  async function send(...replies: Reply[]) {
    aliyun.answer(...replies)
    const letting = await openLetting(site, {
      title: '一座名字很长很长很长很长很长很长很长很长很长很长很长很长很长很长的四合院',
    })
    await order(letting, '2026-12-20')
    await site.work()
    const { rows } = await sql<{ name: string; state: string; output: unknown }>`
      SELECT job.name, job.state, job.output FROM pgboss.job
      WHERE (data->>'user_id')::bigint = ${letting.host.person.id}
      ORDER BY name`.execute(site.database.kysely)
    return { mobile: letting.host.person.mobile, rows }
  }

  test('with the template of notices, its variables short enough', async () => {
    const { mobile, rows } = await send(accepted)
    expect(rows).toMatchObject([{ name: 'deliver-notice-sms', state: 'completed' }])
    expect(aliyun.sent).toEqual([
      {
        signed: true,
        parameters: expect.objectContaining({ PhoneNumbers: mobile, TemplateCode: 'SMS_2' }),
      },
    ])
    expect(JSON.parse(aliyun.sent[0]?.parameters['TemplateParam'] ?? '')).toEqual({
      event: '新订单',
      title: expect.stringMatching(/^一座名字.{25}…$/),
      start: '2026-12-20',
      end: '2026-12-21',
    })
  })

  test('a provider that fails is tried three times, then a dead letter without the number', async () => {
    const { mobile, rows } = await send(refused('isp.SYSTEM_ERROR', 200, '13900000001 failed'))
    expect(rows).toMatchObject([
      { name: 'deliver-notice-sms', state: 'failed', output: { reason: 'isp.SYSTEM_ERROR' } },
      { name: 'deliver-notice-sms-dead', state: 'created' },
    ])
    expect(aliyun.sent).toHaveLength(3)
    expect(site.logged.join()).not.toContain(mobile)
    const metrics = await (await fetch(`${site.origin}/metrics`)).text()
    expect(metrics).toMatch(/^ihome_dead_jobs\{job="deliver-notice-sms"\} 1$/m)
  })

  test('one that recovers sends it once', async () => {
    const { rows } = await send('hang', { status: 502, body: '' }, accepted)
    expect(rows).toMatchObject([{ state: 'completed' }])
    expect(aliyun.sent).toHaveLength(3)
    await sql`UPDATE pgboss.job SET state = 'created', completed_on = NULL
      WHERE name = 'deliver-notice-sms' AND state = 'completed'`.execute(site.database.kysely)
    await site.work()
    expect(aliyun.sent).toHaveLength(3)
  })

  test('what is refused is not tried again', async () => {
    const { rows } = await send(refused('isv.BUSINESS_LIMIT_CONTROL'))
    expect(rows).toMatchObject([{ state: 'failed' }, { state: 'created' }])
    expect(aliyun.sent).toHaveLength(1)
  })

  test('without a template for notices none is sent, and none stays owed', async () => {
    const quiet = await site.another({ sms: settings() })
    const letting = await openLetting(quiet)
    await order(letting, '2026-12-20')
    await quiet.work()
    expect(aliyun.sent).toEqual([])
    const owed = site.database.kysely.selectFrom('notices').select('id').where('sms', '=', 'owed')
    expect(await owed.execute()).toEqual([])
    expect((await letting.host.get('/notices')).data.unread).toBe(1)
    await quiet.close()
  })
})
