import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Language } from '../../../contract/refusals.ts'
import { dayWords } from '../../../rules/day-words.ts'
import { moneyText } from '../../../rules/money.ts'
import { type StayUnit, stayWords } from '../../../rules/stay-words.ts'
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

/** What each button makes of an open trade. */
const OUTCOME_OF_BUTTON = new Map<unknown, TradeStatus>([
  ['pay', 'TRADE_SUCCESS'],
  ['fail', 'WAIT_BUYER_PAY'],
  ['close', 'TRADE_CLOSED'],
])

interface CashierParameters {
  readonly out_trade_no?: unknown
  readonly lang?: unknown
  readonly action?: unknown
}

export interface Cashier {
  readonly clock: Clock
  readonly stay_unit: StayUnit
  readonly currency: string
  readonly sandbox: Sandbox
  readonly return_page: ReturnPage
}

/** The pages of the sandbox: they exist where it is a provider. */
export function serveCashier(app: FastifyInstance, db: Db, cashier: Cashier): void {
  const { sandbox, return_page } = cashier
  app.get(`${PAGE}.css`, (_request, reply) =>
    reply
      .type('text/css; charset=utf-8')
      .header('cache-control', 'max-age=300')
      .send(CASHIER_STYLE),
  )

  app.get(PAGE, async (request, reply) => {
    const parameters = request.query as CashierParameters
    const found = await findPayment(db, parameters)
    return sendPage(
      reply,
      cashierOf(found, { ...cashier, parameters, language: languageFor(parameters, request) }),
      return_page,
    )
  })

  inUrlencodedScope(app, (scope) =>
    scope.post(PAGE, async (request, reply) => {
      const parameters = (request.body ?? {}) as CashierParameters
      const found = await findPayment(db, parameters)
      const chosen = OUTCOME_OF_BUTTON.get(parameters.action)
      // The page with the button was out of date: show the present state instead.
      if (!found || !chosen || found.status === 'closed')
        return reply.redirect(pageUrl(parameters, languageFor(parameters, request)), 303)
      const trade_status = found.status === 'paid' ? 'TRADE_SUCCESS' : chosen
      const callback = sandbox.signTrade({ ...found, trade_status })
      if (trade_status !== 'WAIT_BUYER_PAY' && !(await notifyOwnSite(app.server, callback)))
        request.log.warn('the sandbox could not notify the site; the browser reports the result')
      return reply.redirect(return_page.with(callback), 303)
    }),
  )
}

const findPayment = (db: Db, { out_trade_no }: CashierParameters) =>
  typeof out_trade_no === 'string' && /^\w{1,64}$/.test(out_trade_no)
    ? findForCashier(db, out_trade_no)
    : Promise.resolve(undefined)

function languageFor({ lang }: CashierParameters, request: FastifyRequest): Language {
  return lang === 'zh' || lang === 'en' ? lang : languageOf(request)
}

type Found = Awaited<ReturnType<typeof findForCashier>>

interface CashierContext extends Cashier {
  readonly parameters: CashierParameters
  readonly language: Language
}

function cashierOf(
  found: Found,
  { clock, stay_unit, currency, sandbox, return_page, parameters, language }: CashierContext,
) {
  const state = stateOf(found)
  const due_at = found ? dueOf(found) : null
  const today = () => clock.today()
  const { timeText } = dayWords(language, today)
  const { stayText } = stayWords(language, stay_unit, today)
  const other_url = pageUrl(parameters, language === 'zh' ? 'en' : 'zh')
  const html = cashierPage({
    state,
    language,
    other_url,
    ...(found && {
      payment: {
        ...found,
        amount: moneyText(found.amount_fen, language, currency),
        stay: stayText(found.start_date, found.end_date),
        until: due_at ? timeText(clock.format(due_at)) : '',
        return_url: return_page.with(sandbox.signTrade({ ...found, trade_status: tradeOf(found) })),
      },
    }),
  })
  return { html, status: state === 'missing' ? 404 : 200 }
}

function stateOf(found: Found): CashierState {
  if (!found) return 'missing'
  if (found.status !== 'open') return found.status
  return isWanted(found) ? 'open' : 'over'
}

/** By the order that it is for, or by the change of one that is paid already. */
const isWanted = ({ order_status, change_status }: NonNullable<Found>): boolean =>
  change_status === null
    ? order_status === 'WAIT_PAYMENT'
    : order_status === 'PAID' && change_status === 'accepted'

const dueOf = ({ due_at, change_status, change_due_at }: NonNullable<Found>): Date | null =>
  change_status === null ? due_at : change_due_at

const tradeOf = ({ status }: NonNullable<Found>): TradeStatus =>
  (({ open: 'WAIT_BUYER_PAY', paid: 'TRADE_SUCCESS', closed: 'TRADE_CLOSED' }) as const)[status]

const pageUrl = ({ out_trade_no }: CashierParameters, lang: Language) =>
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
