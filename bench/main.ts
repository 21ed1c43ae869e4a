// How fast orders are placed over HTTP, beside what the database does with the same rows when
// pgbench writes them; how fast what people read most is answered, beside a bare route that sends the
// same bytes; what a server takes of the machine; what others do. Only the ratios travel to other
// machines. Flags: --only with some of the parts, --seconds of each run, --rounds, and --json with a
// file for all that was measured.
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { startPostgres } from '../test/harness/postgres-server.ts'
import type { Bench, Figure } from './figures.ts'
import { prepareFixture } from './fixture.ts'
import { measureHot } from './hot.ts'
import { measureOverload } from './overload.ts'
import { measurePeers } from './peers/peers.ts'
import { requirePgbench } from './pgbench.ts'
import { measurePlacing } from './place.ts'
import { measureReads } from './reads.ts'
import { type Measured, report } from './report.ts'
import { startIhome } from './server.ts'
import { measureSeveral } from './several.ts'
import { CONNECTIONS_MAX } from './slots.ts'
import { measureStart } from './start.ts'

const PARTS = {
  place: measurePlacing,
  hot: measureHot,
  reads: measureReads,
  start: measureStart,
  several: measureSeveral,
  overload: measureOverload,
  peers: measurePeers,
} as const satisfies Record<string, (bench: Bench) => Promise<Figure[]>>
type Part = keyof typeof PARTS

async function main(): Promise<void> {
  const { parts, seconds, rounds, json } = readFlags()
  requirePgbench()
  const postgres = await startPostgres()
  const url = postgres.url(await postgres.createDatabase())
  const fixture = await prepareFixture(url)
  const server = await startIhome(url)
  try {
    const cookies = await fixture.openSessions(CONNECTIONS_MAX)
    const figures: Figure[] = []
    for (const part of parts) {
      console.error(`bench: ${part}`)
      figures.push(...(await PARTS[part]({ fixture, server, url, seconds, rounds, cookies })))
    }
    const measured: Measured = {
      postgres_version: fixture.version,
      node_version: process.versions.node,
      cores: availableParallelism(),
      seconds,
      rounds,
      figures,
    }
    if (json) writeFileSync(json, `${JSON.stringify(measured, undefined, 2)}\n`)
    report(measured)
  } finally {
    await server.stop()
    await fixture.close()
    await postgres.stop()
  }
}

function readFlags() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: Object.keys(PARTS).join(',') },
      seconds: { type: 'string', default: '4' },
      rounds: { type: 'string', default: '5' },
      json: { type: 'string' },
    },
  })
  const read = (name: 'seconds' | 'rounds') => {
    const number = Number(values[name])
    if (Number.isInteger(number) && number >= 1) return number
    throw new Error(`--${name} is "${values[name]}"; it must be a whole number from 1`)
  }
  const parts = values.only.split(',').map((name) => {
    if (Object.hasOwn(PARTS, name)) return name as Part
    throw new Error(`--only has "${name}"; there are ${Object.keys(PARTS).join(', ')}`)
  })
  return { parts, seconds: read('seconds'), rounds: read('rounds'), json: values.json }
}

await main()
