import type { Language } from '../../../contract/refusals.ts'

/** What the cashier can find a payment to be. */
export type CashierState = 'open' | 'paid' | 'closed' | 'over' | 'missing'

export interface CashierView {
  readonly state: CashierState
  readonly language: Language
  /** Where the other language is. */
  readonly other_url: string
  readonly payment?: {
    readonly out_trade_no: string
    /** As people read it. */
    readonly amount: string
    readonly title: string
    /** Its days, for reading. */
    readonly stay: string
    /** The last moment to pay, for reading; empty where there is none. */
    readonly until: string
    /** Signed, back to the site. */
    readonly return_url: string
  }
}

const WORDS = {
  zh: {
    lang: 'zh-CN',
    title: '收银台',
    site: '爱家租房',
    kind: '沙箱收银台',
    amount: '支付金额',
    house: '房屋',
    stay: '入住',
    until: '请在此时间前支付',
    trade: '商户单号',
    pay: '确认支付',
    fail: '模拟支付失败',
    close: '关闭支付',
    back: '返回爱家租房',
    note: '这是演示用的收银台，不会真正扣款。',
    other: 'English',
    other_lang: 'en',
    states: {
      paid: ['支付成功', '这笔订单已经支付，无需重复付款。'],
      closed: ['支付已关闭', '如仍需支付，请回到订单重新发起。'],
      over: ['无需支付', '订单已结束，无法继续支付。'],
      missing: ['支付不存在', '请回到订单重新发起支付。'],
    },
  },
  en: {
    lang: 'en',
    title: 'Checkout',
    site: 'ihome 爱家租房',
    kind: 'Sandbox checkout',
    amount: 'Amount to pay',
    house: 'House',
    stay: 'Stay',
    until: 'Pay before',
    trade: 'Reference',
    pay: 'Pay now',
    fail: 'Let it fail',
    close: 'Close payment',
    back: 'Back to ihome',
    note: 'This checkout is for demonstration: no money is taken.',
    other: '中文',
    other_lang: 'zh-CN',
    states: {
      paid: ['Paid', 'This order is paid; there is nothing left to pay.'],
      closed: ['Payment closed', 'To pay after all, start again from your order.'],
      over: ['Nothing to pay', 'This order has ended and cannot be paid any more.'],
      missing: ['No such payment', 'Go back to your order and start the payment again.'],
    },
  },
} as const

type Words = (typeof WORDS)[Language]

export function cashierPage({ state, language, other_url, payment }: CashierView): string {
  const words = WORDS[language]
  const middle =
    state === 'open' && payment ? askToPay(payment, words, language) : tell(state, payment, words)
  return `<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="robots" content="noindex">
<title>${words.title} · ${words.site}</title>
<link rel="stylesheet" href="/sandbox/cashier.css">
</head>
<body>
<main>
<header><span class="badge" aria-hidden="true">爱</span>
<div><div class="site">${words.site}</div><div class="kind">${words.kind}</div></div></header>
<section class="card">
${middle}
</section>
<p class="note">${words.note}</p>
<p class="languages"><a href="${inHtml(other_url)}" hreflang="${words.other_lang}" lang="${words.other_lang}">${words.other}</a></p>
</main>
</body>
</html>
`
}

type Payment = NonNullable<CashierView['payment']>

const askToPay = (payment: Payment, words: Words, language: Language) => `
<h1>${words.amount}</h1>
<p class="amount">${payment.amount}</p>
<dl>
${row(words.house, payment.title)}
${row(words.stay, payment.stay)}
${payment.until ? row(words.until, payment.until) : ''}
${row(words.trade, payment.out_trade_no)}
</dl>
<form method="post" action="/sandbox/cashier">
<input type="hidden" name="out_trade_no" value="${inHtml(payment.out_trade_no)}">
<input type="hidden" name="lang" value="${language}">
<button class="pay" name="action" value="pay">${words.pay} ${payment.amount}</button>
<button class="fail" name="action" value="fail">${words.fail}</button>
<button name="action" value="close">${words.close}</button>
</form>`

function tell(state: CashierState, payment: Payment | undefined, words: Words): string {
  const [title, what] = words.states[state === 'open' ? 'missing' : state]
  const back = payment?.return_url ?? '/'
  return `
<h1 class="state${state === 'paid' ? ' good' : ''}">${title}</h1>
<p class="tell">${what}</p>
<a class="button" href="${inHtml(back)}">${words.back}</a>`
}

const row = (name: string, value: string) => `<div><dt>${name}</dt><dd>${inHtml(value)}</dd></div>`

const inHtml = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
