import type { Static } from 'typebox'
import type { FullHouse } from '../../contract/houses.ts'
import { FIRST_PICTURE_SIZES } from '../../contract/pages.ts'
import type { Language } from '../../contract/refusals.ts'
import type { listMostBooked } from '../../contract/search.ts'
import { moneyText } from '../../rules/money.ts'
import { type StayUnit, unitText } from '../../rules/stay-words.ts'

const SITE = { zh: '爱家租房', en: 'ihome' } as const
const TAGLINE = {
  zh: '短租民宿，订到的每一晚都留给您',
  en: 'Short stays where every night you book is yours',
} as const
const DESCRIPTION = {
  zh: '在爱家租房按城区和日期找短租民宿，看得见空闲日期和总价，下单即锁定，不会重复预订。',
  en: 'Find short stays by area and dates on ihome: free days and total prices at a glance, and a night is never sold twice.',
} as const

/** What search engines and shared links show of a page, and what is fetched ahead of it. */
export interface PageHead {
  readonly title: string
  readonly description: string
  readonly image?: string
  readonly preload?: { readonly srcset: string; readonly sizes: string }
}

type House = Static<typeof FullHouse>
type Basic = Static<(typeof listMostBooked)['data']>[number]

export function siteHead(
  language: Language,
  title?: string,
  houses: readonly Basic[] = [],
  sizes: string = FIRST_PICTURE_SIZES.home,
): PageHead {
  const [first] = houses
  return {
    title: title ? `${title} · ${SITE[language]}` : `${SITE[language]} · ${TAGLINE[language]}`,
    description: DESCRIPTION[language],
    ...(first && picture(first.img_url, first.img_srcset, sizes)),
  }
}

/** In what a page's head speaks. */
export interface HeadWords {
  readonly language: Language
  readonly stay_unit: StayUnit
  readonly currency: string
}

export function houseHead(house: House, { language, stay_unit, currency }: HeadWords): PageHead {
  const price = moneyText(house.price, language, currency)
  const unit = unitText(language, stay_unit)
  const about =
    language === 'zh'
      ? `${house.area_name} · ${house.unit} · 可住 ${house.capacity} 人 · ${price}/${unit}`
      : `${house.area_name_en || house.area_name} · ${house.unit} · sleeps ${house.capacity} · ${price} a ${unit}`
  return {
    title: `${house.title} · ${SITE[language]}`,
    description: [about, excerptOf(house.description)]
      .filter(Boolean)
      .join(language === 'zh' ? '。' : '. '),
    ...picture(house.img_urls[0], house.srcsets[0], FIRST_PICTURE_SIZES.house),
  }
}

const EXCERPT_LETTERS = 100

/** The beginning of what a host tells, on one line. */
function excerptOf(description: string): string {
  const letters = [...description.replace(/\s+/gu, ' ').trim()]
  if (letters.length <= EXCERPT_LETTERS) return letters.join('')
  return `${letters.slice(0, EXCERPT_LETTERS).join('')}…`
}

const picture = (url: string | undefined, srcset: string | undefined, sizes: string) =>
  url ? { image: url, preload: { srcset: srcset || url, sizes } } : {}

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ESCAPED[sign] as string)

/** As elements of `<head>`; `address` is the page's own, whole, where the site knows its own name. */
export function headElements(head: PageHead, address: string | undefined): string {
  return [
    `<title>${escapeHtml(head.title)}</title>`,
    meta('name', 'description', head.description),
    meta('property', 'og:title', head.title),
    meta('property', 'og:description', head.description),
    meta('property', 'og:type', 'website'),
    ...(address ? addressElements(head, address) : []),
    ...(head.preload ? [preloadElement(head.preload)] : []),
  ].join('')
}

const meta = (key: 'name' | 'property', name: string, content: string) =>
  `<meta ${key}="${name}" content="${escapeHtml(content)}">`

const addressElements = ({ image }: PageHead, address: string): string[] => [
  `<link rel="canonical" href="${escapeHtml(address)}">`,
  meta('property', 'og:url', address),
  ...(image ? [meta('property', 'og:image', new URL(image, address).href)] : []),
]

const preloadElement = ({ srcset, sizes }: { srcset: string; sizes: string }) =>
  `<link rel="preload" as="image" imagesrcset="${escapeHtml(srcset)}" imagesizes="${escapeHtml(sizes)}" fetchpriority="high">`
