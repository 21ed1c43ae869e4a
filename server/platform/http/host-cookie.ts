import type { FastifyReply, FastifyRequest } from 'fastify'
import { isHttps } from './https.ts'

/** A cookie of this host alone, out of reach of scripts and of other sites' requests. */
export interface HostCookie {
  /**
   * All different values that were sent under its name. More than one tells that somebody else
   * has set one beside it, and nothing tells which.
   */
  read(request: FastifyRequest): readonly string[]
  set(request: FastifyRequest, reply: FastifyReply, value: string): void
  clear(request: FastifyRequest, reply: FastifyReply): void
}

/**
 * By https its name begins with `__Host-`: browsers take such a cookie from nobody but this very
 * host, so that no sister site can slip in one of its own.
 */
export function createHostCookie(
  name: string,
  age_s: number,
  public_url: URL | undefined,
): HostCookie {
  const nameFor = (https: boolean) => (https ? `__Host-${name}` : name)
  const send = (request: FastifyRequest, reply: FastifyReply, value: string, max_age_s: number) => {
    const https = isHttps(request, public_url)
    const flags = `Path=/; Max-Age=${max_age_s}; HttpOnly; SameSite=Lax${https ? '; Secure' : ''}`
    reply.header('set-cookie', `${nameFor(https)}=${value}; ${flags}`)
  }
  return {
    read(request) {
      // Also where this server asks itself, by http, what a page begins with.
      const own = valuesOf(request, nameFor(true))
      return own.length > 0 || isHttps(request, public_url)
        ? own
        : valuesOf(request, nameFor(false))
    },
    set: (request, reply, value) => send(request, reply, value, age_s),
    clear: (request, reply) => send(request, reply, '', 0),
  }
}

function valuesOf({ headers }: FastifyRequest, name: string): readonly string[] {
  const sent = (headers.cookie ?? '').split(';').map((pair) => pair.trim())
  const ours = sent.filter((pair) => pair.startsWith(`${name}=`))
  return [...new Set(ours.map((pair) => pair.slice(name.length + 1)))]
}
