import type { Fixture } from './fixture.ts'
import type { Server } from './server.ts'

/** One thing that was measured in several short runs, each beside what it is held against. */
export interface Figure {
  readonly name: string
  readonly unit: '/s' | 'ms' | 'MB' | ''
  readonly values: readonly number[]
  /** What the machine can do at all, or what others do, measured in turn with it. */
  readonly floor?: { readonly name: string; readonly values: readonly number[] }
  /** What else the runs told, as medians: CPU µs by process, latencies. */
  readonly more?: Readonly<Record<string, number>>
}

/** What a part of the bench works with. */
export interface Bench {
  readonly fixture: Fixture
  readonly server: Server
  /** Of the database. */
  readonly url: string
  readonly seconds: number
  readonly rounds: number
  /** Of guests, as many as there can be connections. */
  readonly cookies: readonly string[]
}

/** Runs the sides of a comparison in turn, each round beginning with another one. */
export async function inTurn(
  rounds: number,
  sides: readonly (() => Promise<void>)[],
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const first = round % sides.length
    for (const side of [...sides.slice(first), ...sides.slice(0, first)]) await side()
    console.error(`bench: round ${round + 1} of ${rounds} is done`)
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]]
  return sorted.length % 2 === 1 ? high : (low + high) / 2
}

/** Of each round, how a figure stands to its floor; undefined where it has none. */
export const ratiosOf = ({ values, floor }: Figure): number[] | undefined =>
  floor && values.map((value, round) => value / (floor.values[round] ?? Number.NaN))
