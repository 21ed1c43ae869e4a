import { randomUUID } from 'node:crypto'
import type { SmsCodePurpose } from '../../contract/codes.ts'
import { API_PREFIX } from '../../contract/route.ts'
import type { Answer, Client } from './client.ts'
import type { Site } from './site.ts'

export interface Message {
  readonly kind: 'sms' | 'image_code' | 'mail'
  readonly recipient: string
  readonly code: string
  readonly text: string
  readonly created_at: string
}

export interface ImageCode {
  readonly image_code_id: string
  readonly image_code: string
}

/** What the site's outbox shows, newest first. */
export async function readOutbox(site: Site): Promise<Message[]> {
  const response = await fetch(`${site.origin}/dev/outbox.json`)
  return ((await response.json()) as { messages: Message[] }).messages
}

export const messagesTo = async (site: Site, recipient: string): Promise<Message[]> =>
  (await readOutbox(site)).filter((message) => message.recipient === recipient)

export const drawPicture = (site: Site, id: string): Promise<Response> =>
  fetch(`${site.origin}${API_PREFIX}/image_codes/${id}`)

/** Asks for a picture and reads its code where nobody else can, in the outbox. */
export async function drawCode(site: Site, id: string = randomUUID()): Promise<ImageCode> {
  await (await drawPicture(site, id)).arrayBuffer()
  const [message] = await messagesTo(site, id)
  if (!message) throw new Error('no image code in the outbox')
  return { image_code_id: id, image_code: message.code }
}

export function requestSms(site: Site, mobile: string, query: Partial<ImageCode>): Promise<Answer> {
  const parameters = new URLSearchParams(query as Record<string, string>)
  return site.visitor().get(`/sms_codes/${mobile}?${parameters}`)
}

/** Has a code sent to a mobile number and returns it. */
export async function receiveSms(site: Site, mobile: string): Promise<string> {
  const { errcode, errmsg } = await requestSms(site, mobile, await drawCode(site))
  if (errcode !== '0') throw new Error(`no code was sent: ${errmsg}`)
  await site.work()
  const [message] = await messagesTo(site, mobile)
  if (!message) throw new Error('no SMS in the outbox')
  return message.code
}

/** Asks for a code of a purpose; the answer, whether any was sent or not. */
export const requestCode = async (
  site: Site,
  mobile: string,
  purpose: SmsCodePurpose,
  who: Pick<Client, 'post'> = site.visitor(),
): Promise<Answer> => who.post('/sms_codes', { mobile, purpose, ...(await drawCode(site)) })

/** Has a code of a purpose sent to a mobile number and returns it. */
export async function receiveCode(
  site: Site,
  mobile: string,
  purpose: SmsCodePurpose,
  who: Pick<Client, 'post'> = site.visitor(),
): Promise<string> {
  const { errcode, errmsg } = await requestCode(site, mobile, purpose, who)
  if (errcode !== '0') throw new Error(`no code was sent: ${errmsg}`)
  await site.work()
  const [message] = await messagesTo(site, mobile)
  if (!message) throw new Error('no SMS in the outbox')
  return message.code
}
