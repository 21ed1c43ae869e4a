import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../../contract/refusals.ts'
import { createHostCookie } from '../platform/http/host-cookie.ts'
import type { Authenticate } from '../platform/http/serve-route.ts'
import { seenFrom } from './seen-from.ts'
import { SESSION_MS, type Sessions } from './sessions.ts'

const TOKEN = /^[\w-]{43}$/

/** How requests tell whose they are: by a session's token in a cookie. */
export interface Authentication {
  readonly authenticate: Authenticate
  /** Undefined also where two cookies of the name were sent: the first may be a stranger's. */
  readToken(request: FastifyRequest): string | undefined
  /** Ends every session whose token was sent. */
  closeSessions(request: FastifyRequest): Promise<void>
  setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string): void
  clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void
}

/** `public_url` tells whether the site is behind https. */
export function createAuthentication(
  sessions: Sessions,
  public_url: URL | undefined,
): Authentication {
  const cookie = createHostCookie('ihome_session', SESSION_MS / 1000, public_url)

  const readToken = (request: FastifyRequest) => {
    const [token = '', ...others] = cookie.read(request)
    return TOKEN.test(token) && others.length === 0 ? token : undefined
  }

  return {
    readToken,
    async authenticate(request, reply, needed) {
      const token = readToken(request)
      const session =
        token === undefined ? undefined : await sessions.find(token, seenFrom(request))
      if (session) request.viewer = { user_id: session.user_id }
      else if (needed) throw new Refusal('session_required')
      // The session was extended: the browser has to keep its cookie for as long.
      if (token && session?.extended) cookie.set(request, reply, token)
    },
    async closeSessions(request) {
      const tokens = cookie.read(request).filter((value) => TOKEN.test(value))
      await sessions.close(tokens)
    },
    setSessionCookie: cookie.set,
    clearSessionCookie: cookie.clear,
  }
}
