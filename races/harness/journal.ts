import type { Answer } from './call.ts'

export interface Guest {
  readonly id: number
  readonly cookie: string
}

export interface Stay {
  readonly guest: Guest
  readonly house_id: number
  /** Inclusive at both ends. */
  readonly start_date: string
  readonly end_date: string
  readonly idempotency_key?: string
}

/** One request for a stay and what became of it, as the guest was told. */
export interface Request {
  readonly stay: Stay
  readonly origin: string
  /** Undefined: the connection broke, so the guest was told nothing. */
  readonly answer: Answer | undefined
  readonly answered_ms: number
}

export interface Change {
  readonly order_id: number
  readonly action: 'accept' | 'reject' | 'cancel'
  readonly origin: string
  readonly answer: Answer | undefined
  readonly sent_ms: number
}

/** An order that a guest was told they have. */
export interface PlacedStay extends Stay {
  readonly order_id: number
  /** When the first answer that told of it came. */
  readonly acknowledged_ms: number
}

/** All that was asked and told: the truth that the database is held against. */
export interface Journal {
  readonly requests: Request[]
  readonly changes: Change[]
  placed(): PlacedStay[]
  /** Stays that may be placed or not: the connection broke, or the server failed. */
  unknown(): Stay[]
  /** Everything that was answered, or not, requests first. */
  answers(): (Answer | undefined)[]
}

export function createJournal(): Journal {
  const requests: Request[] = []
  const changes: Change[] = []
  return {
    requests,
    changes,
    placed: () => placedOf(requests),
    unknown: () => unknownOf(requests),
    answers: () => [...requests, ...changes].map(({ answer }) => answer),
  }
}

/** Whether an answer leaves open what was done. */
export const isUnknown = (answer: Answer | undefined): boolean =>
  answer === undefined || isFailure(answer)

/** Whether a server said that it could not do what it was asked. */
export const isFailure = (answer: Answer | undefined): boolean => (answer?.status ?? 0) >= 500

/** One per order: a request with a key may be told of the same one more than once. */
function placedOf(requests: readonly Request[]): PlacedStay[] {
  const placed = new Map<number, PlacedStay>()
  for (const { stay, answer, answered_ms } of requests) {
    if (answer?.errcode !== '0') continue
    const order_id: number = answer.data.order_id
    const acknowledged_ms = Math.min(
      answered_ms,
      placed.get(order_id)?.acknowledged_ms ?? answered_ms,
    )
    placed.set(order_id, { ...stay, order_id, acknowledged_ms })
  }
  return [...placed.values()]
}

/** A key that was answered since, or that is open more than once, stands for one order at most. */
function unknownOf(requests: readonly Request[]): Stay[] {
  const settled = new Set<string | undefined>()
  for (const { stay, answer } of requests) if (!isUnknown(answer)) settled.add(stay.idempotency_key)
  return requests.flatMap(({ stay, answer }) => {
    if (!isUnknown(answer)) return []
    if (stay.idempotency_key === undefined) return [stay]
    if (settled.has(stay.idempotency_key)) return []
    settled.add(stay.idempotency_key)
    return [stay]
  })
}

/** How often each answer came, e.g. `{ '200 0': 1, '200 4003': 199 }`. */
export function tallyOf(answers: readonly (Answer | undefined)[]): Record<string, number> {
  const tally: Record<string, number> = {}
  for (const answer of answers) {
    const name = answer ? `${answer.status} ${answer.errcode}` : 'no answer'
    tally[name] = (tally[name] ?? 0) + 1
  }
  return tally
}
