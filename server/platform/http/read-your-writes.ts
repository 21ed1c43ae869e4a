import type { FastifyInstance, FastifyRequest } from 'fastify'
import { END_OF_LOG, type LogPosition, type Reads } from '../database/replica.ts'

const COOKIE = 'ihome_wrote'
const POSITION = /(?:^|;\s*)ihome_wrote=([0-9A-F]{1,8}\/[0-9A-F]{1,8})(?:;|$)/
/** Far longer than a healthy replica lags; the cookie costs its reader one cheap look-up. */
const AGE_S = 600

/**
 * Sends with every answered write how far the primary's log had come, so that whichever server the
 * browser asks next can tell whether the replica shows what its person wrote.
 */
export function trackWrites<Tables>(app: FastifyInstance, reads: Reads<Tables>): void {
  if (!reads.has_replica) return
  app.addHook('onSend', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD' || reply.statusCode !== 200) return
    const position = await reads.position().catch(() => END_OF_LOG)
    const flags = `Path=/; Max-Age=${AGE_S}; HttpOnly; SameSite=Lax`
    reply.header('set-cookie', `${COOKIE}=${position}; ${flags}`)
  })
}

/** What the sender of a request wrote last, if that is not long ago. */
export const lastWriteOf = (request: FastifyRequest): LogPosition | undefined =>
  request.headers.cookie?.match(POSITION)?.[1]
