import { availableParallelism } from 'node:os'
import { type Figure, median, ratiosOf } from './figures.ts'

export interface Measured {
  readonly postgres_version: string
  readonly node_version: string
  readonly cores: number
  readonly seconds: number
  readonly rounds: number
  readonly figures: readonly Figure[]
}

/** Prints the table; the last lines are for programs to read. */
export function report({ postgres_version, seconds, rounds, figures }: Measured): void {
  const lines = [
    `${rounds} rounds of ${seconds} s each in turn, ${availableParallelism()} cores, ` +
      `Postgres ${postgres_version}, Node ${process.versions.node}`,
    '',
    row('', ['median', 'min', 'max'], 'beside its floor, of the same rounds'),
    ...figures.flatMap(rowsOf),
    '',
    ...figures.flatMap(ratioLine),
  ]
  console.log(lines.join('\n'))
}

function rowsOf(figure: Figure): string[] {
  const { name, unit, values, more = {} } = figure
  const spread = [median(values), Math.min(...values), Math.max(...values)]
  const told = Object.entries(more).map(([what, value]) => `${what} ${short(value)}`)
  const cells = spread.map(short)
  return [
    row(`${name}${unit && `, ${unit}`}`, cells, besideFloor(figure)),
    ...(told.length > 0 ? [`    ${told.join(' · ')}`] : []),
  ]
}

function besideFloor(figure: Figure): string {
  const ratios = ratiosOf(figure)
  if (!ratios || !figure.floor) return ''
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)].map(short)
  return `${short(median(ratios))} (${low}–${high}) of ${figure.floor.name}, ${short(median(figure.floor.values))}`
}

const ratioLine = (figure: Figure): string[] => {
  const ratios = ratiosOf(figure)
  return ratios && figure.floor
    ? [`${figure.name}/${figure.floor.name}: ${median(ratios).toFixed(2)}`]
    : []
}

const row = (name: string, cells: readonly string[], rest: string) =>
  [name.padEnd(36), ...cells.map((cell) => cell.padStart(9)), ` ${rest}`].join(' ').trimEnd()

/** Three digits that matter. */
function short(value: number): string {
  if (Number.isNaN(value)) return '-'
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en')
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2)
}
