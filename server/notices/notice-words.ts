import type { ToldField } from '../../contract/houses.ts'
import type { NoticeKind } from '../../contract/notices.ts'
import type { Language } from '../../rules/language.ts'

/** How the order of a notice stands at this moment: only what holds now is promised or asked for. */
export interface Present {
  /** Until when something is asked of the reader; empty where it no longer is. */
  readonly due: string
  /** The first day has not gone by, and the house is on the list. */
  readonly bookable: boolean
  /** The last day has not gone by. */
  readonly free_again: boolean
  readonly refunded: boolean
}

type Next = (present: Present) => string | false

/** What happened, and what is to be done next, as a guest or a host is told; the stay follows. */
export interface Words {
  readonly guest?: readonly [happened: string, next?: Next]
  readonly host?: readonly [happened: string, next?: Next]
}

const ZH: Readonly<Record<NoticeKind, Words>> = {
  order_placed: {
    host: ['新订单', ({ due }) => due && `请在 ${due} 前接单或拒单，过期将自动取消`],
  },
  order_accepted: {
    guest: ['房东已接单', ({ due }) => due && `请在 ${due} 前支付，过期将自动取消`],
  },
  order_rejected: { guest: ['房东未能接单'] },
  order_canceled: {
    guest: ['房东取消了订单', ({ refunded }) => refunded && '已付款项将全额原路退回'],
    host: ['房客取消了订单', ({ free_again }) => free_again && '所订日期已重新开放'],
  },
  order_expired: {
    guest: ['订单因超时已自动取消', ({ bookable }) => bookable && '可以重新预订'],
    host: ['订单因超时已自动取消', ({ free_again }) => free_again && '所订日期已重新开放'],
  },
  order_paid: {
    guest: ['支付成功', () => '祝您入住愉快'],
    host: ['房客已支付', () => '请准备接待'],
  },
  stay_finished: { guest: ['入住已结束', () => '说说您的感受吧'] },
  order_commented: { host: ['收到新评价', () => '到订单中查看'] },
  order_refunded: { guest: ['退款已完成', () => '款项按原支付方式退回'] },
  house_changed: { guest: ['房东修改了您预订的房屋', () => '入住前请查看最新信息'] },
  calendar_conflict: {
    host: ['其他网站的日历与订单冲突', () => '请核对两边的预订，尽快取消其中一个'],
  },
  feed_failing: {
    host: [
      '其他网站的日历已超过 24 小时无法读取',
      () => '其间那里的新预订不会占用这里的日期，请查看日历同步',
    ],
  },
  change_proposed: {
    guest: ['房东提议变更订单', () => '请到订单中同意或拒绝'],
    host: ['房客提议变更订单', () => '请到订单中同意或拒绝'],
  },
  change_accepted: {
    guest: ['房东同意了变更', () => '需补付的请到订单中支付'],
    host: ['房客同意了变更'],
  },
  change_refused: { guest: ['房东没有同意变更'], host: ['房客没有同意变更'] },
  order_changed: { guest: ['订单已变更'], host: ['订单已变更'] },
  export_ready: { guest: ['您的数据已导出', () => '请在 3 天内到“隐私与数据”下载'] },
  account_leaving: {
    guest: [
      '您的账号将在 7 天后注销',
      () => '在此之前登录即可撤销；若非本人操作，请立即登录并修改密码',
    ],
  },
  message_received: { guest: ['房东发来消息'], host: ['房客发来消息'] },
}

const EN: Readonly<Record<NoticeKind, Words>> = {
  order_placed: {
    host: ['New order', ({ due }) => due && `Accept or decline it before ${due}, or it expires`],
  },
  order_accepted: {
    guest: ['Your order was accepted', ({ due }) => due && `Pay before ${due}, or it expires`],
  },
  order_rejected: { guest: ['The host could not accept your order'] },
  order_canceled: {
    guest: [
      'The host canceled your order',
      ({ refunded }) => refunded && 'All that you paid goes back the way you paid',
    ],
    host: [
      'The guest canceled an order',
      ({ free_again }) => free_again && 'Its days are free again',
    ],
  },
  order_expired: {
    guest: ['Your order expired', ({ bookable }) => bookable && 'You can book again'],
    host: ['An order expired', ({ free_again }) => free_again && 'Its days are free again'],
  },
  order_paid: {
    guest: ['Your payment has arrived', () => 'Have a good stay'],
    host: ['The guest has paid', () => 'Get ready to welcome them'],
  },
  stay_finished: { guest: ['Your stay is over', () => 'Tell others how it was'] },
  order_commented: { host: ['You have a new comment', () => 'Read it in the order'] },
  order_refunded: { guest: ['Your money has gone back', () => 'It comes the way you paid'] },
  house_changed: {
    guest: ['The host changed the house you booked', () => 'Look at it again before you go'],
  },
  calendar_conflict: {
    host: [
      'The calendar of another site conflicts with an order',
      () => 'Look at both bookings and cancel one of them soon',
    ],
  },
  feed_failing: {
    host: [
      'The calendar of another site could not be read for 24 hours',
      () => 'Until it can, what is booked there takes no days here: look at your calendars',
    ],
  },
  change_proposed: {
    guest: ['The host proposes a change of your order', () => 'Accept or refuse it in the order'],
    host: ['The guest proposes a change of an order', () => 'Accept or refuse it in the order'],
  },
  change_accepted: {
    guest: ['The host agreed to the change', () => 'If it costs more, pay in the order'],
    host: ['The guest agreed to the change'],
  },
  change_refused: {
    guest: ['The host did not agree to the change'],
    host: ['The guest did not agree to the change'],
  },
  order_changed: { guest: ['Your order was changed'], host: ['An order was changed'] },
  export_ready: {
    guest: ['The copy of your data is ready', () => 'Download it within 3 days, under Privacy'],
  },
  account_leaving: {
    guest: [
      'Your account will be deleted in 7 days',
      () =>
        'Log in before then to keep it; if this was not you, log in now and change your password',
    ],
  },
  message_received: { guest: ['Message from the host'], host: ['Message from a guest'] },
}

export const FIELDS: Readonly<Record<Language, Readonly<Record<ToldField, string>>>> = {
  zh: {
    title: '标题',
    area: '区域',
    address: '地址',
    room_count: '房间数',
    acreage: '面积',
    unit: '户型',
    capacity: '可住人数',
    beds: '床铺',
    deposit: '押金',
    facilities: '设施',
    check_in: '入住时间',
    check_out: '退房时间',
  },
  en: {
    title: 'title',
    area: 'district',
    address: 'address',
    room_count: 'rooms',
    acreage: 'size',
    unit: 'layout',
    capacity: 'how many it sleeps',
    beds: 'beds',
    deposit: 'deposit',
    facilities: 'facilities',
    check_in: 'check-in time',
    check_out: 'check-out time',
  },
}

export const WORDS = { zh: ZH, en: EN } as const
