import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ERRCODES } from '../../contract/errcodes.ts'
import { FIRST_PICTURE_SIZES, PAGES, type Page } from '../../contract/pages.ts'
import type { Language } from '../../contract/refusals.ts'
import { API_PREFIX } from '../../contract/route.ts'
import type { StayUnit } from '../../rules/stay-words.ts'
import type { Clock } from '../platform/database/clock.ts'
import { ipOf } from '../platform/http/client-address.ts'
import { languageOf } from '../platform/http/envelope.ts'
import { targetOf } from '../platform/http/request-head.ts'
import { type BuiltWeb, readBuiltWeb } from './built-web.ts'
import { escapeHtml, type HeadWords, headElements, houseHead, siteHead } from './page-head.ts'
import type { MapSettings } from './settings.ts'

const ASSET_AGE_S = 31_536_000
const ICON_AGE_S = 86_400

export interface PagesRoom {
  readonly clock: Clock
  readonly deadlines: { readonly accept_hours: number; readonly pay_minutes: number }
  readonly stay_unit: StayUnit
  readonly currency: string
  /** Where the operator's own terms are; undefined: the page of the site tells some. */
  readonly terms_url: URL | undefined
  /** What maps are drawn by; undefined: there are none. */
  readonly map: MapSettings | undefined
  readonly public_url: URL | undefined
  /** Where pictures come from that this server does not serve itself. */
  readonly pictures_origin: string | undefined
  /** Whether codes go nowhere but to the outbox: people are shown the way to it. */
  readonly shows_outbox: boolean
}

export interface Pages {
  serve(app: FastifyInstance): Promise<void>
  /** Answers an address that is no page. */
  answerMissing(request: FastifyRequest, reply: FastifyReply): Promise<unknown>
}

/** The web app: its pages with what their first view asks for, its scripts and styles. */
export function createPages(room: PagesRoom): Pages {
  const web = readBuiltWeb()
  const policy = policyOf(room)
  const send = async (request: FastifyRequest, reply: FastifyReply, page?: Page) => {
    reply.type('text/html; charset=utf-8')
    reply.headers({
      'cache-control': 'no-cache, private',
      vary: 'accept-language, cookie',
      'content-security-policy': policy,
      'referrer-policy': 'strict-origin-when-cross-origin',
    })
    if (!web) return reply.code(503).header('retry-after', '5').send(NOT_BUILT)
    const { answers, missing } = page ? await readAnswers(request, page) : NO_PAGE
    if (missing) reply.code(404)
    return compose(web, request, room, page, answers)
  }
  return {
    async serve(app) {
      for (const page of PAGES) app.get(page.path, (request, reply) => send(request, reply, page))
      if (web) await serveBuilt(app, web.directory)
    },
    answerMissing: (request, reply) => send(request, reply),
  }
}

/** Names of built files change with what is in them: kept for good. Icons and the manifest do not. */
async function serveBuilt(app: FastifyInstance, directory: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: directory,
    wildcard: false,
    index: false,
    preCompressed: true,
    decorateReply: false,
    globIgnore: ['index.html', '**/*.br', '**/*.gz', '.vite/**'],
    cacheControl: false,
    setHeaders: (reply, path) => {
      const built = path.includes('/assets/')
      reply.header(
        'cache-control',
        built ? `public, max-age=${ASSET_AGE_S}, immutable` : `public, max-age=${ICON_AGE_S}`,
      )
    },
  })
}

/** No script but the site's own files; nobody may frame the pages. */
function policyOf({ pictures_origin, map }: PagesRoom): string {
  const maps = map?.origins ?? []
  const pictures = ["'self'", 'data:', 'blob:', pictures_origin, ...maps].filter(Boolean)
  return [
    "default-src 'self'",
    `img-src ${pictures.join(' ')}`,
    ...(map ? [`connect-src 'self' ${maps.join(' ')}`, "worker-src 'self'"] : []),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Whatever page of a list an address names, the first is what is seen first. */
function firstPageOf(query: string): string {
  const asked = new URLSearchParams(query)
  asked.delete('p')
  return `?${asked}`
}

const pathWith = (path: string, params: Readonly<Record<string, string>>) =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))

type Answers = ReadonlyMap<string, unknown>

interface FirstAnswers {
  readonly answers: Answers
  /** There is nothing of what the page is about. */
  readonly missing: boolean
}

const NO_PAGE: FirstAnswers = { answers: new Map(), missing: true }
/** What is answered of a house that cannot be: any other failure is no reason to call it gone. */
const NO_SUCH_HOUSE: ReadonlySet<string> = new Set([ERRCODES.NODATA, ERRCODES.PARAMERR])

/**
 * What the page's first view would ask, asked of the API by the server itself with the visitor's
 * cookie: the same answers, one journey earlier. What fails is left out: the page asks again.
 */
