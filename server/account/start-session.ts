import type { FastifyReply, FastifyRequest } from 'fastify'
import { createHostCookie } from '../platform/http/host-cookie.ts'
import type { Db } from '../schema.ts'
import type { Authentication } from './authentication.ts'
import { createDevices } from './devices.ts'
import { seenFrom } from './seen-from.ts'
import type { Sessions } from './sessions.ts'

const DEVICE_AGE_S = 31_536_000

export interface LoggedIn {
  readonly user_id: number
  readonly mobile: string
}

interface Call {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** What whoever has logged in, in any way, goes away with. */
export interface SessionStart {
  /** A new session always has a new token; the session that the request came with, if any, ends. */
  startSession(call: Call, user: LoggedIn): Promise<void>
  /** Lets the device be told from strangers, under this number. */
  rememberDevice(call: Call, mobile: string): void
  /** The device's own name, where somebody with this number has logged in from it. */
  deviceOf(request: FastifyRequest, mobile: string): string | undefined
}

export interface StartNeeds extends Pick<Authentication, 'closeSessions' | 'setSessionCookie'> {
  readonly sessions: Sessions
  readonly session_secret: string
  readonly public_url: URL | undefined
}

export function createSessionStart(db: Db, site: StartNeeds): SessionStart {
  const devices = createDevices(site.session_secret)
  const cookie = createHostCookie('ihome_device', DEVICE_AGE_S, site.public_url)
  const rememberDevice: SessionStart['rememberDevice'] = ({ request, reply }, mobile) =>
    cookie.set(request, reply, devices.issue(mobile))
  return {
    async startSession(call, { user_id, mobile }) {
      const { request, reply } = call
      await site.closeSessions(request)
      const token = await site.sessions.open(db, user_id, seenFrom(request))
      site.setSessionCookie(request, reply, token)
      rememberDevice(call, mobile)
    },
    rememberDevice,
    deviceOf: (request, mobile) => devices.recognize(cookie.read(request), mobile),
  }
}
