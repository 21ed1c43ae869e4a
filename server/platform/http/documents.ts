import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

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

/** Of the page's answers, what the server around it says by itself. */
const NOT_PASSED_ON = new Set(['connection', 'content-length', 'date', 'keep-alive'])

interface DocumentUrls {
  readonly json_url: string
  readonly page_url: string
}

/**
 * The interface documents: the OpenAPI value at `json_url`, and a page to read and try it. Both are
 * made when somebody first looks: most servers are never asked.
 */
export function serveDocuments(
  app: FastifyInstance,
  describe: () => Promise<Record<string, unknown>>,
  { json_url, page_url }: DocumentUrls,
): void {
  const read = once(describe)
  const readText = once(async () => JSON.stringify(await read()))
  app.get(json_url, async (_request, reply) =>
    reply.type('application/json').send(await readText()),
  )

  const openPage = once(async () => buildPage(await read(), page_url))
  app.addHook('onClose', async () => void (await openPage.made?.then((page) => page.close())))
  const show = async (request: FastifyRequest, reply: FastifyReply) => {
    const { url, headers } = request
    const answer = await (await openPage()).inject({ method: 'GET', url, headers })
    if (answer.statusCode === 404) return reply.callNotFound()
    for (const [name, value] of Object.entries(answer.headers))
      if (value !== undefined && !NOT_PASSED_ON.has(name)) reply.header(name, value)
    return reply.code(answer.statusCode).send(answer.rawPayload)
  }
  app.get(page_url, show)
  app.get(`${page_url}/*`, show)
}

/** A server of its own within this one, that listens to nobody else. */
async function buildPage(document: Record<string, unknown>, page_url: string) {
  const [{ default: fastify }, { default: swagger }, { default: swaggerUi }] = await Promise.all([
    import('fastify'),
    import('@fastify/swagger'),
    import('@fastify/swagger-ui'),
  ])
  const page = fastify()
  await page.register(swagger, { mode: 'static', specification: { document: document as never } })
  await page.register(swaggerUi, {
    routePrefix: page_url,
    staticCSP: PAGE_POLICY,
    uiConfig: { deepLinking: true, docExpansion: 'list', defaultModelsExpandDepth: -1 },
    theme: { title: 'ihome API', css: [{ filename: 'ihome.css', content: PAGE_STYLE }] },
  })
  return page
}

/** Made once, with the first call; again after one that failed. */
function once<Made>(make: () => Promise<Made>) {
  const get = () => {
    get.made ??= make().catch((error) => {
      get.made = undefined
      throw error
    })
    return get.made
  }
  get.made = undefined as Promise<Made> | undefined
  return get
}
