import type { Language } from '../../../contract/refusals.ts'

/** What can be wrong with a feed, in words for its host: what it is and what to do. */
const FAULTS = {
  address_invalid: {
    zh: '地址须以 http:// 或 https:// 开头',
    en: 'The address must begin with http:// or https://',
  },
  address_private: {
    zh: '地址位于内部网络，不能读取',
    en: 'The address is inside a private network and cannot be read',
  },
  name_unknown: {
    zh: '找不到这个网站，请检查地址',
    en: 'There is no site of that name; check the address',
  },
  unreachable: {
    zh: '暂时无法连接对方网站',
    en: 'The other site could not be reached',
  },
  answered_error: {
    zh: '对方网站返回了错误，请重新复制日历地址',
    en: 'The other site answered with an error; copy the calendar address again',
  },
  too_many_redirects: {
    zh: '地址跳转次数过多',
    en: 'The address leads on too many times',
  },
  too_slow: { zh: '对方网站响应过慢', en: 'The other site took too long' },
  too_large: { zh: '日历文件过大', en: 'The calendar is too large' },
  packed_unknown: {
    zh: '日历的压缩方式无法识别',
    en: 'The calendar is packed in an unknown way',
  },
  not_a_calendar: {
    zh: '该地址不是日历（iCal）文件，请复制“导出日历”的地址',
    en: 'The address is not a calendar (iCal); copy the address of “export calendar”',
  },
  cut_off: { zh: '日历文件不完整', en: 'The calendar is cut off' },
  malformed: { zh: '日历文件格式有误', en: 'The calendar is malformed' },
  too_many_events: { zh: '日历中的事件过多', en: 'The calendar has too many events' },
  too_many_occurrences: {
    zh: '日历中的重复事件过于频繁',
    en: 'Recurring events of the calendar repeat too often',
  },
  too_hard: {
    zh: '日历过于复杂，无法读取',
    en: 'The calendar is too complicated to be read',
  },
  event_without_start: {
    zh: '日历中有事件没有开始日期',
    en: 'An event of the calendar has no beginning',
  },
  event_without_day: {
    zh: '日历中有事件的日期不存在',
    en: 'An event of the calendar is on a day that does not exist',
  },
  event_too_far: {
    zh: '日历中有事件的年份有误',
    en: 'An event of the calendar is in a year that makes no sense',
  },
  event_backwards: {
    zh: '日历中有事件的结束早于开始',
    en: 'An event of the calendar ends before it begins',
  },
  suddenly_empty: {
    zh: '日历中的日期突然几乎全部消失，下次读取仍如此时才会释放',
    en: 'Most days of the calendar vanished at once; they are freed if it says so again',
  },
} as const

/** Characters of what a feed said itself. */
const DETAIL_MAX = 200

export type FeedFault = keyof typeof FAULTS

/** Why a feed cannot be used. Nothing of such a feed is taken: the last good state holds. */
export class UnreadableFeed extends Error {
  override readonly name = 'UnreadableFeed'
  readonly fault: FeedFault
  readonly detail: string

  constructor(fault: FeedFault, detail = '') {
    const told = detail.slice(0, DETAIL_MAX)
    super(told ? `${fault}: ${told}` : fault)
    this.fault = fault
    this.detail = told
  }
}

/** The words for a fault as it is kept, `fault` or `fault: detail`; '' where there is none. */
export function describeFault(kept: string, language: Language): string {
  if (kept === '') return ''
  const [fault = '', ...detail] = kept.split(': ')
  const words = Object.hasOwn(FAULTS, fault) ? FAULTS[fault as FeedFault][language] : fault
  if (detail.length === 0) return words
  const more = detail.join(': ')
  return language === 'en' ? `${words} (${more})` : `${words}（${more}）`
}
