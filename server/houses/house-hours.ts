import { sql } from 'kysely'
import { NO_RULES } from '../../rules/house-rules.ts'

const hourOf = (name: 'check_in' | 'check_out') => `coalesce(
  (SELECT rules ->> '${name}' FROM house_rules WHERE house_id = houses.id), '${NO_RULES[name]}')`

/** When guests may come and must leave, as the rules of a house say it; `houses` names the house. */
export const HOURS_OF_HOUSE = { check_in: hourOf('check_in'), check_out: hourOf('check_out') }

export const HOUSE_HOURS = [
  sql.raw<string>(HOURS_OF_HOUSE.check_in).as('check_in'),
  sql.raw<string>(HOURS_OF_HOUSE.check_out).as('check_out'),
]
