import { sql } from 'kysely'
import { NO_RULES } from '../../rules/house-rules.ts'

/** When guests may come and must leave, as the rules of a house say it; `houses` names the house. */
export const HOUSE_HOURS = [hourOf('check_in').as('check_in'), hourOf('check_out').as('check_out')]

function hourOf(name: 'check_in' | 'check_out') {
  return sql<string>`coalesce(
    (SELECT rules ->> ${sql.lit(name)} FROM house_rules WHERE house_id = houses.id),
    ${sql.lit(NO_RULES[name])})`
}
