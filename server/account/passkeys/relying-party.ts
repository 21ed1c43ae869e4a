import type { FastifyRequest } from 'fastify'

/** For which site keys are: they sign for no other. */
export interface RelyingParty {
  readonly id: string
  readonly origin: string
}

/** The address that people use; on a site that names none, the one that was asked. */
export function relyingPartyOf(request: FastifyRequest, public_url: URL | undefined): RelyingParty {
  const url = public_url ?? new URL(`${request.protocol}://${request.host}`)
  return { id: url.hostname, origin: url.origin }
}