async function readAnswers(request: FastifyRequest, page: Page): Promise<FirstAnswers> {
  const params = request.params as Record<string, string>
  const { query } = targetOf(request)
  const asked = ['/session', ...page.reads.map((path) => pathWith(path, params))]
  const { cookie = '' } = request.headers
  const house = wantedHouse(request, page)
  let missing = false
  const answers = await Promise.all(
    asked.map(async (route) => {
      const path = route.replace(/\?$/, query)
      const url = API_PREFIX + route.replace(/\?$/, firstPageOf(query))
      const { body } = await request.server.inject({
        url,
        headers: { cookie },
        remoteAddress: ipOf(request),
      })
      const { errcode, data } = JSON.parse(body) as { errcode: string; data?: unknown }
      // Who is not logged in has no session: an answer, not a failure.
      if (path === '/session' && errcode === ERRCODES.SESSIONERR) return [path, null] as const
      if (path === house && NO_SUCH_HOUSE.has(errcode)) missing = true
      return [path, errcode === ERRCODES.OK ? data : undefined] as const
    }),
  )
  return { answers: new Map(answers), missing }
}

/** The house that a page is about, by the path of its answer; undefined where it is about none. */
const wantedHouse = (request: FastifyRequest, page: Page): string =>
  page.reads.includes('/houses/:id')
    ? pathWith('/houses/:id', request.params as Record<string, string>)
    : ''

function compose(
  web: BuiltWeb,
  request: FastifyRequest,
  room: PagesRoom,
  page: Page | undefined,
  answers: Answers,
): string {
  const { clock, deadlines, stay_unit, currency, terms_url, map, public_url, shows_outbox } = room
  const language = pageLanguageOf(request)
  const address = addressOf(request, public_url)
  const scripts = page ? web.scriptsOf(page, language) : []
  const head = [
    headElements(headOf(request, page, answers, { language, stay_unit, currency }), address),
    `<meta name="ihome-zone" content="${clock.zone}">`,
    `<meta name="ihome-now" content="${clock.now().toUTCString()}">`,
    ...(shows_outbox ? ['<meta name="ihome-outbox" content="/dev/outbox">'] : []),
    `<meta name="ihome-accept-hours" content="${deadlines.accept_hours}">`,
    `<meta name="ihome-pay-minutes" content="${deadlines.pay_minutes}">`,
    `<meta name="ihome-stay-unit" content="${stay_unit}">`,
    `<meta name="ihome-currency" content="${currency}">`,
    ...(terms_url ? [`<meta name="ihome-terms" content="${escapeHtml(terms_url.href)}">`] : []),
    ...(map ? [`<meta name="ihome-map-style" content="${escapeHtml(map.style_url.href)}">`] : []),
    ...scripts.map((script) => `<link rel="modulepreload" href="${script}">`),
  ].join('')
  // Only what ends the element early has to be kept out.
  const data = JSON.stringify(Object.fromEntries(answers)).replaceAll('<', '\\u003c')
  return web.html
    .replace(
      '<html lang="zh-CN">',
      `<html lang="${language === 'en' ? 'en' : 'zh-CN'}"${themeOf(request)}>`,
    )
    .replace('<!--page-head-->', () => head)
    .replace(
      '<!--page-data-->',
      () => `<script type="application/json" id="page-data">${data}</script>`,
    )
}

function headOf(
  request: FastifyRequest,
  page: Page | undefined,
  answers: Answers,
  words: HeadWords,
) {
  const house = page && (answers.get(wantedHouse(request, page)) as { house: never } | undefined)
  const { language } = words
  if (house) return houseHead(house.house, words)
  const found = answers.get(`/houses${targetOf(request).query}`) as { houses: never } | undefined
  const title = page?.title?.[language]
  if (found) return siteHead(language, title, found.houses, FIRST_PICTURE_SIZES.search)
  return siteHead(language, title, answers.get('/houses/index') as never)
}

const LOOPBACK = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(:\d{1,5})?$/

/**
 * The page's own address, for search engines and shared links. Whoever asks writes the `Host`: but
 * for the machine's own name it is no word to pass on.
 */
function addressOf(request: FastifyRequest, public_url: URL | undefined): string | undefined {
  const { path } = targetOf(request)
  if (public_url) return public_url.origin + path
  return LOOPBACK.test(request.host) ? `${request.protocol}://${request.host}${path}` : undefined
}

const cookieOf = (request: FastifyRequest, name: string): string | undefined =>
  request.headers.cookie?.match(new RegExp(`(?:^|;\\s*)${name}=(\\w+)`))?.[1]

/** What the visitor has chosen, else what their browser asks for, as the API answers it. */
function pageLanguageOf(request: FastifyRequest): Language {
  const chosen = cookieOf(request, 'ihome_language')
  return chosen === 'en' || chosen === 'zh' ? chosen : languageOf(request)
}

function themeOf(request: FastifyRequest): string {
  const theme = cookieOf(request, 'ihome_theme')
  return theme === 'light' || theme === 'dark' ? ` data-theme="${theme}"` : ''
}

const NOT_BUILT =
  '<!doctype html><html lang="en"><title>ihome</title><p>The web app is not built: run <code>npm run build</code> and start the server again. The API is at <a href="/docs">/docs</a>.</p></html>'
