import { readdirSync, statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Settings } from '../settings.ts'
import { type Finding, found } from './doctor-words.ts'

const ANSWER_MS_MAX = 5_000
const HOUR_MS = 3_600_000
/** A daily backup that is an hour or two late is no news. */
const BACKUP_HOURS_MAX = 26
const GIGABYTE = 1_000_000_000
const REDIS_MS_MAX = 2_000

/** How people reach the site, as they do: from outside, by its address. */
export async function lookAtAddress({ public_url, trust_proxy }: Settings): Promise<Finding[]> {
  if (!public_url) return [found('bad', 'address_missing')]
  const { origin } = public_url
  return [
    public_url.protocol === 'https:'
      ? await lookAtAnswer(origin)
      : found('bad', 'address_plain', origin),
    ...(await lookAtMetrics(origin)),
    trust_proxy === false
      ? found('bad', 'proxy_unknown')
      : trust_proxy === true
        ? found('note', 'proxy_all')
        : found('ok', 'proxy_known', String(trust_proxy)),
  ]
}

async function lookAtAnswer(origin: string): Promise<Finding> {
  try {
    const answer = await ask(`${origin}/healthz`)
    const { status } = (await answer.json()) as { status?: unknown }
    if (status === 'ok') return found('ok', 'address_answers', origin)
    return found('bad', 'address_silent', origin, `status ${answer.status}`)
  } catch (error) {
    return found('bad', 'address_silent', origin, reasonOf(error))
  }
}

async function lookAtMetrics(origin: string): Promise<Finding[]> {
  try {
    const answer = await ask(`${origin}/metrics`)
    await answer.body?.cancel()
    return answer.status === 200 ? [found('note', 'metrics_open', origin)] : []
  } catch {
    return []
  }
}

const ask = (url: string) =>
  fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(ANSWER_MS_MAX) })

/** What fetch says is that it failed; why is its cause. */
export function reasonOf(error: unknown): string {
  const { cause, message, code } = error as Error & { code?: string }
  const why = cause as (Error & { code?: string }) | undefined
  return why?.code ?? why?.message ?? (message || String(code))
}

/** Who is told, and who is paid. */
export function lookAtProviders({ sms, mail, payments, terms_url }: Settings): Finding[] {
  const names = payments.providers.map(({ provider }) => provider)
  return [
    sms.provider === 'outbox' ? found('bad', 'sms_outbox') : found('ok', 'sms_sent', sms.provider),
    ...(sms.provider === 'aliyun' && !sms.notice_template_code
      ? [found('note', 'sms_codes_only')]
      : []),
    mail.provider === 'smtp' ? found('ok', 'mail_sent', mail.from) : found('note', 'mail_unsent'),
    names.includes('sandbox')
      ? found('bad', 'payments_sandbox')
      : found('ok', 'payments_taken', names.join(', ')),
    terms_url ? found('ok', 'terms_own', terms_url.href) : found('note', 'terms_general'),
  ]
}

export async function lookAtDisk({ data_dir }: Settings): Promise<Finding> {
  const { bavail, blocks, bsize } = await statfs(data_dir)
  const free = bavail * bsize
  const told = `${(free / GIGABYTE).toFixed(1)} GB`
  if (free < GIGABYTE) return found('bad', 'disk_full', told, data_dir)
  return found(
    bavail < blocks / 10 ? 'note' : 'ok',
    bavail < blocks / 10 ? 'disk_low' : 'disk_free',
    told,
    data_dir,
  )
}

export function lookAtBackups({ backup_dir }: Settings): Finding {
  if (!backup_dir) return found('note', 'backup_unknown')
  const newest_ms = newestIn(backup_dir)
  if (newest_ms === undefined) return found('bad', 'backup_none', backup_dir)
  const hours = Math.floor((Date.now() - newest_ms) / HOUR_MS)
  return hours > BACKUP_HOURS_MAX
    ? found('bad', 'backup_old', hours)
    : found('ok', 'backup_new', hours)
}

function newestIn(directory: string): number | undefined {
  try {
    const names = readdirSync(directory).filter((name) => name.endsWith('.tar'))
    const times = names.map((name) => statSync(join(directory, name)).mtimeMs)
    return times.length > 0 ? Math.max(...times) : undefined
  } catch {
    return undefined
  }
}

export async function lookAtRedis({ redis_url }: Settings): Promise<Finding[]> {
  if (!redis_url) return []
  const { Redis } = await import('ioredis')
  const client = new Redis(redis_url, {
    lazyConnect: true,
    connectTimeout: REDIS_MS_MAX,
    commandTimeout: REDIS_MS_MAX,
    retryStrategy: () => null,
  })
  // Told by what waits for it.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.ping()
    return [found('ok', 'redis_answers')]
  } catch (error) {
    return [found('note', 'redis_away', reasonOf(error))]
  } finally {
    client.disconnect()
  }
}
