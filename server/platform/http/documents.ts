import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'

/** Everything comes from this server; the page's own styles need 'unsafe-inline'. */
const PAGE_POLICY = {
  'default-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
  'object-src': "'none'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
}

/** The bar on top advertises the library and loads documents from elsewhere. */
const PAGE_STYLE = '.swagger-ui .topbar { display: none }'

/** The interface documents: the OpenAPI value at `json_url`, and a page to read and try it. */
export async function serveDocuments(
  app: FastifyInstance,
  document: Record<string, unknown>,
  urls: { readonly json_url: string; readonly page_url: string },
): Promise<void> {
  const text = JSON.stringify(document)
  app.get(urls.json_url, (_request, reply) => reply.type('application/json').send(text))
  await app.register(swagger, { mode: 'static', specification: { document: document as never } })
  await app.register(swaggerUi, {
    routePrefix: urls.page_url,
    staticCSP: PAGE_POLICY,
    uiConfig: { deepLinking: true, docExpansion: 'list', defaultModelsExpandDepth: -1 },
    theme: { title: 'ihome API', css: [{ filename: 'ihome.css', content: PAGE_STYLE }] },
  })
}
