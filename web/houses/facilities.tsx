import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '../api/queries.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { Skeleton } from '../ui/states.tsx'
import { inOrder, lookOf } from './facility-look.ts'

const SHOWN_FIRST = 10

export function Facilities({ ids }: { readonly ids: readonly number[] }) {
  const t = wordsOf('houses')
  const { data } = useQuery(read('/facilities'))
  const [all, setAll] = useState(false)
  const own = inOrder(data ?? []).filter(({ id }) => ids.includes(id))
  const shown = all ? own : own.slice(0, SHOWN_FIRST)
  return (
    <section aria-labelledby="facilities" className="grid gap-5">
      <h2 id="facilities" className="text-xl font-bold">
        {t('facilities')}
      </h2>
      {!data && ids.length > 0 && <Skeleton className="h-50" />}
      {ids.length === 0 && <p className="text-soft">{t('no_facilities')}</p>}
      <ul className="grid grid-cols-2 gap-x-4 gap-y-3.5">
        {shown.map((facility) => {
          const { icon: Icon, name } = lookOf(facility)
          return (
            <li key={facility.id} className="flex items-center gap-3">
              <Icon aria-hidden="true" className="size-5.5 shrink-0 text-soft" />
              {name}
            </li>
          )
        })}
      </ul>
      {own.length > SHOWN_FIRST && !all && (
        <Button className="justify-self-start" onClick={() => setAll(true)}>
          {t('all_facilities', { count: own.length })}
        </Button>
      )}
    </section>
  )
}
