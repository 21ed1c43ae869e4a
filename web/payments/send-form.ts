import { ANSWER_MS_MAX, API, readAnswer, send } from '../api/client.ts'
import type { DataOf, PathOf, RouteOf } from '../api/contract.ts'
import { language } from '../i18n/words.ts'

/** The fields that a payment provider sent the browser back with, as they came. */
export async function sendForm<P extends PathOf<'PUT'>>(path: P, fields: string) {
  const init: RequestInit = {
    method: 'PUT',
    headers: {
      'accept-language': language,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: fields,
    signal: AbortSignal.timeout(ANSWER_MS_MAX),
  }
  return readAnswer(await send(API + path, init)) as DataOf<RouteOf<'PUT', P>>
}
