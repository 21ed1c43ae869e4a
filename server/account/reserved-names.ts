import { MOBILE_PATTERN } from '../../contract/values.ts'

/** Whoever registers begins with their number as a name, so every number is kept for its owner. */
const MOBILE = new RegExp(MOBILE_PATTERN)
/** What the site calls somebody whose number is another's name. */
const GIVEN = /^用户\d+$/
/** With these in it, a name speaks for the site. */
const OF_THE_SITE = [
  '匿名用户',
  '已注销用户',
  '爱家',
  'ihome',
  '客服',
  '官方',
  '管理员',
  '系统通知',
] as const
const WHOLE: ReadonlySet<string> = new Set([
  'admin',
  'administrator',
  'root',
  'system',
  'support',
  'service',
  'customerservice',
  'helpdesk',
  'official',
  'operator',
  'moderator',
  'anonymous',
  'null',
  'undefined',
  '系统',
  '平台',
  '站长',
  '房东',
  '房客',
])

/** @param look of the name, as the database compares them */
export const isReserved = (look: string): boolean =>
  MOBILE.test(look) ||
  GIVEN.test(look) ||
  WHOLE.has(look) ||
  OF_THE_SITE.some((word) => look.includes(word))
