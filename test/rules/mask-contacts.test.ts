import { describe, expect, test } from 'vitest'
import { MASK, maskContacts } from '../../rules/mask-contacts.ts'

const HIDDEN = {
  phone: [
    '我的电话13800138000',
    '1 3 8 0 0 1 3 8 0 0 0',
    '１３８００１３８０００ 打我',
    '138.0013.8000',
    '1·3·8·0·0·1·3·8·0·0·0',
    '一三八零零一三八零零零',
    '幺三八，零零幺三，八零零零',
    '壹叁捌00壹叁捌000',
    '+86 138-0013-8000',
    '1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣',
    '①③⑧00①③8000',
    '1\u200b38\u200b00138000',
    '+1 415 555 2671',
    'call 415-555-2671',
    '010-66551234',
    '座机 66551234',
    'one three eight zero zero one three eight zero zero zero',
  ],
  email: [
    'me@example.com',
    'me [at] example [dot] com',
    'me at example dot com',
    'abc艾特qq点com',
    'ａｂｃ＠ｑｑ．ｃｏｍ',
    'abc@qq',
  ],
  link: [
    'https://evil.example/x?y=1',
    'www.evil.cn',
    'evil点com',
    'go to evil.com/rooms/1',
    'javascript://%0aalert(1)',
    'weixin://dl/chat?x',
  ],
  account: [
    '加我微信 abc_12345',
    '微信：liming',
    '微信号 liming',
    'wechat: liming88',
    'my wechat is liming88',
    'vx:abc12345',
    '加v abc12345',
    'V❤️ abc12345',
    '薇信 liming1',
    '微  信：abcdef',
    'QQ 12345678',
    'qq：1 2 3 4 5 6 7',
    'abc_123 是我的微信',
  ],
  address: [
    '后海北沿12号',
    '就在鼓楼东大街甲5号院3号楼2单元501',
    '鼓楼东大街十二号',
    '3号楼2单元501室',
    '12 Drum Tower Street',
  ],
} as const

const KEPT = [
  '入住 2027-05-01 到 2027-05-03，两位大人一个孩子',
  '2027-05-13, 2027-06-14, 2027-07-15',
  '价格是 ¥1,104 吗？三晚',
  '请问15:00可以入住吗，12:00退房',
  '我们5月1号到，3号走',
  '微信支付可以吗',
  'Is WeChat payment ok?',
  '离地铁站 500 米，步行10分钟',
  '10 minutes to the road',
  '一室一厅，可住2人',
  '订单 1024',
  'My flight is CA1234 at 18:30',
  '这里3号入住方便吗',
  '2026-11-30 18:30:00',
  '谢谢 😀😀',
  'شكرا جزيلا',
  'line 2 of the subway',
  '房间 301 有空调吗',
]

describe.each(Object.entries(HIDDEN))('%s', (kind, texts) => {
  test.each(texts)('is hidden in %s', (text) => {
    const { text: shown, masked } = maskContacts(text)
    expect(masked).toContain(kind)
    expect(shown).toContain(MASK)
    expect(maskContacts(shown).masked).toEqual([])
  })
})

test.each(KEPT)('%s is left as it is', (text) => {
  expect(maskContacts(text)).toEqual({ text, masked: [] })
})

test('only what is hidden goes, and what stands around it stays as it was written', () => {
  expect(maskContacts('好的！电话 １３８ ００１３ ８０００，微信 liming_1。明天见 👋🏽')).toEqual({
    text: '好的！电话 ＊＊＊，微信 ＊＊＊。明天见 👋🏽',
    masked: ['phone', 'account'],
  })
})
