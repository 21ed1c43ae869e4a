import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { API_PREFIX } from '../contract/route.ts'
import type { Fixture } from './fixture.ts'
import type { LoadResult } from './load.ts'
import { runLoad } from './run-load.ts'
import { type Server, startDetailBaseline } from './server.ts'
import { CONNECTIONS, HOUSE_IDS } from './slots.ts'

const HOUSES = 500
const WARM_UP_SECONDS = 3

export interface DetailRound {
  readonly detail: LoadResult
  readonly bare: LoadResult
}

/**
 * The pages of some houses, as visitors read them, beside a bare route that answers one of them;
 * in turn, so that neither has the machine to itself.
 */
export async function measureDetail(
  fixture: Fixture,
  server: Server,
  { seconds, rounds }: { readonly seconds: number; readonly rounds: number },
): Promise<DetailRound[]> {
  await fixture.clear()
  await fixture.addHouseDetails(HOUSES)
  const paths = Array.from(
    { length: HOUSES },
    (_, index) => `${API_PREFIX}/houses/${HOUSE_IDS.first + index}`,
  )
  const baseline = await startBaselineWith(await readText(server.port, paths[0] ?? ''))
  const cookies = Array.from({ length: CONNECTIONS }, () => '')
  const load = ({ port }: Server, seconds: number) =>
    runLoad({ port, seconds, cookies, what: { paths } })
  try {
    for (const side of [server, baseline.server]) await load(side, WARM_UP_SECONDS)
    const measured: DetailRound[] = []
    for (let round = 0; round < rounds; round += 1)
      measured.push({
        bare: await load(baseline.server, seconds),
        detail: await load(server, seconds),
      })
    return measured
  } finally {
    await baseline.stop()
  }
}

const readText = async (port: number, path: string) =>
  (await fetch(`http://127.0.0.1:${port}${path}`)).text()

async function startBaselineWith(text: string) {
  const directory = mkdtempSync(join(tmpdir(), 'ihome-bench-'))
  const file = join(directory, 'answer.json')
  writeFileSync(file, text)
  const server = await startDetailBaseline(file)
  const stop = async () => {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
  return { server, stop }
}
