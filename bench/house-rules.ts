import type pg from 'pg'
import { NO_RULES } from '../rules/house-rules.ts'

/** What a host who sets much says: weekends, seasons, single days, discounts, notice and window. */
const dayAhead = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

const MANY_RULES = {
  ...NO_RULES,
  weekdays: [5, 6].map((weekday) => ({ weekday, price: 26_800 })),
  ranges: Array.from({ length: 8 }, (_, season) => ({
    name: `season ${season}`,
    start_date: dayAhead(30 + season * 40),
    end_date: dayAhead(50 + season * 40),
    price: 30_000 + season * 1_000,
    min_days: 1,
  })),
  days: Array.from({ length: 30 }, (_, day) => ({ date: dayAhead(20 + day * 11), price: 33_300 })),
  week_percent: 10,
  month_percent: 20,
  early_bird: { days: 60, percent: 5 },
  cutoff_hour: 20,
  window_days: 3_000,
}

/** Gives every `each`th house rules; what the database makes of them is computed once for all. */
export async function addRules(client: pg.ClientBase, each: number): Promise<void> {
  const rules = JSON.stringify(MANY_RULES)
  await client.query('SET session_replication_role = replica')
  await client.query(
    `INSERT INTO house_rules (house_id, rules, author_id, changed_at)
    SELECT id, $1::jsonb, host_id, now() FROM houses WHERE id % $2::integer = 0`,
    [rules, each],
  )
  await client.query(
    `INSERT INTO stay_limits
    SELECT of_house.* FROM stay_limits_of(0, $1::jsonb) AS limits, houses,
      jsonb_populate_record(limits, jsonb_build_object('house_id', houses.id)) AS of_house
    WHERE houses.id % $2::integer = 0`,
    [rules, each],
  )
  await client.query('RESET session_replication_role')
  await client.query('UPDATE houses SET terms_version = 1 WHERE id % $1::integer = 0', [each])
  await client.query('VACUUM ANALYZE house_rules, houses, stay_limits')
}
