import { resolve } from 'node:path'
import { isTimeZone } from './platform/database/clock.ts'
import type { Bucket } from './platform/files/files.ts'
import { type PaymentSettings, readFee, readPayments } from './settings/payments.ts'

export interface Settings {
  readonly host: string
  readonly port: number
  readonly data_dir: string
  /** Absent: the embedded database in the data directory. */
  readonly database_url: string | undefined
  readonly database_replica_url: string | undefined
  readonly redis_url: string | undefined
  /** Requests to the API in a minute from one address; 0: without a limit. */
  readonly rate_limit: number
  /** Absent: made once and kept in the data directory (embedded database only). */
  readonly session_secret: string | undefined
  readonly zone: string
  readonly deadlines: Deadlines
  readonly public_url: URL | undefined
  readonly log_level: LogLevel
  readonly trust_proxy: boolean | number | string
  readonly sms: SmsSettings
  readonly payments: PaymentSettings
  /** The platform's part of what a guest pays, in hundredths of a percent. */
  readonly fee_basis_points: number
  /** Absent: files are kept in the data directory. */
  readonly s3: Bucket | undefined
}

/** How long a host has to accept, and then a guest to pay. */
export interface Deadlines {
  readonly accept_hours: number
  readonly pay_minutes: number
}

export const STANDARD_DEADLINES: Deadlines = { accept_hours: 24, pay_minutes: 30 }
const ACCEPT_HOURS_MAX = 30 * 24
const PAY_MINUTES_MAX = 7 * 24 * 60

/** `outbox` sends nothing: it keeps messages to be read at /dev/outbox. */
export type SmsSettings =
  | { readonly provider: 'outbox' }
  | {
      readonly provider: 'aliyun'
      readonly access_key_id: string
      readonly access_key_secret: string
      readonly sign_name: string
      readonly template_code: string
      /** Absent: what happens to orders is told on the site alone. */
      readonly notice_template_code?: string | undefined
      readonly endpoint: string
    }

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
type LogLevel = (typeof LOG_LEVELS)[number]

