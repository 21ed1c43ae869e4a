import { createHash, randomBytes } from 'node:crypto'
import { Type } from 'typebox'
import { Refusal } from '../../contract/refusals.ts'
import type { Language } from '../../rules/language.ts'
import type { CodeSecrets } from '../codes/code-secrets.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { JobKind, JobSender } from '../platform/jobs/job-queue.ts'
import { defineJobHandler, type JobHandler } from '../platform/jobs/job-workers.ts'
import type { CountTries } from '../platform/limits/tries.ts'
import type { Db, Tables } from '../schema.ts'
import { confirmPending, findPending, putPending } from './address-rows.ts'
import { writeLetter } from './letter.ts'
import type { MailProvider } from './mail-provider.ts'

const DAY_MS = 86_400_000
const DAY_S = 86_400
const SENT_PER_PERSON_MAX = 5
/** However many accounts name it. */
const SENT_PER_ADDRESS_MAX = 3
const TOKEN = /^[\w-]{43}$/

/** The token is sealed, so that neither a waiting job nor a dead letter tells it. */
const DELIVER_CONFIRMATION = {
  name: 'deliver-mail-confirmation',
  payload: Type.Object({ user_id: Type.Integer(), sealed_token: Type.String() }),
  tries_max: 4,
  retry_wait_s: 30,
  try_s_max: 60,
  wait_s_max: 3_600,
  keep_done_s: 60,
  keep_dead_s: 3 * DAY_S,
} as const satisfies JobKind

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')
const ownerOf = (user_id: number) => `mail ${user_id}`

interface Confirmations {
  readonly clock: Clock
  readonly jobs: JobSender<Tables>
  readonly secrets: CodeSecrets
  readonly tries: CountTries
}

/**
 * Has a link sent to an address; it is its person's once the link was opened, within a day.
 *
 * @throws {Refusal} `mails_spent` after 5 in a day by one person, or 3 to one address.
 */
export async function setAddress(
  { clock, jobs, secrets, tries }: Confirmations,
  wanted: { readonly user_id: number; readonly address: string; readonly language: Language },
): Promise<void> {
  const { user_id, address, language } = wanted
  const by_person = await tries.count(`mail:${user_id}`, DAY_MS)
  if (by_person > SENT_PER_PERSON_MAX) throw new Refusal('mails_spent')
  if ((await tries.count(`mail-to:${address.toLowerCase()}`, DAY_MS)) > SENT_PER_ADDRESS_MAX)
    throw new Refusal('mails_spent')
  const token = randomBytes(32).toString('base64url')
  const pending_until = new Date(clock.now().getTime() + DAY_MS)
  await jobs.transaction(async (trx, owe) => {
    const pending = { pending: address, pending_hash: hashOf(token), pending_until }
    await putPending(trx, { user_id, language, ...pending })
    const sealed_token = secrets.seal(ownerOf(user_id), token)
    await owe(DELIVER_CONFIRMATION, { user_id, sealed_token })
  })
}

/** @throws {Refusal} `mail_link_expired` for a link that is old, was replaced or was opened before. */
export async function confirmAddress(db: Db, clock: Clock, token: string): Promise<void> {
  if (!TOKEN.test(token) || !(await confirmPending(db, hashOf(token), clock.now())))
    throw new Refusal('mail_link_expired')
}

const WORDS = {
  zh: {
    subject: '请确认您的邮箱',
    text: '您在爱家租房填写了这个邮箱。确认后，订单和账号的重要消息也会发到这里。链接 24 小时内有效；若不是您本人操作，请忽略此邮件。',
    label: '确认邮箱',
  },
  en: {
    subject: 'Please confirm your mail address',
    text: 'You gave this address at ihome. Once it is confirmed, what matters about your orders and your account is sent here too. The link is good for 24 hours; if it was not you, leave this mail alone.',
    label: 'Confirm this address',
  },
} as const

/** Sends the link, unless another address has taken the place of this one. */
export const deliverConfirmation = (
  db: Db,
  secrets: CodeSecrets,
  { provider, base_url }: { readonly provider: MailProvider; readonly base_url: string },
): JobHandler =>
  defineJobHandler(DELIVER_CONFIRMATION, async ({ user_id, sealed_token }, message_id) => {
    const token = secrets.open(ownerOf(user_id), sealed_token)
    const found = await findPending(db, user_id, hashOf(token))
    if (!found?.pending) return
    const { subject, text, label } = WORDS[found.language]
    const link = { url: `${base_url}/mail/confirm?token=${token}`, label }
    const letter = writeLetter({ language: found.language, subject, paragraphs: [text], link })
    await provider.send({ to: found.pending, ...letter, message_id })
  })
