import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Language } from '../../../contract/refusals.ts'
import type { Clock } from '../../platform/database/clock.ts'
import { languageOf } from '../../platform/http/envelope.ts'
import { inUrlencodedScope } from '../../platform/http/urlencoded.ts'
import type { Db } from '../../schema.ts'
import type { ReturnPage } from '../return-page.ts'
import { findForCashier } from '../sql.ts'
import type { Sandbox, TradeStatus } from './sandbox.ts'
import { notifyOwnSite } from './sandbox-notify.ts'
import { type CashierState, cashierPage } from './sandbox-page.ts'
import { CASHIER_STYLE } from './sandbox-style.ts'

/** Browsers hold the redirect that answers a form against `form-action`, too. */
const policyOf = ({ origin }: ReturnPage) =>
  `default-src 'none'; style-src 'self'; form-action ${origin ? `'self' ${origin}` : "'self'"}; base-uri 'none'; frame-ancestors 'none'`
const PAGE = '/sandbox/cashier'

/** What each button makes of a trade that is open. */
const MADE_OF = new Map<unknown, TradeStatus>([
  ['pay', 'TRADE_SUCCESS'],
  ['fail', 'WAIT_BUYER_PAY'],
  ['close', 'TRADE_CLOSED'],
])

interface Asked {
  readonly out_trade_no?: unknown
  readonly lang?: unknown
  readonly action?: unknown
}

/** The pages of the sandbox: they exist where it is the provider. */
export function serveCashier(
  app: FastifyInstance,
  db: Db,
  clock: Clock,
  { sandbox, return_page }: { readonly sandbox: Sandbox; readonly return_page: ReturnPage },
): void {
  app.get(`${PAGE}.css`, (_request, reply) =>
    reply
      .type('text/css; charset=utf-8')
      .header('cache-control', 'max-age=300')
      .send(CASHIER_STYLE),
  )

  app.get(PAGE, async (request, reply) => {
    const asked = request.query as Asked
    const found = await find(db, asked)
    return sendPage(
      reply,
      cashierOf(found, { clock, sandbox, return_page, asked, language: read(asked, request) }),
      return_page,
    )
  })

  inUrlencodedScope(app, (scope) =>
    scope.post(PAGE, async (request, reply) => {
      const asked = (request.body ?? {}) as Asked
      const found = await find(db, asked)
      const made = MADE_OF.get(asked.action)
      // Pressed on a page that is out of date: the present one tells.
      if (!found || !made || found.status === 'closed')
        return reply.redirect(pageUrl(asked, read(asked, request)), 303)
      const trade_status = found.status === 'paid' ? 'TRADE_SUCCESS' : made
      const told = sandbox.tell({ ...found, trade_status })
      if (trade_status !== 'WAIT_BUYER_PAY' && !(await notifyOwnSite(app.server, told)))
        request.log.warn('the sandbox could not notify; the browser takes the news')
      return reply.redirect(return_page.with(told), 303)
    }),
  )
}

const find = (db: Db, { out_trade_no }: Asked) =>
  typeof out_trade_no === 'string' && /^\w{1,64}$/.test(out_trade_no)
    ? findForCashier(db, out_trade_no)
    : Promise.resolve(undefined)

function read({ lang }: Asked, request: FastifyRequest): Language {
  return lang === 'zh' || lang === 'en' ? lang : languageOf(request)
}

type Found = Awaited<ReturnType<typeof findForCashier>>

interface Showing {
  readonly clock: Clock
  readonly sandbox: Sandbox
  readonly return_page: ReturnPage
  readonly asked: Asked
  readonly language: Language
}

function cashierOf(found: Found, { clock, sandbox, return_page, asked, language }: Showing) {
  const state = stateOf(found)
  const other_url = pageUrl(asked, language === 'zh' ? 'en' : 'zh')
  const html = cashierPage({
    state,
    language,
    other_url,
    ...(found && {
      payment: {
        ...found,
        until: found.due_at ? clock.format(found.due_at).slice(5, 16) : '',
        return_url: return_page.with(sandbox.tell({ ...found, trade_status: tradeOf(found) })),
      },
    }),
  })
  return { html, status: state === 'missing' ? 404 : 200 }
}

function stateOf(found: Found): CashierState {
  if (!found) return 'missing'
  if (found.status !== 'open') return found.status
  return found.order_status === 'WAIT_PAYMENT' ? 'open' : 'over'
}

const tradeOf = ({ status }: NonNullable<Found>): TradeStatus =>
  (({ open: 'WAIT_BUYER_PAY', paid: 'TRADE_SUCCESS', closed: 'TRADE_CLOSED' }) as const)[status]

const pageUrl = ({ out_trade_no }: Asked, lang: Language) =>
  `${PAGE}?${new URLSearchParams({ out_trade_no: String(out_trade_no ?? ''), lang })}`

const sendPage = (
  reply: FastifyReply,
  { html, status }: { html: string; status: number },
  return_page: ReturnPage,
) =>
  reply
    .code(status)
    .headers({
      'content-security-policy': policyOf(return_page),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    })
    .type('text/html; charset=utf-8')
    .send(html)
