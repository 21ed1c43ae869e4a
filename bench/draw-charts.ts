// Draws what was measured of growth into docs/charts/: what `bench/growth.ts --json` wrote, and, with
// --search, a file of [{ "houses": 10000, "p95_ms": 12.3 }, …].
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { median } from './figures.ts'
import type { Growth } from './growth.ts'
import { type Chart, drawChart, short } from './line-chart.ts'

const FOLDER = new URL('../docs/charts/', import.meta.url)

const { values } = parseArgs({
  options: { growth: { type: 'string' }, search: { type: 'string' } },
})
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as unknown

mkdirSync(FOLDER, { recursive: true })
if (values.growth) drawGrowth(read(values.growth) as Growth)
if (values.search) drawSearch(read(values.search) as { houses: number; p95_ms: number }[])

function drawGrowth({ placing, memory }: Growth): void {
  const over = (of: (one: Growth['placing'][number]) => readonly number[]) =>
    placing.map((one) => ({ x: one.stored, y: median(of(one)), label: short(one.stored) }))
  const stored = { x: 'orders stored', by_powers: true }
  draw('placing-rate', {
    ...stored,
    title: 'Orders placed a second, 64 clients',
    y: '/s',
    points: over((one) => one.per_second),
  })
  draw('placing-latency', {
    ...stored,
    title: 'Time of an order, 99 in 100 are faster',
    y: 'ms',
    points: over((one) => one.p99_ms),
  })
  if (memory.length === 0) return
  draw('memory', {
    title: 'Memory of a server that places orders and answers readers',
    x: 'minutes',
    y: 'MB',
    points: memory.map((one) => ({ x: one.minutes, y: one.resident_mb })),
  })
}

function drawSearch(sizes: readonly { readonly houses: number; readonly p95_ms: number }[]): void {
  draw('search', {
    title: 'Time of a search for free days, 95 in 100 are faster',
    x: 'houses',
    y: 'ms',
    by_powers: true,
    points: sizes.map((one) => ({ x: one.houses, y: one.p95_ms, label: short(one.houses) })),
  })
}

function draw(name: string, chart: Chart): void {
  const file = new URL(`${name}.svg`, FOLDER)
  writeFileSync(file, drawChart(chart))
  console.log(`docs/charts/${name}.svg`)
}
