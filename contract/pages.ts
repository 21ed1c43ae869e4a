import type { Language } from './refusals.ts'

/** One page of the web app, as its router and the server have to know it. */
interface PageEntry {
  /** The module below `web/` that draws it, by the component that the file is named after. */
  readonly module: string
  /** The module of what stands around it beside what stands around every page. */
  readonly frame?: string
  /** What the browser's tab and a shared link say, where nothing on the page has a better name. */
  readonly title?: Readonly<Record<Language, string>>
  /** Rooms whose words it shows, beside those of every page. */
  readonly words: readonly string[]
  /** What its address may ask for. */
  readonly query: readonly string[]
  /**
   * GET routes of the API that its first view asks; their answers are sent along. One that ends in
   * `?` is asked with the query of the page's own address.
   */
  readonly reads: readonly string[]
}

const OF_HOSTS = { frame: 'pages/host/host-frame.tsx' } as const

/** Every page of the web app, by its path as the router writes it: any other address is a 404. */
export const PAGE_TABLE = {
  '/': {
    module: 'pages/home/home-page.tsx',
    words: ['pages/home'],
    query: [],
    reads: ['/houses/index', '/areas'],
  },
  '/search': {
    module: 'search/search-page.tsx',
    title: { zh: '全部房源', en: 'All homes' },
    words: ['search', 'houses'],
    query: ['aid', 'sd', 'ed', 'sk', 'price_min', 'price_max', 'capacity', 'facility', 'bbox', 'q'],
    reads: ['/areas', '/facilities', '/houses?'],
  },
  '/houses/$id': {
    module: 'houses/house-page.tsx',
    words: ['houses', 'houses/story', 'reviews', 'ui/dates'],
    query: ['sd', 'ed', 'guests'],
    reads: ['/houses/:id', '/facilities'],
  },
  '/houses/$id/book': {
    module: 'orders/booking/booking-page.tsx',
    title: { zh: '确认预订', en: 'Confirm your booking' },
    words: ['orders/booking', 'houses', 'pricing'],
    query: ['sd', 'ed', 'guests'],
    reads: ['/houses/:id'],
  },
  '/orders': {
    module: 'orders/orders-page.tsx',
    title: { zh: '我的订单', en: 'My orders' },
    words: ['orders', 'reviews'],
    query: ['status'],
    reads: [],
  },
  '/orders/$id': {
    module: 'orders/order-page.tsx',
    title: { zh: '订单', en: 'Order' },
    words: ['orders', 'orders/names', 'reviews', 'houses', 'pricing'],
    query: [],
    reads: [],
  },
  '/orders/$id/receipt': {
    module: 'orders/receipt-page.tsx',
    title: { zh: '收据', en: 'Receipt' },
    words: ['orders', 'houses', 'pricing'],
    query: [],
    reads: [],
  },
  '/orders/$id/pay': {
    module: 'payments/pay-page.tsx',
    title: { zh: '支付订单', en: 'Pay for your booking' },
    words: ['payments', 'orders', 'houses', 'pricing'],
    query: ['provider', 'code'],
    reads: ['/payments/providers'],
  },
  '/payments/return': {
    module: 'payments/return-page.tsx',
    title: { zh: '支付结果', en: 'Your payment' },
    words: ['payments', 'orders'],
    query: [],
    reads: [],
  },
  '/messages': {
    module: 'messages/messages-page.tsx',
    title: { zh: '消息', en: 'Messages' },
    words: ['messages'],
    query: ['role', 'house', 'order'],
    reads: [],
  },
  '/messages/$id': {
    module: 'messages/thread-page.tsx',
    title: { zh: '消息', en: 'Messages' },
    words: ['messages'],
    query: ['role'],
    reads: [],
  },
  '/notices': {
    module: 'notices/notices-page.tsx',
    title: { zh: '通知', en: 'Notices' },
    words: ['notices'],
    query: [],
    reads: [],
  },
  '/favourites': {
    module: 'pages/favourites/favourites-page.tsx',
    title: { zh: '收藏', en: 'Saved homes' },
    words: ['favourites'],
    query: ['list'],
    reads: [],
  },
  '/lists/$token': {
    module: 'pages/favourites/shared-list-page.tsx',
    title: { zh: '共享的收藏夹', en: 'A shared list' },
    words: ['favourites'],
    query: [],
    reads: [],
  },
  '/host': {
    ...OF_HOSTS,
    module: 'pages/host/overview-page.tsx',
    title: { zh: '房东总览', en: 'Overview' },
    words: ['pages/host', 'houses/own', 'orders/host', 'orders'],
    query: ['year'],
    reads: [],
  },
  '/host/houses': {
    ...OF_HOSTS,
    module: 'houses/own/houses-page.tsx',
    title: { zh: '我的房源', en: 'My homes' },
    words: ['pages/host', 'houses/own'],
    query: [],
    reads: [],
  },
  '/host/houses/new': {
    ...OF_HOSTS,
    module: 'houses/own/new-house-page.tsx',
    title: { zh: '发布房源', en: 'List a home' },
    words: ['pages/host', 'houses/own', 'houses/story', 'pictures'],
    query: ['step'],
    reads: ['/areas', '/facilities'],
  },
  '/host/houses/$id': {
    ...OF_HOSTS,
    module: 'houses/own/edit-house-page.tsx',
    title: { zh: '编辑房源', en: 'Edit home' },
    words: ['pages/host', 'houses/own', 'houses/story', 'pictures'],
    query: ['step'],
    reads: ['/areas', '/facilities'],
  },
  '/host/orders': {
    ...OF_HOSTS,
    module: 'orders/host/host-orders-page.tsx',
    title: { zh: '房屋订单', en: 'Bookings' },
    words: ['pages/host', 'orders/host', 'orders'],
    query: ['status'],
    reads: [],
  },
  '/host/calendar': {
    ...OF_HOSTS,
    module: 'availability/calendar-page.tsx',
    title: { zh: '入住日历', en: 'Calendar' },
    words: ['pages/host', 'availability', 'houses', 'houses/own', 'orders', 'pricing'],
    query: ['house', 'month', 'view'],
    reads: [],
  },
  '/account': {
    module: 'account/account-page.tsx',
    title: { zh: '我的账号', en: 'My account' },
    words: ['account'],
    query: [],
    reads: [],
  },
  '/account/verify': {
    module: 'account/verify-page.tsx',
    title: { zh: '实名认证', en: 'Verify your real name' },
    words: ['account'],
    query: ['next'],
    reads: [],
  },
  '/account/security': {
    module: 'account/security/security-page.tsx',
    title: { zh: '登录与安全', en: 'Login and security' },
    words: ['account', 'account/session', 'codes'],
    query: [],
    reads: [],
  },
  '/account/privacy': {
    module: 'account/security/privacy-page.tsx',
    title: { zh: '隐私与数据', en: 'Privacy and data' },
    words: ['account'],
    query: [],
    reads: [],
  },
  '/mail/$action': {
    module: 'account/security/mail-link-page.tsx',
    title: { zh: '邮件', en: 'Mail' },
    words: ['account'],
    query: ['token'],
    reads: [],
  },
  '/password': {
    module: 'account/session/password-page.tsx',
    title: { zh: '找回密码', en: 'Forgotten password' },
    words: ['account/session', 'codes'],
    query: [],
    reads: [],
  },
  '/login': {
    module: 'account/session/login-page.tsx',
    title: { zh: '登录', en: 'Log in' },
    words: ['account/session', 'codes'],
    query: ['next'],
    reads: [],
  },
  '/register': {
    module: 'account/session/register-page.tsx',
    title: { zh: '注册', en: 'Sign up' },
    words: ['account/session', 'codes'],
    query: ['next'],
    reads: [],
  },
  '/terms': {
    module: 'pages/terms/terms-page.tsx',
    title: { zh: '服务条款与个人信息', en: 'Terms and privacy' },
    words: ['pages/terms'],
    query: [],
    reads: [],
  },
} as const satisfies Readonly<Record<string, PageEntry>>

export type PagePath = keyof typeof PAGE_TABLE

/** The pages that have a title of their own. */
export type TitledPath = {
  [Path in PagePath]: (typeof PAGE_TABLE)[Path] extends { title: unknown } ? Path : never
}[PagePath]

export interface Page extends PageEntry {
  /** As the server writes it: parameters as `:name`. */
  readonly path: string
}

export const PAGES: readonly Page[] = Object.entries(PAGE_TABLE).map(([path, page]) => ({
  path: path.replaceAll('$', ':'),
  ...page,
}))

/** How wide the first picture of a page is shown: the same where it is fetched ahead and drawn. */
export const FIRST_PICTURE_SIZES = {
  home: '(min-width: 80rem) 76rem, 100vw',
  search:
    '(min-width: 80rem) 19rem, (min-width: 64rem) 22vw, (min-width: 48rem) 30vw, (min-width: 40rem) 46vw, 94vw',
  house: '(min-width: 80rem) 50rem, (min-width: 48rem) 60vw, 100vw',
} as const
