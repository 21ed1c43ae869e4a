import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../../contract/refusals.ts'
import type { Authenticate } from '../platform/http/serve-route.ts'
import { SESSION_MS, type Sessions } from './sessions.ts'

const COOKIE = 'ihome_session'
const TOKEN = /(?:^|;\s*)ihome_session=([\w-]{43})(?:;|$)/

/** How requests tell whose they are: by a session's token in a cookie. */
export interface Authentication {
  readonly authenticate: Authenticate
  setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string): void
  clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void
}

/** `public_url` tells whether the site is behind https. */
export function createAuthentication(
  sessions: Sessions,
  public_url: URL | undefined,
): Authentication {
  const setCookie = (
    request: FastifyRequest,
    reply: FastifyReply,
    value: string,
    age_s: number,
  ) => {
    const https = request.protocol === 'https' || public_url?.protocol === 'https:'
    const flags = `Path=/; Max-Age=${age_s}; HttpOnly; SameSite=Lax${https ? '; Secure' : ''}`
    reply.header('set-cookie', `${COOKIE}=${value}; ${flags}`)
  }
  const setSessionCookie = (request: FastifyRequest, reply: FastifyReply, token: string) =>
    setCookie(request, reply, token, SESSION_MS / 1000)

  return {
    async authenticate(request, reply, needed) {
      const token = readToken(request)
      const session = token === undefined ? undefined : await sessions.find(token)
      if (session) request.viewer = { user_id: session.user_id }
      else if (needed) throw new Refusal('session_required')
      // The session was extended: the browser has to keep its cookie for as long.
      if (token && session?.extended) setSessionCookie(request, reply, token)
    },
    setSessionCookie,
    clearSessionCookie: (request, reply) => setCookie(request, reply, '', 0),
  }
}

export const readToken = (request: FastifyRequest): string | undefined =>
  request.headers.cookie?.match(TOKEN)?.[1]
