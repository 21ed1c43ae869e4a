import { createHmac, randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../platform/database/clock.ts'
import { createHostCookie } from '../platform/http/host-cookie.ts'
import { deriveKey } from '../platform/secrets/sealer.ts'
import type { Db, Trx } from '../schema.ts'

/** A working day: then the second factor is shown anew. */
const SESSION_S = 12 * 3_600

/**
 * Where an operator has shown the second factor: a cookie beside that of the login, good for the
 * same person alone. Nobody has it who only has the password, or an old session.
 */
export interface OperatorSessions {
  open(trx: Trx, call: Exchange, user_id: number): Promise<Date>
  /** When it ends; undefined where this browser has none of this person. */
  find(db: Db, request: FastifyRequest, user_id: number): Promise<Date | undefined>
  close(trx: Trx, call: Exchange): Promise<void>
}

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

export function createOperatorSessions(
  clock: Clock,
  secret: string,
  public_url: URL | undefined,
): OperatorSessions {
  const cookie = createHostCookie('ihome_operator', SESSION_S, public_url)
  const key = deriveKey(secret, 'operator sessions')
  const hash = (token: string) => createHmac('sha256', key).update(token).digest('base64url')
  const sentHash = (request: FastifyRequest) => {
    const [token, ...others] = cookie.read(request)
    return token && others.length === 0 ? hash(token) : undefined
  }
  return {
    async open(trx, { request, reply }, user_id) {
      const token = randomBytes(32).toString('base64url')
      const ends_at = new Date(clock.now().getTime() + SESSION_S * 1_000)
      await trx
        .insertInto('operator_sessions')
        .values({ token_hash: hash(token), user_id, ends_at })
        .execute()
      cookie.set(request, reply, token)
      return ends_at
    },
    async find(db, request, user_id) {
      const token_hash = sentHash(request)
      if (!token_hash) return undefined
      const session = await db
        .selectFrom('operator_sessions')
        .select('ends_at')
        .where('token_hash', '=', token_hash)
        .where('user_id', '=', user_id)
        .where('ends_at', '>', clock.now())
        .executeTakeFirst()
      return session?.ends_at
    },
    async close(trx, { request, reply }) {
      const token_hash = sentHash(request)
      if (token_hash)
        await trx.deleteFrom('operator_sessions').where('token_hash', '=', token_hash).execute()
      cookie.clear(request, reply)
    },
  }
}

export const deleteEnded = (db: Db, now: Date) =>
  db.deleteFrom('operator_sessions').where('ends_at', '<=', now).execute()
