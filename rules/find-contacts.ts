import type { ContactKind } from './contact-kinds.ts'
import { type PlainText, readPlainly } from './read-plainly.ts'

interface Contact {
  readonly kind: ContactKind
  /** Where it begins and ends in the text, in UTF-16 units. */
  readonly from: number
  readonly to: number
}

/** What may stand between two digits of one number. */
const GAP = '[\\s.·・。,，、\\-–—_~*/\\\\|()（）\\[\\]…+]{0,4}'
const digits = (min: number, max: number) => `\\d(?:${GAP}\\d){${min - 1},${max - 1}}`

const SPELT = '(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)'

/** Looked for where digits in Chinese are digits. */
const NUMBERS: readonly [ContactKind, RegExp][] = [
  // A mobile number of the mainland, however it is spaced.
  [
    'phone',
    new RegExp(`(?<!\\d)(?:(?:\\+|00)?86${GAP})?1${GAP}[3-9](?:${GAP}\\d){9}(?!\\d)`, 'gu'),
  ],
  // With the sign or the zeros of another country; then of a town.
  ['phone', new RegExp(`(?:\\+|(?<!\\d)00)[1-9](?:${GAP}\\d){6,13}(?!\\d)`, 'gu')],
  ['phone', /(?<!\d)\(?0\d{2,3}\)?[\s-]{0,2}\d{7,8}(?!\d)/gu],
  ['phone', /(?<!\d)\(?[2-9]\d{2}\)?[-. ]{1,2}\d{3}[-. ]\d{4}(?!\d)/gu],
  // So long is no price and no date.
  ['phone', /(?<!\d)\d{9,19}(?!\d)/gu],
  [
    'phone',
    new RegExp(
      `(?<=(?:电话|手机|座机|致电|tel|phone|mobile|call)[^\\d\\n]{0,8})(?!20\\d\\d[-/.年])${digits(7, 15)}`,
      'gu',
    ),
  ],
  // An account by its number.
  [
    'account',
    new RegExp(
      `(?<=(?:微信|薇信|威信|徽信|v信|維信|wechat|weixin|(?<![a-z])[wv]x|qq|扣扣|q号|telegram|whatsapp|(?<![a-z])line)[^\\d\\n]{0,6})${digits(5, 15)}`,
      'gu',
    ),
  ],
]

const AT = '\\s?(?:@|[\\[({<【]\\s?(?:at|@)\\s?[\\])}>】]|艾特|圈a|(?<=\\s)at(?=\\s))\\s?'
const DOT = '\\s?(?:\\.|。|点|[\\[({<【]\\s?(?:dot|点|\\.)\\s?[\\])}>】]|(?<=\\s)dot(?=\\s))\\s?'
const MAILERS = '(?:qq|163|126|139|189|gmail|foxmail|outlook|hotmail|icloud|yahoo|sina|sohu|aliyun)'
const ENDINGS =
  '(?:com|cn|net|org|io|me|cc|top|xyz|info|co|app|site|link|vip|shop|club|tech|dev|hk|tw|online|wang|ltd|pro|eu|de|uk|fr|jp|us)'

const ACCOUNT = '[a-z][a-z0-9_-]{4,19}'
const MESSENGERS =
  '(?:[微薇威徽维]\\s{0,3}信|v\\s?信|[➕+加]\\s?v|(?<![a-z])v\\s?[❤♥💬]|we\\s?chat|weixin|(?<![a-z])w\\s?x|(?<![a-z])v\\s?x|(?<![a-z])qq|扣扣|telegram|whatsapp|(?<![a-z])line)'

/** Of a house, as figures or in Chinese. */
const COUNT = '[\\d一二三四五六七八九十百零〇]'

const LETTERS: readonly [ContactKind, RegExp][] = [
  ['email', new RegExp(`[a-z0-9][a-z0-9._%+-]{0,63}${AT}[a-z0-9-]+(?:${DOT}[a-z0-9-]{2,})+`, 'gu')],
  ['email', new RegExp(`[a-z0-9][a-z0-9._%+-]{0,63}${AT}${MAILERS}(?![a-z])`, 'gu')],
  ['link', /(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.)[^\s<>，。；）】]+/gu],
  [
    'link',
    new RegExp(
      `(?<![a-z0-9@.-])(?:[a-z0-9-]{2,63}${DOT}){1,4}${ENDINGS}(?![a-z0-9])(?:[/?#:][^\\s<>，。；）】]*)?`,
      'gu',
    ),
  ],
  // Said to be one, or looking like one with its digit or its line.
  [
    'account',
    new RegExp(`(?<=${MESSENGERS}\\s?(?:号|號|账号|id)?\\s?[:：=是为]\\s?)${ACCOUNT}`, 'gu'),
  ],
  ['account', new RegExp(`(?<=${MESSENGERS}\\s?(?:号|號|账号)\\s?)${ACCOUNT}`, 'gu')],
  [
    'account',
    new RegExp(
      `(?<=${MESSENGERS}[^a-z0-9\\n]{0,6}(?:(?:id|is|my|me|to)[^a-z0-9\\n]{1,3}){0,2})(?=[a-z_-]*[0-9_])${ACCOUNT}`,
      'gu',
    ),
  ],
  [
    'account',
    new RegExp(
      `(?<![a-z0-9])(?=[a-z_-]*[0-9_])${ACCOUNT}(?=\\s?(?:就?是)?我?的?\\s?${MESSENGERS})`,
      'gu',
    ),
  ],
  [
    'address',
    new RegExp(
      `[\\p{sc=Han}a-z0-9]{0,8}(?:路|街|大街|大道|巷|胡同|弄|沿|条|村|小区)\\s?[甲乙丙丁]?${COUNT}{1,6}\\s?[号號弄](?:院|楼)?(?:[\\s,，-]?[\\da-z一二三四五六七八九十甲乙东西南北]{1,6}\\s?(?:号楼|號樓|栋|幢|座|楼|单元|门|层|室|号))*`,
      'gu',
    ),
  ],
  [
    'address',
    new RegExp(
      `${COUNT}{1,4}\\s?(?:号楼|栋|幢|座)[\\s,，-]?(?:[\\da-z一二三四五六七八九十]{1,4}\\s?单元[\\s,，-]?)?\\d{2,5}\\s?(?:室|号|房)?`,
      'gu',
    ),
  ],
  [
    'address',
    /(?<![\d¥])\d{1,5}[a-z]?,?\s(?:(?!(?:the|a|to|from|minutes?|mins?|meters?|km|steps?|of|on|in)\s)[a-z'-]{2,20}\s){1,3}(?:street|road|avenue|lane|drive|boulevard|alley|hutong|st\.|rd\.|ave\.|blvd\.)(?![a-z])/gu,
  ],
]

/** Every contact in a text, by where it begins. */
export function findContacts(written: string): Contact[] {
  const numerals = readPlainly(written, { numerals: true })
  const letters = readPlainly(written)
  const found = [...match(numerals, NUMBERS), ...match(letters, LETTERS), ...matchSpelt(letters)]
  return found.sort((one, other) => one.from - other.from || other.to - one.to)
}

const match = (
  { text, places }: PlainText,
  patterns: readonly [ContactKind, RegExp][],
): Contact[] =>
  patterns.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({
      kind,
      from: places[index] as number,
      to: places[index + length] as number,
    })),
  )

const SPELT_NUMBER = new RegExp(`(?<![a-z])${SPELT}(?:[\\s,.-]{0,3}${SPELT}){6,}(?![a-z])`, 'gu')

const matchSpelt = (letters: PlainText): Contact[] => match(letters, [['phone', SPELT_NUMBER]])
