import type { FastifyInstance } from 'fastify'
import { Refusal } from '../../../contract/refusals.ts'

const PARAMETERS_MAX = 100

/**
 * Serves routes whose body is `application/x-www-form-urlencoded` and nothing else. The reader of
 * such bodies is in a scope of its own, so that every other route refuses forms of other sites.
 */
export function inUrlencodedScope(
  app: FastifyInstance,
  serve: (scope: FastifyInstance) => void,
): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      async (_request: unknown, body: string) => readParameters(body),
    )
    serve(scope)
  })
}

/**
 * Each parameter by its name. A leading `?` is understood: pages send `location.search` as it is.
 *
 * @throws {Refusal} `body_not_urlencoded` where a name comes twice, so that nobody can read another
 * value than was signed, and where there are more than 100.
 */
function readParameters(body: string): Record<string, string> {
  const pairs = [...new URLSearchParams(body)]
  const parameters = Object.fromEntries(pairs)
  if (pairs.length > PARAMETERS_MAX || Object.keys(parameters).length !== pairs.length)
    throw new Refusal('body_not_urlencoded')
  return parameters
}
