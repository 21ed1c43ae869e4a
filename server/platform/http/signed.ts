import type { FastifyInstance } from 'fastify'

/** Serves routes whose body is JSON that is handed on as the text that came: its bytes are signed. */
export function inSignedScope(app: FastifyInstance, serve: (scope: FastifyInstance) => void): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'string' },
      async (_request: unknown, body: string) => body,
    )
    serve(scope)
  })
}
