import { Link } from '@tanstack/react-router'
import { Pencil } from 'lucide-react'
import type { OwnHouse } from '../../api/contract.ts'
import { areaName } from '../../i18n/area-name.ts'
import { money } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Badge } from '../../ui/badge.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Picture } from '../../ui/picture.tsx'
import { ListingSwitch } from './listing-switch.tsx'

const SIZES = '(min-width: 80rem) 20rem, (min-width: 40rem) 45vw, 100vw'

export function OwnHouseCard({ house }: { readonly house: OwnHouse }) {
  const t = wordsOf('houses/own')
  const id = String(house.house_id)
  // Nothing to be seen and not listed: it was begun and not yet published.
  const begun = !house.listed && !house.img_url
  return (
    <article className="flex h-full flex-col overflow-hidden rounded-2xl bg-card shadow-card">
      <Link to="/houses/$id" params={{ id }} tabIndex={-1} aria-hidden="true">
        <Picture
          src={house.img_url}
          srcSet={house.img_srcset}
          sizes={SIZES}
          alt=""
          className={`aspect-3/2 ${house.listed ? '' : 'opacity-60 grayscale'}`}
        />
      </Link>
      <div className="flex flex-1 flex-col gap-3 p-4">
        <div className="flex items-start justify-between gap-3">
          <h2 className="line-clamp-2 font-bold">
            <Link to="/houses/$id" params={{ id }} className="hover:underline">
              {house.title}
            </Link>
          </h2>
          <Badge tone={house.listed ? 'good' : 'plain'}>
            {t(begun ? 'begun' : house.listed ? 'listed' : 'unlisted')}
          </Badge>
        </div>
        <p className="text-sm text-soft">
          {[
            areaName(house.area_name, house.area_name_en),
            house.unit,
            t('orders_done', { count: house.order_count }),
          ].join(' · ')}
        </p>
        <p className="mt-auto text-lg font-bold tabular-nums">
          {money(house.price)}
          <span className="text-sm font-normal text-soft"> / {t('day')}</span>
        </p>
        <div className="flex items-center justify-between gap-2 border-t border-line pt-3">
          <Link
            to="/host/houses/$id"
            params={{ id }}
            search={begun ? { step: 'pictures' } : {}}
            aria-label={t('edit_house', { title: house.title })}
            className={buttonClass('plain')}
          >
            <Pencil aria-hidden="true" className="size-4" />
            {t(begun ? 'go_on' : 'edit')}
          </Link>
          <ListingSwitch house={house} />
        </div>
      </div>
    </article>
  )
}
