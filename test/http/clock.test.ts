import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createClock } from '../../server/platform/database/clock.ts'

const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'UTC']

test('moments are written as the zone has them, around changes of clock too', () => {
  const minute = fc.integer({
    min: Date.UTC(1990, 0, 1) / 60_000,
    max: Date.UTC(2040, 0, 1) / 60_000,
  })
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), minute, fc.integer({ min: 0, max: 59_999 }), written),
    { numRuns: 2_000 },
  )
  // Berlin's clock goes from 01:59:59 to 03:00:00, and back from 02:59:59 to 02:00:00.
  const berlin = createClock('Europe/Berlin')
  const at = (text: string) => berlin.format(new Date(text))
  expect(at('2026-03-29T00:59:59Z')).toBe('2026-03-29 01:59:59')
  expect(at('2026-03-29T01:00:00Z')).toBe('2026-03-29 03:00:00')
  expect(at('2026-10-25T00:59:59Z')).toBe('2026-10-25 02:59:59')
  expect(at('2026-10-25T01:00:00Z')).toBe('2026-10-25 02:00:00')
})

const CLOCKS = new Map(ZONES.map((zone) => [zone, createClock(zone)]))
const BY_INTL = new Map(
  ZONES.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }),
  ]),
)

function written(zone: string, minute: number, ms: number): void {
  const instant = new Date(minute * 60_000 + ms)
  expect(CLOCKS.get(zone)?.format(instant)).toBe(BY_INTL.get(zone)?.format(instant))
}
