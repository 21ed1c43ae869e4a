import { availableParallelism } from 'node:os'
import type { LoadResult } from './load.ts'
import type { ReadRounds } from './reads.ts'
import type { HttpRound, OrderCost, Round } from './rounds.ts'
import { CONNECTIONS } from './slots.ts'

export interface Measured {
  readonly postgres_version: string
  readonly seconds: number
  readonly http: readonly HttpRound[]
  readonly pgbench: readonly Round[]
  readonly three_statements: Round
  readonly lists: { readonly few: LoadResult; readonly many: LoadResult }
  readonly baseline: LoadResult
  readonly reads: readonly ReadRounds[]
}

/** Prints the table; the last lines are for programs to read. */
export function report(measured: Measured): void {
  const { http, pgbench, three_statements, lists, baseline, reads } = measured
  const ratios = http.map((round, index) => round.per_second / at(pgbench, index).per_second)
  const ratio = median(speeds(http)) / median(speeds(pgbench))
  const lines = [
    headline(measured),
    '',
    row('', 'median', 'min', 'max', 'CPU µs an order'),
    row('place over HTTP', ...spread(speeds(http), whole), costOf(http)),
    row('pgbench, one statement', ...spread(speeds(pgbench), whole), costOf(pgbench)),
    row('ratio of each round', ...spread(ratios, two), ratios.map(two).join(' ')),
    '',
    row(
      'placing, p50 ms',
      ...spread(
        http.map((round) => round.load.p50_ms),
        two,
      ),
    ),
    row(
      'placing, p99 ms',
      ...spread(
        http.map((round) => round.load.p99_ms),
        two,
      ),
    ),
    row(
      'orders in a batch',
      ...spread(
        http.map((round) => round.batch_size),
        two,
      ),
    ),
    row('server memory, MB', ...spread(memories(http), whole), `peak ${peakOf(http)}`),
    '',
    row('pgbench, BEGIN to COMMIT', whole(three_statements.per_second)),
    row('HTTP baseline, bare fastify', whole(baseline.per_second)),
    row('list of one with 20 orders', whole(lists.few.per_second)),
    row('… of one with 10,000', whole(lists.many.per_second), '', '', listRatio(lists)),
    '',
    row('', 'median', 'min', 'max', 'of a bare route with the same bytes'),
    ...reads.map(rowOfRead),
    '',
    ...reads.map((read) => `${read.name}/bare: ${two(ratioOfRead(read))}`),
    `place/pgbench: ${two(ratio)}`,
  ]
  console.log(lines.join('\n'))
}

const readSpeeds = ({ rounds }: ReadRounds, side: 'ours' | 'bare') =>
  rounds.map((round) => round[side].per_second)

const rowOfRead = (read: ReadRounds) => {
  const ratios = read.rounds.map(({ ours, bare }) => ours.per_second / bare.per_second)
  const told = `${two(ratioOfRead(read))} (${two(Math.min(...ratios))}–${two(Math.max(...ratios))})`
  return row(read.name, ...spread(readSpeeds(read, 'ours'), whole), told)
}

const ratioOfRead = (read: ReadRounds) =>
  median(readSpeeds(read, 'ours')) / median(readSpeeds(read, 'bare'))

const headline = ({ http, seconds, postgres_version }: Measured) =>
  `Orders a second: ${CONNECTIONS} clients, ${http.length} rounds of ${seconds} s each in turn, ` +
  `${availableParallelism()} cores, Postgres ${postgres_version}, Node ${process.versions.node}`

const row = (name: string, median = '', min = '', max = '', rest = '') =>
  [name.padEnd(28), ...[median, min, max].map((cell) => cell.padStart(9)), ` ${rest}`]
    .join(' ')
    .trimEnd()

const speeds = (rounds: readonly Round[]) => rounds.map((round) => round.per_second)

const memories = (rounds: readonly HttpRound[]) =>
  rounds.map(({ memory }) => memory?.resident_mb ?? Number.NaN)

const peakOf = (rounds: readonly HttpRound[]) =>
  whole(Math.max(...rounds.map(({ memory }) => memory?.peak_mb ?? Number.NaN)))

const listRatio = ({ few, many }: Measured['lists']) =>
  `ratio ${two(many.per_second / few.per_second)}`

const spread = (values: readonly number[], show: (value: number) => string) =>
  [show(median(values)), show(Math.min(...values)), show(Math.max(...values))] as const

function costOf(rounds: readonly Round[]): string {
  const cost = (part: keyof OrderCost) =>
    whole(median(rounds.map((round) => round.cost[part] ?? Number.NaN)))
  const server = rounds[0]?.cost.server_us === undefined ? '' : `server ${cost('server_us')} · `
  return `${server}postgres ${cost('postgres_us')} · client ${cost('client_us')}`
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  if (sorted.length % 2 === 1) return at(sorted, middle)
  return (at(sorted, middle - 1) + at(sorted, middle)) / 2
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index]
  if (item === undefined) throw new Error('nothing was measured')
  return item
}

const whole = (value: number) =>
  Number.isNaN(value) ? '-' : Math.round(value).toLocaleString('en')
const two = (value: number) => (Number.isNaN(value) ? '-' : value.toFixed(2))
