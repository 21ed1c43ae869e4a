import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import { sessionSecret } from '../../server/runtime.ts'
import { readSettings } from '../../server/settings.ts'
import { type Environment, runIhome, serveIhome, temporaryDirectory } from '../harness/process.ts'
import { createTestDatabaseUrl } from '../harness/site.ts'

const SECRET = 'a secret of at least 32 characters'
const PASSWORD = 'pa55word'
const { server_url } = inject('postgres')

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const base64Of = (key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'spki') =>
  key.export({ type: type as 'spki', format: 'der' }).toString('base64')

const ALLOWED = { IHOME_ALLOW_DEV_OUTBOX: '1', IHOME_ALLOW_SANDBOX_PAYMENTS: '1' }
const SANDBOX = { providers: [{ provider: 'sandbox' }] }
const ALIPAY = {
  IHOME_ALLOW_DEV_OUTBOX: '1',
  PAYMENT_PROVIDER: 'alipay',
  PUBLIC_URL: 'https://ihome.example',
  ALIPAY_APP_ID: '2021',
  ALIPAY_PRIVATE_KEY: base64Of(privateKey, 'pkcs8'),
  ALIPAY_PUBLIC_KEY: base64Of(publicKey, 'spki'),
}
const EVERY_PROVIDER = {
  PAYMENT_PROVIDER: 'alipay,wechat',
  WECHAT_APP_ID: 'wx1',
  WECHAT_MCH_ID: '1900000109',
  WECHAT_MCH_SERIAL: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1',
  WECHAT_PRIVATE_KEY: base64Of(privateKey, 'pkcs8'),
  WECHAT_API_V3_KEY: SECRET.slice(0, 32),
  WECHAT_PUBLIC_KEY_ID: 'PUB_KEY_ID_1',
  WECHAT_PUBLIC_KEY: base64Of(publicKey, 'spki'),
  WECHAT_CHANNELS: 'native,h5,jsapi',
  WECHAT_APP_SECRET: PASSWORD,
}
const STRIPE = {
  IHOME_ALLOW_DEV_OUTBOX: '1',
  PAYMENT_PROVIDER: 'stripe',
  PUBLIC_URL: 'https://ihome.example',
  STRIPE_SECRET_KEY: `sk_test_${PASSWORD}`,
  STRIPE_WEBHOOK_SECRET: `whsec_${PASSWORD}`,
}
const ALIYUN = {
  SMS_PROVIDER: 'aliyun',
  ALIYUN_ACCESS_KEY_ID: 'id',
  ALIYUN_ACCESS_KEY_SECRET: PASSWORD,
  ALIYUN_SMS_SIGN_NAME: '爱家租房',
  ALIYUN_SMS_TEMPLATE_CODE: 'SMS_1',
}
const SMTP = {
  SMTP_URL: `smtp://user:${PASSWORD}@mail.example:587`,
  MAIL_FROM: '爱家租房 <no-reply@ihome.example>',
  PUBLIC_URL: 'https://ihome.example',
  IHOME_ALLOW_SANDBOX_PAYMENTS: '1',
}
const BUCKET = {
  S3_BUCKET: 'ihome',
  S3_ENDPOINT: 'https://s3.example',
  S3_ACCESS_KEY_ID: 'id',
  S3_SECRET_ACCESS_KEY: PASSWORD,
}
/** Nobody listens there: a port that was free a moment ago may be another test's by now. */
const CLOSED_PORT = '1'
const STORAGE = {
  DATABASE_URL: `postgres://root:${PASSWORD}@db/ihome`,
  DATABASE_REPLICA_URL: `postgres://root:${PASSWORD}@replica/ihome`,
  REDIS_URL: `redis://:${PASSWORD}@cache:6379`,
  SESSION_SECRET: SECRET,
}

