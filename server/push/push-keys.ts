import { createSealer } from '../platform/secrets/sealer.ts'
import type { Db } from '../schema.ts'

/** By which push services know the site: P-256, base64url. */
export interface PushKeys {
  readonly public_key: string
  readonly private_key: string
}

const OWNER = 'push'

/** Made by the first who asks, and the same for all servers from then on. */
export function createPushKeys(db: Db, secret: string): () => Promise<PushKeys> {
  const sealer = createSealer(secret, 'push keys')
  const find = async (): Promise<PushKeys | undefined> => {
    const row = await db.selectFrom('push_keys').selectAll().executeTakeFirst()
    return row && { ...row, private_key: sealer.open(OWNER, row.private_sealed) }
  }
  const make = async (): Promise<PushKeys> => {
    const { default: webpush } = await import('web-push')
    const { publicKey, privateKey } = webpush.generateVAPIDKeys()
    const keys = { public_key: publicKey, private_sealed: sealer.seal(OWNER, privateKey) }
    await db
      .insertInto('push_keys')
      .values(keys)
      .onConflict((one) => one.doNothing())
      .execute()
    const kept = await find()
    if (!kept) throw new Error('the keys for push went while they were made')
    return kept
  }
  let known: PushKeys | undefined
  return async () => {
    known ??= (await find()) ?? (await make())
    return known
  }
}
