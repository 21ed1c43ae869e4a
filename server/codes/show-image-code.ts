import { Refusal } from '../../contract/refusals.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { CountTries } from '../platform/limits/tries.ts'
import type { Db } from '../schema.ts'
import type { Outbox } from '../sms/outbox.ts'
import type { CodeSecrets } from './code-secrets.ts'
import { drawImageCode } from './image-code-picture.ts'
import { putImageCode } from './sql.ts'

const LIFE_MS = 180_000
const WINDOW_MS = 60_000
/** Higher than a person needs, because many may share an address. */
const DRAWN_MAX = 60

interface ImageCodes {
  readonly secrets: CodeSecrets
  readonly tries: CountTries
  readonly outbox: Outbox | undefined
}

/**
 * Draws a new code for the client's id and returns its picture.
 *
 * @throws {Refusal} `too_many_requests` past 60 from one address in a minute.
 */
export async function showImageCode(
  db: Db,
  clock: Clock,
  { secrets, tries, outbox }: ImageCodes,
  { id, address }: { readonly id: string; readonly address: string },
): Promise<Buffer> {
  if ((await tries.count(`image-code-ip:${address}`, WINDOW_MS)) > DRAWN_MAX)
    throw new Refusal('too_many_requests')
  const { code, png } = await drawImageCode()
  const expires_at = new Date(clock.now().getTime() + LIFE_MS)
  await putImageCode(db, id, secrets.hash('image', id, code), expires_at)
  await outbox?.keep({ kind: 'image_code', recipient: id, code, text: code })
  return png
}