/** A setting that the server cannot start with: names it, what it was and what it may be. */
class WrongSetting extends Error {
  override readonly name = 'WrongSetting'
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Every setting, read and checked in this one place.
 *
 * @throws {WrongSetting} for the first one that is wrong.
 */
export function readSettings(environment: Environment): Settings {
  // A variable set to nothing counts as not set, as compose files and shells leave it.
  const read = (name: string) => environment[name]?.trim() || undefined
  const wrong = (name: string, may: string, show = read(name)) =>
    new WrongSetting(
      `${name} is ${show === undefined ? 'not set' : `"${show}"`}; it must be ${may}`,
    )
  const url = (name: string, protocols: readonly string[], may: string, show = '(hidden)') => {
    const text = read(name)
    if (text === undefined) return undefined
    const parsed = URL.parse(text)
    // Such an address may carry a password, which must not be repeated on the screen.
    if (!parsed || !protocols.includes(parsed.protocol)) throw wrong(name, may, show)
    return parsed
  }
  const POSTGRES = ['postgres:', 'postgresql:']

  const port = Number(read('PORT') ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw wrong('PORT', 'a whole number from 0 (any free port) to 65535')

  const database_url = url('DATABASE_URL', POSTGRES, 'postgres://user:password@host:port/name')
  const replica_url = url(
    'DATABASE_REPLICA_URL',
    POSTGRES,
    'postgres://user:password@host:port/name',
  )
  if (replica_url && !database_url)
    throw wrong('DATABASE_REPLICA_URL', 'left out when DATABASE_URL is', '(hidden)')
  const redis_url = url(
    'REDIS_URL',
    ['redis:', 'rediss:'],
    'redis://host:port/number or rediss://…',
  )

  const rate_limit = Number(read('IHOME_RATE_LIMIT') ?? 0)
  if (!Number.isInteger(rate_limit) || rate_limit < 0 || rate_limit > 1_000_000_000)
    throw wrong('IHOME_RATE_LIMIT', 'a whole number of requests a minute, 0 for no limit')

  const session_secret = read('SESSION_SECRET')
  if (database_url && !session_secret)
    throw wrong('SESSION_SECRET', 'set with DATABASE_URL: 32 or more random characters', undefined)
  if (session_secret && session_secret.length < 32)
    throw wrong('SESSION_SECRET', '32 or more random characters', '(hidden)')

  const zone = read('IHOME_TZ') ?? 'Asia/Shanghai'
  if (!isTimeZone(zone)) throw wrong('IHOME_TZ', 'an IANA time zone such as Asia/Shanghai')

  const log_level = (read('LOG_LEVEL') ?? 'info') as LogLevel
  if (!LOG_LEVELS.includes(log_level)) throw wrong('LOG_LEVEL', `one of ${LOG_LEVELS.join(', ')}`)

  const public_url = url(
    'PUBLIC_URL',
    ['http:', 'https:'],
    'http://… or https://…',
    read('PUBLIC_URL'),
  )
  return {
    host: read('HOST') ?? '127.0.0.1',
    port,
    data_dir: resolve(read('IHOME_DATA_DIR') ?? '.data'),
    database_url: database_url?.href,
    database_replica_url: replica_url?.href,
    redis_url: redis_url?.href,
    rate_limit,
    session_secret,
    zone,
    deadlines: readDeadlines(read, wrong),
    public_url,
    log_level,
    trust_proxy: readTrustProxy(read('TRUST_PROXY'), wrong),
    sms: readSms(read, wrong),
    payments: readPayments(read, wrong, public_url),
    fee_basis_points: readFee(read, wrong),
    s3: readS3(read, wrong),
  }
}

type Read = (name: string) => string | undefined
type Wrong = (name: string, may: string, show?: string) => WrongSetting

function readDeadlines(read: Read, wrong: Wrong): Deadlines {
  const whole = (name: string, standard: number, max: number, unit: string) => {
    const value = Number(read(name) ?? standard)
    if (!Number.isInteger(value) || value < 1 || value > max)
      throw wrong(name, `a whole number of ${unit} from 1 to ${max}`)
    return value
  }
  const { accept_hours, pay_minutes } = STANDARD_DEADLINES
  return {
    accept_hours: whole('IHOME_ACCEPT_HOURS', accept_hours, ACCEPT_HOURS_MAX, 'hours'),
    pay_minutes: whole('IHOME_PAY_MINUTES', pay_minutes, PAY_MINUTES_MAX, 'minutes'),
  }
}

function readSms(read: Read, wrong: Wrong): SmsSettings {
  const provider = read('SMS_PROVIDER') ?? 'outbox'
  if (provider === 'outbox') {
    // Whoever can open the outbox can register any number and read every code.
    if (read('NODE_ENV') === 'production' && read('IHOME_ALLOW_DEV_OUTBOX') !== '1')
      throw wrong(
        'SMS_PROVIDER',
        'aliyun when NODE_ENV is production (or set IHOME_ALLOW_DEV_OUTBOX=1 to show all codes at /dev/outbox)',
      )
    return { provider }
  }
  if (provider !== 'aliyun') throw wrong('SMS_PROVIDER', 'outbox or aliyun')
  const need = (name: string) => {
    const value = read(name)
    if (value === undefined) throw wrong(name, 'set with SMS_PROVIDER=aliyun')
    return value
  }
  return {
    provider,
    access_key_id: need('ALIYUN_ACCESS_KEY_ID'),
    access_key_secret: need('ALIYUN_ACCESS_KEY_SECRET'),
    sign_name: need('ALIYUN_SMS_SIGN_NAME'),
    template_code: need('ALIYUN_SMS_TEMPLATE_CODE'),
    notice_template_code: read('ALIYUN_SMS_NOTICE_TEMPLATE_CODE'),
    endpoint: read('ALIYUN_SMS_ENDPOINT') ?? 'https://dysmsapi.aliyuncs.com',
  }
}

function readS3(read: Read, wrong: Wrong): Bucket | undefined {
  const bucket = read('S3_BUCKET')
  if (bucket === undefined) return undefined
  const need = (name: string) => {
    const value = read(name)
    if (value === undefined) throw wrong(name, 'set with S3_BUCKET')
    return value
  }
  const address = (name: string, value: string | undefined) => {
    const protocol = value === undefined ? 'https:' : URL.parse(value)?.protocol
    if (protocol !== 'http:' && protocol !== 'https:') throw wrong(name, 'http://… or https://…')
    return value
  }
  return {
    bucket,
    endpoint: address('S3_ENDPOINT', need('S3_ENDPOINT')) as string,
    region: read('S3_REGION') ?? 'us-east-1',
    access_key_id: need('S3_ACCESS_KEY_ID'),
    secret_access_key: need('S3_SECRET_ACCESS_KEY'),
    path_style: readSwitch('S3_PATH_STYLE', read('S3_PATH_STYLE') ?? 'true', wrong),
    public_url: address('S3_PUBLIC_URL', read('S3_PUBLIC_URL'))?.replace(/\/$/, ''),
  }
}

function readSwitch(name: string, text: string, wrong: Wrong): boolean {
  if (text !== 'true' && text !== 'false') throw wrong(name, 'true or false')
  return text === 'true'
}

const ADDRESS_LIST =
  /^(loopback|linklocal|uniquelocal|[0-9a-f.:]+(\/\d{1,3})?)(\s*,\s*(loopback|linklocal|uniquelocal|[0-9a-f.:]+(\/\d{1,3})?))*$/i

function readTrustProxy(
  text: string | undefined,
  wrong: (name: string, may: string) => WrongSetting,
): Settings['trust_proxy'] {
  if (text === undefined || text === 'false') return false
  if (text === 'true') return true
  if (/^[1-9]\d?$/.test(text)) return Number(text)
  if (ADDRESS_LIST.test(text)) return text
  throw wrong(
    'TRUST_PROXY',
    'true, false, the number of proxies in front, or their addresses (10.0.0.0/8, loopback)',
  )
}
