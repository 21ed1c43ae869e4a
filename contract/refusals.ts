import type { Language } from '../rules/language.ts'
import { MESSAGE_REFUSALS } from './message-refusals.ts'
import { type RefusalText, row } from './refusal-row.ts'
import { TRANSPORT_REFUSALS } from './transport-refusals.ts'

export type { Language }
/**
 * Every way a request can be refused: one row each, the only place its words and codes stand. Those
 * here are what the business answers.
 */
export const REFUSALS = {
  session_required: row('SESSIONERR', 200, '用户未登录', 'Please log in first'),
  no_session: row('SESSIONERR', 200, 'false', 'false'),
  params_missing: row('PARAMERR', 200, '参数不完整', 'Parameters are missing'),
  params_invalid: row('PARAMERR', 200, '参数错误', 'A parameter is not valid'),
  login_wrong: row('DATAERR', 200, '用户名或密码错误', 'Wrong mobile number or password'),
  login_locked: row(
    'REQERR',
    200,
    '错误次数过多，请十分钟后再试',
    'Too many wrong tries; please wait ten minutes',
  ),
  mobile_registered: row(
    'DATAEXIST',
    200,
    '手机号已存在',
    'This mobile number is registered already',
  ),
  image_code_expired: row(
    'NODATA',
    200,
    '图片验证码已失效',
    'The image code has expired; get a new one',
  ),
  image_code_wrong: row('DATAERR', 200, '图片验证码错误', 'The image code is wrong; get a new one'),
  sms_too_soon: row(
    'REQERR',
    200,
    '请求过于频繁，请 60 秒后再试',
    'A code was just sent to this number; wait 60 seconds',
  ),
  sms_day_spent: row(
    'REQERR',
    200,
    '该号码今天获取验证码的次数已达上限',
    'This number had all the codes it can get in a day',
  ),
  sms_hour_spent: row(
    'REQERR',
    200,
    '短信验证码发送繁忙，请一小时后再试',
    'The site has sent all the codes it may in an hour; try again in an hour',
  ),
  sms_code_expired: row(
    'NODATA',
    200,
    '短信验证码已失效',
    'The SMS code has expired; get a new one',
  ),
  sms_code_wrong: row('DATAERR', 200, '短信验证码错误', 'The SMS code is wrong'),
  passwords_differ: row('PARAMERR', 200, '两次密码不一致', 'The two passwords differ'),
  password_common: row(
    'PARAMERR',
    200,
    '密码过于常见，请换一个',
    'This password is one of the most common; choose another',
  ),
  password_wrong: row('PWDERR', 200, '原密码错误', 'The old password is wrong'),
  name_taken: row('DATAEXIST', 200, '用户名已存在', 'This name is taken'),
  name_reserved: row(
    'DATAEXIST',
    200,
    '该用户名为站点保留，请换一个',
    'This name is kept for the site; choose another',
  ),
  // One answer for two reasons: whose id card is in use is for nobody to find out.
  id_card_invalid: row(
    'PARAMERR',
    200,
    '身份证号有误或已被使用，请检查；如确认无误，请联系平台',
    'The id card number is not valid or in use; check its digits, or ask the site',
  ),
  under_age: row('ROLEERR', 200, '须年满 18 周岁', 'Only for people of 18 years and more'),
  auth_tries_spent: row(
    'REQERR',
    200,
    '尝试次数过多，请明天再试',
    'Too many tries; please try again tomorrow',
  ),
  already_verified: row(
    'ROLEERR',
    200,
    '已实名认证，不能修改',
    'Already verified; it cannot be changed',
  ),
  not_verified: row('ROLEERR', 200, '请先实名认证', 'Verify your real name first'),
  area_missing: row('NODATA', 200, '城区不存在', 'There is no such area'),
  facility_missing: row('NODATA', 200, '设施不存在', 'There is no such facility'),
  not_your_house: row('ROLEERR', 200, '不是您的房屋', 'This house is not yours'),
  house_unlisted: row('NODATA', 200, '房屋已下架', 'The house is not listed now'),
  picture_invalid: row(
    'PARAMERR',
    200,
    '不是有效的图片，请上传 JPEG、PNG、WebP 或 AVIF',
    'Not a valid picture; send JPEG, PNG, WebP or AVIF',
  ),
  picture_mixed: row(
    'PARAMERR',
    200,
    '图片中夹带了其他文件或程序，请另存为图片后再上传',
    'The picture has another file or a program in it; save it anew as a picture',
  ),
  picture_broken: row(
    'PARAMERR',
    200,
    '图片已损坏或不完整，请换一张',
    'The picture is broken or not complete; choose another',
  ),
  picture_too_large: row(
    'PARAMERR',
    200,
    '图片像素过多：JPEG 最多 6400 万像素，其他格式最多 4000 万像素，请缩小后再上传',
    'The picture has too many pixels: at most 64 megapixels as JPEG, 40 otherwise; make it smaller',
  ),
  pictures_full: row(
    'PARAMERR',
    200,
    '图片数量已达上限',
    'The house has as many pictures as it may',
  ),
  file_fault: row('IOERR', 200, '文件保存失败，请重试', 'The file could not be kept; try again'),
  dates_invalid: row(
    'PARAMERR',
    200,
    '日期信息有误',
    'The dates are not valid: use YYYY-MM-DD, from today on, the last day not before the first',
  ),
  house_missing: row('NODATA', 200, '房屋不存在', 'There is no such house'),
  operator_required: row('ROLEERR', 200, '没有运营权限', 'Only for operators with that right'),
  second_factor_required: row(
    'ROLEERR',
    200,
    '请先完成第二重验证',
    'Show your second factor first',
  ),
  hold_impossible: row(
    'REQERR',
    200,
    '此订单现在不能暂停或恢复结算',
    'The payout of this order cannot be held or released now',
  ),
  second_factor_missing: row('REQERR', 200, '请先设置第二重验证', 'Set up a second factor first'),
  second_factor_exists: row(
    'DATAEXIST',
    200,
    '第二重验证已设置，需先重置',
    'There is a second factor already; have it reset first',
  ),
  second_factor_wrong: row(
    'DATAERR',
    200,
    '验证码错误或已用过',
    'The code is wrong, or was used before',
  ),
  own_house: row('ROLEERR', 200, '不能预订自己的房屋', 'You cannot book a house of your own'),
  too_many_guests: row(
    'PARAMERR',
    200,
    '入住人数超过房屋的可住人数',
    'The house does not take so many guests; see its capacity',
  ),
  stay_length: row(
    'PARAMERR',
    200,
    '入住天数不符合房屋要求',
    'The house does not take stays of this length',
  ),
  days_held: row(
    'DATAEXIST',
    200,
    '其中有已被占用的日期',
    'Some of these days are held; see data.stays',
  ),
  feed_address_invalid: row(
    'PARAMERR',
    200,
    '日历地址须以 http:// 或 https:// 开头',
    'The address of a calendar must begin with http:// or https://',
  ),
  feeds_full: row(
    'PARAMERR',
    200,
    '每处房屋至多导入 10 个日历',
    'A house takes at most 10 calendars',
  ),
  feed_known: row('DATAEXIST', 200, '已导入过这个日历', 'This calendar is imported already'),
  feed_missing: row('NODATA', 200, '没有这个导入的日历', 'There is no such imported calendar'),
  beyond_window: row(
    'PARAMERR',
    200,
    '日期超出可预订的范围，请选近一些的',
    'These dates are too far ahead to be booked yet; choose nearer ones',
  ),
  too_soon: row(
    'PARAMERR',
    200,
    '这处房屋需要更早预订，请选晚一些的日期',
    'This house must be booked further ahead; choose later dates',
  ),
  no_arrival: row(
    'PARAMERR',
    200,
    '这一天不能入住，请换一个入住日期',
    'Stays cannot begin on this day; choose another one to arrive',
  ),
  no_departure: row(
    'PARAMERR',
    200,
    '这一天不能退房，请换一个退房日期',
    'Guests cannot leave on this day; choose another one to leave',
  ),
  price_changed: row(
    'DATAERR',
    200,
    '价格有变，请确认新的价格',
    'The price has changed; see data.quote, and confirm it',
  ),
  ranges_overlap: row(
    'PARAMERR',
    200,
    '时段之间不能有重叠的日期',
    'Two ranges share days; let one end before the other begins',
  ),
  too_many_open_orders: row(
    'REQERR',
    200,
    '未支付的订单已达上限，请先支付或取消一些',
    'You have as many unpaid orders as the site allows; pay or cancel some first',
  ),
  too_many_same_days: row(
    'REQERR',
    200,
    '这些日期已有多个未支付的订单，请先支付或取消一些',
    'You have several unpaid orders for these days already; pay or cancel some first',
  ),
  too_many_orders: row(
    'REQERR',
    200,
    '下单太频繁，请稍后再试',
    'You have placed many orders within the last hour; try again later',
  ),
  dates_taken: row('DATAEXIST', 200, '订单时间有冲突', 'These dates are already taken'),
  order_missing: row('NODATA', 200, '订单不存在', 'There is no such order'),
  action_invalid: row('REQERR', 200, '操作无效', 'This cannot be done with this order now'),
  written_already: row(
    'DATAEXIST',
    200,
    '已经写过了，48 小时内可以修改',
    'It is written already; within 48 hours it can be edited',
  ),
  edit_too_late: row(
    'REQERR',
    200,
    '已超过 48 小时，不能再修改',
    'More than 48 hours have passed; it cannot be edited any more',
  ),
  review_missing: row('NODATA', 200, '评价不存在', 'There is no such review'),
  own_review: row('ROLEERR', 200, '不能举报自己的评价', 'You cannot report a review of your own'),
  review_reported: row(
    'DATAEXIST',
    200,
    '您已举报过这条评价',
    'You have reported this review already',
  ),
  reports_spent: row(
    'REQERR',
    200,
    '今天的举报次数已达上限',
    'You have made as many reports as one may in a day',
  ),
  list_missing: row('NODATA', 200, '收藏夹不存在', 'There is no such list'),
  list_known: row('DATAEXIST', 200, '已有同名的收藏夹', 'You have a list of this name already'),
  list_default: row(
    'REQERR',
    200,
    '默认收藏夹不能删除',
    'The list that everybody has cannot be deleted',
  ),
  lists_full: row('REQERR', 200, '至多 50 个收藏夹', 'You have as many lists as one may: 50'),
  favourites_full: row(
    'REQERR',
    200,
    '至多收藏 500 处房屋',
    'You have saved as many homes as one may: 500',
  ),
  favourite_missing: row('NODATA', 200, '没有收藏过这处房屋', 'This home is not saved'),
  change_open: row(
    'DATAEXIST',
    200,
    '这笔订单已有一个待处理的变更',
    'A change of this order is under way; answer or withdraw it first',
  ),
  changes_spent: row(
    'REQERR',
    200,
    '这笔订单的变更次数已达上限',
    'This order had as many proposals of a change as it may',
  ),
  names_closed: row(
    'REQERR',
    200,
    '已到入住时间或订单已结束，不能再修改入住人',
    'The guests of this order cannot be named any more: check-in has come, or it has ended',
  ),
  too_many_names: row(
    'PARAMERR',
    200,
    '入住人多于订单的入住人数',
    'More guests are named than the order is for',
  ),
  id_number_invalid: row(
    'PARAMERR',
    200,
    '证件号码有误，请检查',
    'The number of this id is not valid; check its digits',
  ),
  paid_out: row(
    'REQERR',
    200,
    '款项已结算给房东，不能再退还',
    'This money was paid out to the host already',
  ),
  refund_too_large: row(
    'PARAMERR',
    200,
    '退还的金额超过可退的金额',
    'More than can be given back; see data.problem',
  ),
  payment_unverified: row(
    'DATAERR',
    200,
    '支付结果验证失败',
    'The payment could not be verified; look at your order',
  ),
  payment_missing: row('NODATA', 200, '支付不存在', 'There is no such payment'),
  provider_away: row(
    'THIRDERR',
    200,
    '支付渠道暂时不可用，请稍后再试',
    'The payment provider cannot be reached; try again later',
  ),
  session_missing: row(
    'NODATA',
    200,
    '没有这个会话，可能已退出',
    'There is no such session; it may have ended',
  ),
  passkey_invalid: row(
    'LOGINERR',
    200,
    '通行密钥验证失败，请重试或改用其他方式',
    'The passkey could not be verified; try again or use another way',
  ),
  passkey_missing: row('NODATA', 200, '没有这个通行密钥', 'There is no such passkey'),
  passkeys_full: row('REQERR', 200, '通行密钥最多 10 个', 'An account has at most 10 passkeys'),
  mail_off: row('REQERR', 200, '本站未开通邮件', 'This site sends no mail'),
  mails_spent: row(
    'REQERR',
    200,
    '今天发送确认邮件的次数已达上限',
    'No more confirmation mails today; try again tomorrow',
  ),
  mail_link_expired: row(
    'NODATA',
    200,
    '链接无效或已失效',
    'This link is not valid, or not any more',
  ),
  account_in_use: row(
    'REQERR',
    200,
    '还有未了结的入住或款项，暂不能注销，见 data.holds',
    'A stay or money is still open, so the account cannot be deleted yet; see data.holds',
  ),
  export_too_soon: row(
    'REQERR',
    200,
    '已有一份在制作或今天已导出多次，请稍后再试',
    'A copy is being made, or you had several today; try again later',
  ),
  export_missing: row(
    'NODATA',
    200,
    '没有这份导出或已过期',
    'There is no such copy, or it is gone',
  ),
  cross_site: row(
    'REQERR',
    200,
    '非法请求：来自其他网站',
    'Refused: the request was sent by another site',
  ),
  ...MESSAGE_REFUSALS,
  ...TRANSPORT_REFUSALS,
} as const satisfies Record<string, RefusalText>

export type RefusalName = keyof typeof REFUSALS

/** What was wrong with one field of the request, and what it should be. */
export interface FieldProblem {
  readonly field: string
  readonly problem: string
}

/** What else a refusal says, as `data`: which field was wrong, or what stands in the way. */
export type RefusalData =
  | FieldProblem
  | { readonly stays: readonly object[] }
  | { readonly quote: object }
  | { readonly holds: readonly object[] }

/** Thrown by a use case that declines; the HTTP layer turns it into the contract's envelope. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly refusal: RefusalName
  readonly detail: RefusalData | undefined

  constructor(refusal: RefusalName, detail?: RefusalData) {
    super(refusal)
    this.refusal = refusal
    this.detail = detail
  }
}

/** Why a picture that somebody sent is refused, each for its own cause. */
export const PICTURE_REFUSALS = [
  'picture_invalid',
  'picture_mixed',
  'picture_broken',
  'picture_too_large',
] as const satisfies readonly RefusalName[]