/** It ends at once with one line that says what is wrong; answers the directory that it ran in. */
async function expectRefused(
  environment: Environment,
  told: readonly (string | RegExp)[],
  command: 'migrate' | 'serve' = 'migrate',
) {
  const directory = temporaryDirectory()
  const { code, stdout, stderr } = await runIhome([command], environment, directory)
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(new RegExp(`^ihome ${command}: [^\\n]+\\n$`))
  for (const one of told) expect(stderr).toMatch(one)
  expect(stderr).not.toContain(PASSWORD)
  return directory
}

describe('a wrong setting is named, with its value and what it may be', () => {
  test.concurrent.each([
    ['PORT', 'http', /whole number/],
    ['PORT', '-1', /65535/],
    ['PORT', '65536', /65535/],
    ['PORT', '80.5', /whole number/],
    ['IHOME_TZ', 'Mars/Olympus', /Asia\/Shanghai/],
    ['IHOME_TZ', '+08:00', /Asia\/Shanghai/],
    ['IHOME_ACCEPT_HOURS', '0', /1 to 720/],
    ['IHOME_ACCEPT_HOURS', '1.5', /whole number of hours/],
    ['IHOME_ACCEPT_HOURS', 'a day', /whole number of hours/],
    ['IHOME_PAY_MINUTES', '0', /1 to 10080/],
    ['IHOME_PAY_MINUTES', '10081', /whole number of minutes/],
    ['IHOME_GUEST_NAMES', 'yes', /optional or required/],
    ['IHOME_GUEST_NAMES_DAYS', '0', /1 to 3650/],
    ['IHOME_TERMS_URL', 'terms.html', /https:\/\//],
    ['MAP_STYLE_URL', 'style.json', /https:\/\//],
    ['MAP_ORIGINS', 'tiles.example.com', /https:\/\//],
    ['IHOME_STAY_UNIT', 'nights', /night or day/],
    ['LOG_LEVEL', 'loud', /debug/],
    ['TRUST_PROXY', 'maybe', /loopback/],
    ['TRUST_PROXY', '-1', /number of proxies/],
    ['PUBLIC_URL', 'ftp://ihome.example', /https:\/\//],
    ['PUBLIC_URL', 'ihome.example', /https:\/\//],
  ])('%s=%s', async (name, value, may) => {
    const directory = await expectRefused({ PORT: '0', [name]: value }, [name, value, may])
    expect(readdirSync(directory)).toEqual([])
  })

  test.each([
    ['TRUST_PROXY', '10.0.0.0/99', /10\.0\.0\.0\/8/],
    ['TRUST_PROXY', 'loopback, a.b', /loopback/],
    ['IHOME_CONNECTIONS_MAX', '0', /10 to 1000000/],
    ['IHOME_CONNECTIONS_PER_ADDRESS', 'many', /whole number of connections/],
  ])('%s=%s, too', (name, value, may) => {
    const read = () => readSettings({ [name]: value })
    expect(read).toThrow(`${name} is "${value}"`)
    expect(read).toThrow(may)
  })

  test.concurrent.each([
    ['DATABASE_URL', `mysql://root:${PASSWORD}@db/ihome`, /postgres:\/\//],
    ['DATABASE_REPLICA_URL', `mysql://root:${PASSWORD}@db/ihome`, /postgres:\/\//],
    ['DATABASE_URL', `root:${PASSWORD}@db/ihome`, /postgres:\/\//],
    ['REDIS_URL', `http://:${PASSWORD}@cache:6379`, /redis:\/\//],
    ['SESSION_SECRET', PASSWORD, /32/],
  ])('%s, whose value is not repeated: it may hold a secret', async (name, value, may) => {
    const directory = await expectRefused({ [name]: value }, [name, may])
    expect(readdirSync(directory)).toEqual([])
  })

  test('SESSION_SECRET is needed with a database of one’s own', async () => {
    await expectRefused({ DATABASE_URL: server_url }, ['SESSION_SECRET', /32/])
  })

  test('DATABASE_REPLICA_URL is nothing without DATABASE_URL', async () => {
    const url = `postgres://root:${PASSWORD}@db/ihome`
    await expectRefused({ DATABASE_REPLICA_URL: url }, ['DATABASE_REPLICA_URL', 'DATABASE_URL'])
  })
})

describe('a setting that leads nowhere is named, too', () => {
  const url = (change: (url: URL) => void) => {
    const changed = new URL(server_url)
    changed.password = PASSWORD
    change(changed)
    return { DATABASE_URL: changed.href, SESSION_SECRET: SECRET }
  }

  test.concurrent('DATABASE_URL where no server is', async () => {
    await expectRefused(
      url((changed) => {
        changed.port = CLOSED_PORT
      }),
      ['DATABASE_URL', `127.0.0.1:${CLOSED_PORT}`, /runs/],
    )
  })

  test.concurrent('DATABASE_URL of a database that there is not', async () => {
    await expectRefused(
      url((changed) => {
        changed.pathname = '/nowhere'
      }),
      ['DATABASE_URL', 'nowhere'],
    )
  })

  test.concurrent('PORT that is taken', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const { port } = taken.address() as { port: number }
    const database = { DATABASE_URL: await createTestDatabaseUrl(), SESSION_SECRET: SECRET }
    const environment = { ...database, PORT: String(port) }
    await expectRefused(environment, ['PORT', String(port)], 'serve')
    taken.close()
  })

  // Neither needs a resolver, whose time is nobody's to tell: no name may have an empty label, and
  // the address is one of those that documents use.
  test.concurrent.each([
    ['that there is not', 'no..such.host'],
    ['of another machine', '192.0.2.1'],
  ])('HOST %s', async (_what, HOST) => {
    const database = { DATABASE_URL: await createTestDatabaseUrl(), SESSION_SECRET: SECRET }
    await expectRefused({ ...database, HOST, PORT: '0' }, ['HOST', HOST], 'serve')
  })

  test.concurrent('IHOME_DATA_DIR that is a file', async () => {
    const directory = temporaryDirectory()
    const file = join(directory, 'file')
    writeFileSync(file, '')
    await expectRefused({ IHOME_DATA_DIR: file }, ['IHOME_DATA_DIR', file])
  })
})

describe('what is for trying only', () => {
  const EXPOSED: [string, Environment][] = [
    ['NODE_ENV is production', { NODE_ENV: 'production' }],
    ['HOST is 0.0.0.0', { HOST: '0.0.0.0' }],
    ['HOST is ::', { HOST: '::' }],
    ['HOST is 192.168.1.2', { HOST: '192.168.1.2' }],
    ['PUBLIC_URL is https://stay.example', { PUBLIC_URL: 'https://stay.example/' }],
    ['PUBLIC_URL is https://localhost', { PUBLIC_URL: 'https://localhost' }],
    ['PUBLIC_URL is http://stay.example', { PUBLIC_URL: 'http://stay.example' }],
  ]

  test.each(EXPOSED)(
    'is not on a site that others reach, unless allowed by name: %s',
    (why, site) => {
      expect(() => readSettings(site)).toThrow(
        `SMS_PROVIDER is not set; it must be aliyun when ${why}`,
      )
      expect(() => readSettings({ ...site, IHOME_ALLOW_DEV_OUTBOX: '1' })).toThrow(
        `PAYMENT_PROVIDER is not set; it must be alipay, wechat or stripe when ${why}`,
      )
      const { demo_refused } = readSettings({ ...site, ...ALLOWED })
      expect(demo_refused?.message).toContain(
        `IHOME_ALLOW_DEMO is not set; it must be 1 when ${why}`,
      )
      const all = readSettings({ ...site, ...ALLOWED, IHOME_ALLOW_DEMO: '1' })
      expect(all).toMatchObject({ sms: { provider: 'outbox' }, payments: SANDBOX })
      expect(all.demo_refused).toBeUndefined()
    },
  )

  test.each<[Environment]>([
    [{}],
    [{ HOST: 'localhost' }],
    [{ HOST: '::1' }],
    [{ HOST: '127.0.0.2', PUBLIC_URL: 'http://[::1]:8080' }],
  ])('is there where nobody else comes: %j', (site) => {
    expect(readSettings(site)).toMatchObject({
      sms: { provider: 'outbox' },
      payments: SANDBOX,
    })
  })

  test('nor is demo data filled in there, and what is there is not served', async () => {
    const database = { DATABASE_URL: await createTestDatabaseUrl(), SESSION_SECRET: SECRET }
    const site = { ...database, ...ALLOWED, NODE_ENV: 'production' }
    const directory = temporaryDirectory()
    const { code, stderr } = await runIhome(['demo'], site, directory)
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('ihome demo: IHOME_ALLOW_DEMO is not set'),
    })
    expect(readdirSync(directory).filter((name) => name !== '.data')).toEqual([])
  })

  test('is told of at the start, as is a proxy that is believed everything', async () => {
    const site = await serveIhome({
      DATABASE_URL: await createTestDatabaseUrl(),
      SESSION_SECRET: SECRET,
      TRUST_PROXY: 'true',
    })
    await expect.poll(site.stdout, { timeout: 5_000 }).toMatch(/sandbox's cashier/)
    expect(site.stdout()).toMatch(/reads them at \/dev\/outbox/)
    expect(site.stdout()).toMatch(/TRUST_PROXY=true believes whatever X-Forwarded-For says/)
    await site.stop()
  })
})

describe('where messages are sent and pictures are kept', () => {
  test.each([
    ['S3_ENDPOINT', '', 'not set; it must be set with S3_BUCKET'],
    ['S3_ACCESS_KEY_ID', '', 'not set; it must be set with S3_BUCKET'],
    ['S3_SECRET_ACCESS_KEY', '', 'not set; it must be set with S3_BUCKET'],
    ['S3_ENDPOINT', 's3.example', 'http://… or https://…'],
    ['S3_PUBLIC_URL', 'cdn', 'http://… or https://…'],
    ['S3_PATH_STYLE', 'yes', 'true or false'],
    ['SMS_PROVIDER', 'twilio', 'outbox or aliyun'],
    ['ALIYUN_ACCESS_KEY_SECRET', '', 'not set; it must be set with SMS_PROVIDER=aliyun'],
    ['MAIL_FROM', '', 'not set; it must be set with SMTP_URL'],
    ['MAIL_FROM', 'a@example.com\nBcc: b@example.com', 'it must be an address'],
    ['PUBLIC_URL', '', 'not set; it must be set with SMTP_URL'],
    ['SMTP_URL', `http://user:${PASSWORD}@mail`, '(hidden); it must be smtp://'],
  ])('not with %s=%s', (name, value, told) => {
    const read = () => readSettings({ ...BUCKET, ...ALIYUN, ...SMTP, [name]: value })
    expect(read).toThrow(name)
    expect(read).toThrow(told)
  })
})

describe('where guests pay', () => {
  test('is the sandbox, but not by chance in production', () => {
    const production = { NODE_ENV: 'production', IHOME_ALLOW_DEV_OUTBOX: '1' }
    expect(readSettings({}).payments).toEqual(SANDBOX)
    expect(() => readSettings(production)).toThrow('PAYMENT_PROVIDER is not set')
    const allowed = { ...production, IHOME_ALLOW_SANDBOX_PAYMENTS: '1' }
    expect(readSettings(allowed).payments).toEqual(SANDBOX)
    expect(readSettings({ ...production, ...ALIPAY }).payments.providers).toMatchObject([
      { app_id: '2021' },
    ])
  })

  test('is Alipay with keys in every form that they come in', () => {
    const expected = readSettings(ALIPAY).payments
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
    for (const ALIPAY_PRIVATE_KEY of [
      base64Of(privateKey, 'pkcs1'),
      pem,
      pem.replaceAll('\n', '\\n'),
    ])
      expect(readSettings({ ...ALIPAY, ALIPAY_PRIVATE_KEY }).payments).toEqual(expected)
  })

  test.each([
    ['ALIPAY_APP_ID', '', /set with/],
    ['ALIPAY_PRIVATE_KEY', 'c2VjcmV0', /hidden.*RSA/],
    ['ALIPAY_PUBLIC_KEY', 'c2VjcmV0', /hidden.*RSA/],
    ['ALIPAY_GATEWAY', 'openapi', /http/],
    ['PUBLIC_URL', '', /Alipay calls it/],
    ['PAYMENT_PROVIDER', 'paypal', /sandbox, alipay, wechat, stripe/],
    ['PAYMENT_PROVIDER', 'alipay,alipay', /each once/],
    ['IHOME_CURRENCY', 'USD', /CNY: Alipay/],
    ['IHOME_CURRENCY', 'yuan', /ISO 4217/],
    ['IHOME_CURRENCY', 'KWD', /two decimals or none/],
    ['IHOME_FEE_PERCENT', '100', /99\.99/],
    ['IHOME_TAX_PERCENT', '0', /99\.99/],
    ['IHOME_TAX_PERCENT', '100', /99\.99/],
    ['IHOME_TAX_PER_GUEST_NIGHT', '0', /10000/],
    ['IHOME_TAX_PER_GUEST_NIGHT', '1.005', /10000/],
    ['IHOME_TAX_NIGHTS_MAX', '366', /365/],
    ['IHOME_FEE_PERCENT', '1.005', /99\.99/],
    ['IHOME_FEE_PERCENT', '-1', /99\.99/],
  ])('not with %s=%s', (name, value, told) => {
    const read = () => readSettings({ ...ALIPAY, [name]: value })
    expect(read).toThrow(name)
    expect(read).toThrow(told)
  })

  test('a tax is a percentage, or an amount a guest and night, not both', () => {
    const taxOf = (environment: object) => readSettings({ ...environment }).tax
    expect(taxOf({})).toEqual({ kind: 'none' })
    expect(taxOf({ IHOME_TAX_PERCENT: '6.5' })).toEqual({ kind: 'percent', basis_points: 650 })
    const night = { IHOME_TAX_PER_GUEST_NIGHT: '2.50' }
    expect(taxOf({ ...night, IHOME_TAX_NIGHTS_MAX: '7' })).toEqual({
      kind: 'guest_night',
      amount: 250,
      nights_max: 7,
    })
    expect(() => taxOf({ ...night, IHOME_TAX_PERCENT: '6' })).toThrow('one of the two')
  })

  test.each([
    ['WECHAT_APP_ID', '', /set with wechat/],
    ['WECHAT_MCH_ID', 'mch', /number of a merchant/],
    ['WECHAT_MCH_SERIAL', '12', /serial number/],
    ['WECHAT_PRIVATE_KEY', 'c2VjcmV0', /hidden.*RSA/],
    ['WECHAT_API_V3_KEY', PASSWORD, /hidden.*32 characters/],
    ['WECHAT_PUBLIC_KEY', 'c2VjcmV0', /hidden.*RSA/],
    ['WECHAT_PUBLIC_KEY', '', /set with WECHAT_PUBLIC_KEY_ID/],
    ['WECHAT_PUBLIC_KEY_ID', '', /PUB_KEY_ID_/],
    ['WECHAT_CHANNELS', 'native,app', /native, h5, jsapi/],
    ['WECHAT_APP_SECRET', '', /set with jsapi/],
    ['WECHAT_GATEWAY', 'wx', /http/],
    ['IHOME_CURRENCY', 'USD', /CNY/],
  ])('nor WeChat with %s=%s', (name, value, told) => {
    const read = () => readSettings({ ...ALIPAY, ...EVERY_PROVIDER, [name]: value })
    expect(read).toThrow(name)
    expect(read).toThrow(told)
    expect(read).not.toThrow(PASSWORD)
  })

  test.each([
    ['STRIPE_SECRET_KEY', `pk_test_${PASSWORD}`, /hidden.*sk_/],
    ['STRIPE_WEBHOOK_SECRET', '', /set with stripe/],
    ['STRIPE_GATEWAY', 'stripe', /http/],
    ['PUBLIC_URL', '', /Stripe calls it/],
  ])('nor Stripe with %s=%s', (name, value, told) => {
    expect(readSettings({ ...STRIPE, IHOME_CURRENCY: 'JPY' })).toMatchObject({ currency: 'JPY' })
    const read = () => readSettings({ ...STRIPE, [name]: value })
    expect(read).toThrow(name)
    expect(read).toThrow(told)
    expect(read).not.toThrow(PASSWORD)
  })

  test('the fee is read to a hundredth of a percent', () => {
    const feeOf = (IHOME_FEE_PERCENT: string) =>
      readSettings({ IHOME_FEE_PERCENT }).fee_basis_points
    expect(['0', '5', '2.5', '2.05', '99.99'].map(feeOf)).toEqual([0, 500, 250, 205, 9999])
  })
})

describe('the settings that are documented', () => {
  const names = (text: string, pattern: RegExp) =>
    [...text.matchAll(pattern)].map(([, name]) => name)
  const inTable = (file: string) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => /^\| `[A-Z]/.test(line))
      .flatMap((line) => names(line.split('|')[1] ?? '', /`([A-Z][A-Z0-9_]+)`/g))
  const in_example = names(readFileSync('.env.example', 'utf8'), /^#?([A-Z][A-Z0-9_]+)=/gm)

  test.each(['README.md', 'README.zh-CN.md'])('are the same in .env.example and %s', (file) => {
    expect(inTable(file).toSorted()).toEqual(in_example.toSorted())
  })

  test('are those that are read', () => {
    expect([...namesRead()].toSorted()).toEqual(in_example.toSorted())
  })

  /** Names that are asked for on sites that use all there is, and on one that uses nothing. */
  function namesRead(): Set<string> {
    const asked = new Set<string>()
    const storage = { ...ALIYUN, ...SMTP, ...BUCKET, ...STORAGE }
    const everything = { ...ALIPAY, ...EVERY_PROVIDER, ...storage }
    for (const environment of [{ NODE_ENV: 'production', ...ALLOWED }, everything, STRIPE])
      readSettings(
        new Proxy<Environment>(environment, {
          get(known, name) {
            asked.add(String(name))
            return known[String(name)]
          },
        }),
      )
    // Not ours: everything that runs on Node has it.
    asked.delete('NODE_ENV')
    return asked
  }
})

describe('a file .env', () => {
  test('sets what the environment does not', async () => {
    const directory = temporaryDirectory()
    writeFileSync(join(directory, '.env'), 'PORT=ninety\nIHOME_TZ=Mars\n')
    const first = await runIhome(['migrate'], {}, directory)
    expect(first).toMatchObject({ code: 1, stderr: expect.stringContaining('PORT is "ninety"') })
    const second = await runIhome(['migrate'], { PORT: '0' }, directory)
    expect(second).toMatchObject({ code: 1, stderr: expect.stringContaining('IHOME_TZ is "Mars"') })
  })

  test('is not read where a variable is set to nothing: that counts as not set', async () => {
    await expectRefused({ PORT: '', LOG_LEVEL: ' ', IHOME_TZ: 'Mars' }, ['IHOME_TZ'])
  })
})

describe('the secret of sessions', () => {
  const secretIn = (data_dir: string, environment: Environment = {}) =>
    sessionSecret(readSettings({ IHOME_DATA_DIR: data_dir, ...environment }))

  test('is made once and kept where only its owner can read it', () => {
    const directory = join(temporaryDirectory(), 'made', 'by', 'it')
    const secret = secretIn(directory)
    expect(secret).toMatch(/^[\w-]{43,}$/)
    expect(secretIn(directory)).toBe(secret)
    expect(statSync(join(directory, 'session-secret')).mode & 0o777).toBe(0o600)
    expect(secretIn(temporaryDirectory())).not.toBe(secret)
  })

  test('is the given one where one is given, and that is kept nowhere', () => {
    const directory = temporaryDirectory()
    expect(secretIn(directory, { SESSION_SECRET: SECRET })).toBe(SECRET)
    expect(readdirSync(directory)).toEqual([])
  })
})

/** A port of the loopback where nobody listens. */
