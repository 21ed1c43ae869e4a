import { FIRST_PICTURE_SIZES } from '../../../contract/pages.ts'
import type { House } from '../../api/contract.ts'
import { areaName } from '../../i18n/area-name.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Picture } from '../../ui/picture.tsx'

/**
 * What is booked, in a row: for a phone, where the large picture would push the days away. The
 * picture is the one that the page of the house has shown, and that is fetched ahead of this one.
 */
export const HouseRow = ({ house }: { readonly house: House }) => (
  <div className="flex items-center gap-4 md:hidden">
    <Picture
      src={house.img_urls[0] ?? ''}
      srcSet={house.srcsets[0]}
      sizes={FIRST_PICTURE_SIZES.house}
      alt=""
      first
      className="aspect-4/3 w-28 shrink-0 rounded-2xl"
    />
    <div className="grid min-w-0 gap-1">
      <p className="line-clamp-2 leading-snug font-bold">{house.title}</p>
      <p className="text-sm text-soft">{houseInShort(house)}</p>
    </div>
  </div>
)

export function houseInShort({ area_name, area_name_en, unit, capacity }: House): string {
  const t = wordsOf('orders/booking')
  return [areaName(area_name, area_name_en), unit, t('sleeps', { count: capacity })].join(' · ')
}
