import { existsSync, readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { openPostgres } from '../../server/platform/database/postgres.ts'
import type { Tables } from '../../server/schema.ts'
import { createClient } from '../harness/client.ts'
import { sendForm } from '../harness/forms.ts'
import { addHouse, addPerson, PASSWORD } from '../harness/people.ts'
import { photograph } from '../harness/pictures.ts'
import { serveIhome } from '../harness/process.ts'
import { createTestDatabaseUrl } from '../harness/site.ts'

const SESSION_SECRET = 'a secret of at least 32 characters'
const AT_ONCE = 12
/** Twelve photographs of 12 megapixels are 430 MB when they are decoded. */
const GROWTH_MB_MAX = 300

const peakMb = (pid: number | undefined) =>
  Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

test.skipIf(!existsSync('/proc/self/status'))(
  'a dozen photographs at once take little more memory than two',
  async () => {
    const DATABASE_URL = await createTestDatabaseUrl()
    const database = openPostgres<Tables>(DATABASE_URL)
    onTestFinished(() => database.close())
    const host = await addPerson(database.kysely)
    const houses = [
      await addHouse(database.kysely, host.id),
      await addHouse(database.kysely, host.id),
    ]
    const serving = await serveIhome({ DATABASE_URL, SESSION_SECRET })
    onTestFinished(async () => void (await serving.stop()))
    const client = createClient(serving.origin)
    await client.post('/sessions', { mobile: host.mobile, password: PASSWORD })

    const bytes = await photograph(4_000, 3_000)
    const sendAll = async (count: number) => {
      const answers = await Promise.all(
        Array.from({ length: count }, (_, n) =>
          sendForm(client, '/houses/image', {
            house_id: String(houses[n % houses.length]),
            house_image: bytes,
          }),
        ),
      )
      expect(answers.map(({ errcode }) => errcode)).toEqual(Array(count).fill('0'))
      return peakMb(serving.child.pid)
    }
    const few = await sendAll(2)
    expect((await sendAll(AT_ONCE)) - few).toBeLessThan(GROWTH_MB_MAX)
  },
)
