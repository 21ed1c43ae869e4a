import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

const SECRET_KEY = 'sk_test_nobody_may_see_this'
const WEBHOOK_SECRET = 'whsec_nobody_may_see_this_either'

type Told = Record<string, unknown>

export interface StripeCall {
  readonly method: string
  readonly path: string
  readonly idempotency_key: string | undefined
  /** As Stripe reads forms: `line_items[0][quantity]`. */
  readonly form: Record<string, string>
}

export interface StripeEvent {
  readonly type: string
  readonly object: Told
  readonly livemode?: boolean
  readonly account?: string
  /** Seconds that its clock is ahead. */
  readonly ahead_s?: number
  readonly secret?: string
}

/**
 * The part of Stripe that a site needs: Checkout sessions, refunds, idempotency keys, and events
 * that are signed as Stripe signs them. https://docs.stripe.com/webhooks#verify-manually
 */
export type StripeServer = Awaited<ReturnType<typeof startStripe>>

export async function startStripe(now: () => Date) {
  const calls: StripeCall[] = []
  const sessions = new Map<string, Told>()
  const refunds: Told[] = []
  const by_key = new Map<string, { readonly form: string; readonly answer: Answer }>()
  const instead: Answer[] = []
  let made = 0

  const error = (status: number, type: string, code?: string): Answer => ({
    status,
    body: { error: { type, ...(code && { code }), message: 'o***@example.com may not' } },
  })
  const metadataOf = (form: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(form).flatMap(([name, value]) => {
        const [, key] = /^metadata\[(\w+)\]$/.exec(name) ?? []
        return key ? [[key, value]] : []
      }),
    )

  const create = (form: Record<string, string>): Answer => {
    const at_s = now().getTime() / 1000
    const end_s = Number(form['expires_at'])
    if (end_s < at_s + 1800 || end_s > at_s + 86_400)
      return error(400, 'invalid_request_error', 'parameter_invalid')
    made += 1
    const id = `cs_test_${made}`
    const session = {
      id,
      object: 'checkout.session',
      client_reference_id: form['client_reference_id'],
      amount_total: Number(form['line_items[0][price_data][unit_amount]']),
      currency: form['line_items[0][price_data][currency]'],
      metadata: metadataOf(form),
      payment_intent: null,
      payment_status: 'unpaid',
      status: 'open',
      url: `https://checkout.stripe.com/c/pay/${id}`,
    }
    sessions.set(id, session)
    return { status: 200, body: session }
  }
  const refund = (form: Record<string, string>): Answer => {
    const { payment_intent } = form
    const paid = [...sessions.values()].find((one) => one['payment_intent'] === payment_intent)
    if (!paid) return error(404, 'invalid_request_error', 'resource_missing')
    const amount = Number(form['amount'])
    const back = refunds.filter((one) => one['payment_intent'] === payment_intent)
    const left = back.reduce(
      (sum, one) => sum - Number(one['amount']),
      Number(paid['amount_total']),
    )
    if (amount > left) return error(400, 'invalid_request_error', 'charge_already_refunded')
    made += 1
    const body = {
      id: `re_${made}`,
      object: 'refund',
      payment_intent,
      amount,
      currency: paid['currency'],
      metadata: metadataOf(form),
      status: 'succeeded',
    }
    refunds.push(body)
    return { status: 200, body }
  }
  const answerTo = (method: string, path: string, form: Record<string, string>): Answer => {
    const [, id = '', expires] = /^\/v1\/checkout\/sessions\/(\w+)(\/expire)?$/.exec(path) ?? []
    const session = sessions.get(id)
    if (id && !session) return error(404, 'invalid_request_error', 'resource_missing')
    if (session && expires && session['status'] !== 'open')
      return error(400, 'invalid_request_error')
    if (session) {
      if (expires) Object.assign(session, { status: 'expired', url: null })
      return { status: 200, body: session }
    }
    if (path === '/v1/checkout/sessions') return create(form)
    if (method === 'POST') return refund(form)
    const data = refunds.filter((one) => one['payment_intent'] === form['payment_intent'])
    return { status: 200, body: { object: 'list', data, has_more: false, url: path } }
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const sent = await text(request)
    const form = Object.fromEntries([...url.searchParams, ...new URLSearchParams(sent)])
    const key = request.headers['idempotency-key']
    const idempotency_key = typeof key === 'string' ? key : undefined
    const { method = '' } = request
    calls.push({ method, path: url.pathname, idempotency_key, form })
    const other = instead.shift()
    const known = by_key.get(idempotency_key ?? '')
    const answer =
      request.headers.authorization !== `Bearer ${SECRET_KEY}`
        ? error(401, 'invalid_request_error')
        : (other ??
          (known === undefined
            ? answerTo(method, url.pathname, form)
            : known.form === sent
              ? known.answer
              : error(400, 'idempotency_error')))
    if (method === 'POST' && idempotency_key && answer.status === 200)
      by_key.set(idempotency_key, { form: sent, answer: structuredClone(answer) })
    response
      .writeHead(answer.status, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    /** The settings of a site with this account. */
    environment: {
      STRIPE_SECRET_KEY: SECRET_KEY,
      STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
      STRIPE_GATEWAY: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
    calls,
    refunds,
    /** A person pays on the page: the session as Stripe tells of it then. */
    pay(id: string): Told {
      const session = sessions.get(id)
      if (session?.['status'] !== 'open') throw new Error(`nobody can pay ${id} now`)
      made += 1
      const paid = { status: 'complete', payment_status: 'paid', payment_intent: `pi_${made}` }
      return structuredClone(Object.assign(session, { ...paid, url: null }))
    },
    sessionOf: (id: string): Told => structuredClone(sessions.get(id) ?? {}),
    /** An event as Stripe sends it. */
    seal({ type, object, livemode = false, account, ...more }: StripeEvent) {
      made += 1
      const event = { id: `evt_${made}`, object: 'event', type, livemode, data: { object } }
      const body = JSON.stringify({ ...event, ...(account && { account }) })
      const timestamp = Math.floor(now().getTime() / 1000) + (more.ahead_s ?? 0)
      const v1 = createHmac('sha256', more.secret ?? WEBHOOK_SECRET)
        .update(`${timestamp}.${body}`)
        .digest('hex')
      return { body, headers: { 'stripe-signature': `t=${timestamp},v1=${v1}` } }
    },
    /** The next answers, in turn. */
    answer: (...answers: Answer[]) => void instead.push(...answers),
    error,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Answer {
  readonly status: number
  readonly body: Told
}
