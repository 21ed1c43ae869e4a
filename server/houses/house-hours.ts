import { sql } from 'kysely'
import { NO_RULES } from '../../rules/house-rules.ts'

const hourOf = (name: 'check_in' | 'check_out', rules: string) =>
  `coalesce(${rules} ->> '${name}', '${NO_RULES[name]}')`

const OF_HOUSES = '(SELECT rules FROM house_rules WHERE house_id = houses.id)'

/** When guests may come and must leave, as the rules of a house say it; `houses` names the house. */
export const HOUSE_HOURS = [
  sql.raw<string>(hourOf('check_in', OF_HOUSES)).as('check_in'),
  sql.raw<string>(hourOf('check_out', OF_HOUSES)).as('check_out'),
]

/** The same as a row `hours` beside a house, for statements that are written whole. */
export const hoursOfHouse = (house_id: string) => `
  LEFT JOIN LATERAL (SELECT rules FROM house_rules WHERE house_id = ${house_id} LIMIT 1) AS r ON true
  CROSS JOIN LATERAL (
    SELECT ${hourOf('check_in', 'r.rules')} AS check_in, ${hourOf('check_out', 'r.rules')} AS check_out
  ) AS hours`
