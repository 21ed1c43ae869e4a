import { Link } from '@tanstack/react-router'
import { BedDouble, DoorOpen, Maximize, Users } from 'lucide-react'
import { areaName } from '../i18n/area-name.ts'
import { wordsOf } from '../i18n/words.ts'
import { Avatar } from '../ui/avatar.tsx'
import { buttonClass } from '../ui/button.tsx'
import type { FullHouse } from './use-stay.ts'

/** Whose it is, and what it is like in four facts. */
export function About({ house, is_own }: { readonly house: FullHouse; readonly is_own: boolean }) {
  const t = wordsOf('houses')
  const facts = [
    {
      icon: DoorOpen,
      name: t('unit'),
      value: house.unit,
      more: t('rooms', { count: house.room_count }),
    },
    { icon: Users, name: t('capacity'), value: t('people', { count: house.capacity }) },
    { icon: Maximize, name: t('acreage'), value: t('square_metres', { count: house.acreage }) },
    { icon: BedDouble, name: t('beds'), value: house.beds },
  ]
  return (
    <section aria-labelledby="about" className="grid gap-6">
      <div className="flex flex-wrap items-center gap-4">
        <Avatar name={house.user_name} url={house.user_avatar} className="size-14 text-xl" />
        <div className="min-w-0 flex-1 basis-40">
          <h2 id="about" className="truncate text-xl font-bold">
            {t('host_is', { name: house.user_name })}
          </h2>
          <p className="text-soft">
            {[
              house.kind && wordsOf('houses/story')(`kind_${house.kind}`),
              areaName(house.area_name, house.area_name_en),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        {!is_own && house.listed && (
          <Link
            to="/messages"
            search={{ house: String(house.hid) }}
            className={buttonClass('plain', 'medium', 'grow sm:ml-auto sm:grow-0')}
          >
            {t('ask_host')}
          </Link>
        )}
      </div>
      <dl className="grid grid-cols-2 gap-3 xl:grid-cols-4">
        {facts.map(({ icon: Icon, name, value, more }) => (
          <div key={name} className="rounded-2xl bg-card p-4 shadow-card">
            <dt className="flex items-center gap-2 text-sm text-soft">
              <Icon aria-hidden="true" className="size-4.5 text-soft" />
              {name}
            </dt>
            <dd className="mt-1.5 font-semibold">{value}</dd>
            {more && <dd className="text-sm text-soft">{more}</dd>}
          </div>
        ))}
      </dl>
    </section>
  )
}
