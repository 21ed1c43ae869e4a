import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ORDER_STATUSES } from '../contract/order-terms.ts'
import {
  type Deadline,
  ENTRIES,
  TRANSITIONS,
  type Transition,
} from '../server/orders/order-states.ts'

const PAGE = fileURLToPath(new URL('../docs/order-states.md', import.meta.url))

const NAMES: Record<string, string> = {
  WAIT_ACCEPT: '待接单',
  WAIT_PAYMENT: '待支付',
  PAID: '已支付',
  WAIT_COMMENT: '待评价',
  COMPLETE: '已完成',
  REJECTED: '已拒单',
  CANCELED: '已取消',
}

const isEnd = (status: string) => TRANSITIONS.every((row) => row.from !== status)

const LENGTHS = { accept_hours: 'IHOME_ACCEPT_HOURS', pay_minutes: 'IHOME_PAY_MINUTES' } as const
const LATEST = {
  stay_begins: 'as the stay begins (as its first day ends, where that is today)',
  stay_ends: 'as the stay ends',
} as const

const REFUNDS = {
  all: 'all of the money goes back',
  policy: 'what the policy says of the money goes back',
} as const

const dueOf = ({ within, at_latest }: Deadline): string =>
  within ? `after \`${LENGTHS[within]}\`, at the latest ${LATEST[at_latest]}` : LATEST[at_latest]

const effectsOf = (row: Transition): string =>
  [
    row.reason && 'needs a reason',
    row.before_first_day && 'before the first day only',
    row.in_time && 'until the deadline',
    row.before_stay_ends && 'until the stay ends',
    row.by === 'system' && dueOf(row.due),
    row.releases_nights && 'the nights become free',
    row.refunds && REFUNDS[row.refunds],
    row.counts_stay && 'the stay counts for the house',
  ]
    .filter(Boolean)
    .join('; ')

/** The page of the docs that shows the table of states, made from the table itself. */
export function drawStates(): string {
  const arrows = TRANSITIONS.map(
    (row) => `    ${row.from} --> ${row.to}: ${row.action} (${row.by})`,
  )
  const ends = ORDER_STATUSES.filter(isEnd).map((status) => `    ${status} --> [*]`)
  const rows = TRANSITIONS.map(
    (row) =>
      `| \`${row.from}\` ${NAMES[row.from]} | ${row.action} | ${row.by} | \`${row.to}\` ${NAMES[row.to]} | ${effectsOf(row)} |`,
  )
  return [
    '# The life of an order',
    '',
    'Made from `server/orders/order-states.ts` by `npm run docs:states`; a test fails when the two differ.',
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...ENTRIES.map(
      ({ action, by, to, instant }) =>
        `    [*] --> ${to}: ${action} (${by})${instant ? ', instant' : ''}`,
    ),
    ...arrows,
    ...ends,
    '```',
    '',
    '| from | action | by | to | conditions and effects |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

export const readPage = (): string => readFileSync(PAGE, 'utf8')

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(PAGE, drawStates())
