import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../../contract/refusals.ts'
import type { Admit } from '../platform/http/serve-route.ts'
import { SESSION_MS, type Sessions } from './sessions.ts'

const COOKIE = 'ihome_session'
const TOKEN = /(?:^|;\s*)ihome_session=([\w-]{43})(?:;|$)/

/** Reads the session cookie of a request; `public_url` tells whether the site is behind https. */
export function createDoor(sessions: Sessions, public_url: URL | undefined) {
  const admit: Admit = async (request, reply, needed) => {
    const token = readToken(request)
    const session = token === undefined ? undefined : await sessions.find(token)
    if (session) request.viewer = { user_id: session.user_id }
    else if (needed) throw new Refusal('session_required')
    if (token && session?.extended) setToken(request, reply, token)
  }

  const setToken = (request: FastifyRequest, reply: FastifyReply, token: string) =>
    setCookie(request, reply, token, SESSION_MS / 1000)

  const clearToken = (request: FastifyRequest, reply: FastifyReply) =>
    setCookie(request, reply, '', 0)

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

  return { admit, setToken, clearToken }
}

export const readToken = (request: FastifyRequest): string | undefined =>
  request.headers.cookie?.match(TOKEN)?.[1]

export type Door = ReturnType<typeof createDoor>
