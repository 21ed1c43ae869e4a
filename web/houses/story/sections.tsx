import { BedDouble, MapPin, Sofa } from 'lucide-react'
import type { ReactNode } from 'react'
import { areaName } from '../../i18n/area-name.ts'
import { wordsOf } from '../../i18n/words.ts'
import { LazyPlaceMap } from '../../map/lazy-map.tsx'
import { mapLink } from '../../map/map-link.ts'
import { MAP_STYLE } from '../../map/map-style.ts'
import { buttonClass } from '../../ui/button.tsx'
import type { FullHouse } from '../use-stay.ts'
import { LongText } from './long-text.tsx'

type Props = { readonly house: FullHouse }

const Section = (props: { id: string; title: string; children: ReactNode }) => (
  <section aria-labelledby={props.id} className="grid gap-5">
    <h2 id={props.id} className="text-xl font-bold">
      {props.title}
    </h2>
    {props.children}
  </section>
)

/** What its host tells of it; nothing where they told nothing. */
export function Description({ house }: Props) {
  const t = wordsOf('houses/story')
  if (!house.description) return null
  return (
    <Section id="description" title={t('description')}>
      <LongText text={house.description} />
    </Section>
  )
}

/** Room by room, what there is to sleep on. */
export function Sleeping({ house: { bedrooms } }: Props) {
  const t = wordsOf('houses/story')
  if (bedrooms.length === 0) return null
  return (
    <Section id="sleeping" title={t('sleeping')}>
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        {named(bedrooms).map(({ key, room, place, beds }) => (
          <li key={key} className="grid content-start gap-1 rounded-2xl bg-card p-4 shadow-card">
            {room === 'bedroom' ? (
              <BedDouble aria-hidden="true" className="size-6 text-soft" />
            ) : (
              <Sofa aria-hidden="true" className="size-6 text-soft" />
            )}
            <h3 className="font-semibold">{t(`room_${room}`, { place })}</h3>
            {beds.map(({ bed, count }) => (
              <p key={bed} className="text-sm text-soft">
                {t('beds', { bed: t(`bed_${bed}`), count })}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Bedrooms are counted, as nobody gives them names. */
const named = (bedrooms: FullHouse['bedrooms']) =>
  bedrooms.map((bedroom, at) => ({
    ...bedroom,
    key: `${bedroom.room} ${at}`,
    place: bedrooms.slice(0, at + 1).filter(({ room }) => room === bedroom.room).length,
  }))

/** What its host asks of guests, in their own words. */
export function HouseRules({ house }: Props) {
  const t = wordsOf('houses/story')
  if (!house.house_rules) return null
  return (
    <div className="grid gap-2">
      <h3 className="font-semibold">{t('house_rules')}</h3>
      <LongText text={house.house_rules} />
    </div>
  )
}

/** Where it is: roughly for everybody, exactly for its host and for guests who have paid. */
export function WhereItIs({ house }: Props) {
  const t = wordsOf('houses/story')
  const { position, address, address_exact } = house
  const note = position && MAP_STYLE ? 'place_circle' : 'place_text'
  return (
    <Section id="place" title={t('place')}>
      <p className="flex gap-3">
        <MapPin aria-hidden="true" className="mt-0.5 size-5.5 shrink-0 text-soft" />
        <span>
          {areaName(house.area_name, house.area_name_en)} ·{' '}
          {address_exact ? t('place_exact', { address }) : address}
        </span>
      </p>
      {position && (
        <LazyPlaceMap
          label={t('map_of_place')}
          place={position}
          className="h-80 w-full rounded-2xl"
        />
      )}
      {address_exact ? (
        <a
          href={mapLink(house.title, address, position)}
          target="_blank"
          rel="noreferrer"
          className={`${buttonClass()} justify-self-start`}
        >
          {t('on_map')}
        </a>
      ) : (
        <p className="text-sm text-soft">{t(note)}</p>
      )}
    </Section>
  )
}
