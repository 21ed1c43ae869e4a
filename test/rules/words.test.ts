import { describe, expect, test } from 'vitest'
import { dayWords } from '../../rules/day-words.ts'
import {
  amountOf,
  currencyWord,
  fenOf,
  isCurrency,
  moneyText,
  plainMoney,
  typedMoney,
  yuanOf,
} from '../../rules/money.ts'
import { endOfStay, lastOfStay, lengthText, stayWords } from '../../rules/stay-words.ts'

const zh = dayWords('zh', () => '2026-12-01')
const en = dayWords('en', () => '2026-12-01')

describe('days are written as people say them', () => {
  test.each([
    ['2026-12-01', '2026-12-01', '12月1日', '1 Dec'],
    ['2026-12-01', '2026-12-03', '12月1日 – 3日', '1 – 3 Dec'],
    ['2026-11-30', '2026-12-02', '11月30日 – 12月2日', '30 Nov – 2 Dec'],
    ['2026-12-31', '2027-01-02', '2026年12月31日 – 2027年1月2日', '31 Dec 2026 – 2 Jan 2027'],
    ['2027-02-28', '2027-03-01', '2027年2月28日 – 2027年3月1日', '28 Feb – 1 Mar 2027'],
  ])('from %s to %s', (first, last, chinese, english) => {
    expect(zh.daysText(first, last)).toBe(chinese)
    expect(spaced(en.daysText(first, last))).toBe(english)
  })

  test('one by one, with the year where it is another', () => {
    expect([zh.shortDay('2026-12-05'), en.shortDay('2026-12-05')]).toEqual(['12月5日', '5 Dec'])
    expect([zh.shortDay('2027-01-05'), en.shortDay('2027-01-05')]).toEqual([
      '2027年1月5日',
      '5 Jan 2027',
    ])
    expect([zh.dayText('2026-12-05'), en.dayText('2026-12-05')]).toEqual([
      '12月5日周六',
      'Sat 5 Dec',
    ])
    expect([zh.monthText('2026-12'), en.monthText('2026-12')]).toEqual([
      '2026年12月',
      'December 2026',
    ])
  })

  test('with the time of day, to the minute', () => {
    expect(zh.timeText('2026-12-02 18:30:59')).toBe('12月2日 18:30')
    expect(en.timeText('2026-12-02 00:00:00')).toBe('2 Dec 00:00')
  })
})

describe('a stay of 4 to 6 December is written', () => {
  const today = () => '2026-12-01'
  const stay = ['2026-12-04', '2026-12-06'] as const

  test.each([
    ['night', '12月4日 – 7日 · 3 晚', '4 – 7 Dec · 3 nights'],
    ['day', '12月4日 – 6日 · 3 天', '4 – 6 Dec · 3 days'],
  ] as const)('where %ss are counted', (unit, chinese, english) => {
    expect(stayWords('zh', unit, today).stayText(...stay)).toBe(chinese)
    expect(spaced(stayWords('en', unit, today).stayText(...stay))).toBe(english)
  })

  test('one is one, and an end is the end of the same days', () => {
    expect([lengthText('en', 'night', 1), lengthText('zh', 'day', 1)]).toEqual(['1 night', '1 天'])
    for (const unit of ['night', 'day'] as const)
      expect(lastOfStay(unit, endOfStay(unit, '2026-12-31'))).toBe('2026-12-31')
    expect(stayWords('zh', 'night', today).stayDates('2026-12-31', '2026-12-31')).toBe(
      '2026年12月31日 – 2027年1月1日',
    )
  })
})

/** Versions of the tables of languages differ in the kind of space that they put into a range. */
const spaced = (text: string) => text.replace(/\s*–\s*/g, ' – ')

describe('money is written', () => {
  test.each([
    [20_000, '¥200'],
    [167_400, '¥1,674'],
    [123_456_789, '¥1,234,567.89'],
    [50, '¥0.50'],
    [0, '¥0'],
  ])('%d fen for people', (fen, text) => {
    expect(moneyText(fen, 'zh', 'CNY')).toBe(text)
    expect(moneyText(fen, 'en', 'CNY')).toBe(text)
  })

  test.each([
    [20_000, '200.00', '200'],
    [36_850, '368.50', '368.50'],
    [5, '0.05', '0.05'],
  ])('%d fen for machines, and as people type it', (fen, exact, typed) => {
    expect([yuanOf(fen), typedMoney(fen, 'CNY')]).toEqual([exact, typed])
    expect(fenOf(exact)).toBe(fen)
  })

  test.each([
    ['USD', 123_450, '$1,234.50', '1234.50', '1234.50'],
    ['EUR', 36_800, '€368', '368', '368.00'],
    ['JPY', 12_345, '¥12,345', '12345', '12345'],
  ])('in %s, with as many decimals as that has', (currency, amount, text, typed, plain) => {
    expect(moneyText(amount, 'zh', currency)).toBe(text)
    expect(moneyText(amount, 'en', currency)).toBe(text)
    expect([typedMoney(amount, currency), plainMoney(amount, currency)]).toEqual([typed, plain])
    expect(amountOf(plain, currency)).toBe(amount)
  })

  test('is understood as far as its currency goes', () => {
    expect(amountOf('0.07', 'CNY')).toBe(7)
    expect(amountOf(19.99, 'USD')).toBe(1_999)
    expect(amountOf('0.005', 'CNY')).toBeUndefined()
    expect(amountOf('120.5', 'JPY')).toBeUndefined()
    expect(amountOf('1000.00', 'JPY')).toBe(1_000)
    expect(['CNY', 'JPY', 'KWD', 'XXY', 'cny', ''].map(isCurrency)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ])
    expect([currencyWord('CNY', 'zh'), currencyWord('CNY', 'en')]).toEqual(['元', 'CNY'])
  })
})
