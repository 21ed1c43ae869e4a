import { useQuery } from '@tanstack/react-query'
import { UserRoundPen } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Order } from '../../api/contract.ts'
import { read } from '../../api/queries.ts'
import { momentText } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { CardSection } from '../../ui/card-section.tsx'
import { ErrorState, Loading, Skeleton } from '../../ui/states.tsx'
import type { Role } from '../order-words.ts'
import type { Names } from './names-draft.ts'

const NamesDialog = lazy(() => import('./names-dialog.tsx'))

type Summary = Omit<Names, 'guests'>

interface NamesProps {
  readonly order: Order
  readonly names: Summary
  readonly viewer: Role
}

/** Who stays: asked of the guest until check-in, told to the host. */
export function GuestNames({ order, names, viewer }: NamesProps) {
  const t = wordsOf('orders/names')
  const ended = order.status === 'CANCELED' || order.status === 'REJECTED'
  const told = names.given > 0 || names.may_change || (viewer === 'host' && names.required)
  if (ended || !told) return null
  return (
    <CardSection title={t('title')}>
      <Asked names={names} viewer={viewer} />
      {(names.given > 0 || names.may_change) && <Given order={order} viewer={viewer} />}
    </CardSection>
  )
}

/** What is still missing, first of all where it must not be. */
function Asked({ names, viewer }: Omit<NamesProps, 'order'>) {
  const t = wordsOf('orders/names')
  const { required, may_change, given, wanted, until } = names
  const missing = Math.max(wanted - given, 0)
  if (viewer === 'host')
    return (
      <p className="text-soft">
        {given > 0 ? t('host_given', { given, wanted }) : t('host_none', { wanted })}
      </p>
    )
  if (!may_change) return <p className="text-soft">{t('closed')}</p>
  const time = momentText(until)
  if (!required || missing === 0) return <p className="text-soft">{t('may', { time })}</p>
  return (
    <p className="rounded-2xl bg-brand-wash p-4 font-medium">
      {t('must', { time, count: missing })}
    </p>
  )
}

function Given({ order, viewer }: Omit<NamesProps, 'names'>) {
  const t = wordsOf('orders/names')
  const [editing, setEditing] = useState(false)
  const params = { id: order.order_id }
  const { data, error, refetch } = useQuery(read('/orders/{id}/guests', { params }))
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />
  if (!data)
    return (
      <Loading>
        <Skeleton className="h-12" />
      </Loading>
    )
  return (
    <>
      {data.guests.length > 0 && (
        <ul className="grid gap-3">
          {data.guests.map(({ guest_id, name, id_kind, id_number }) => (
            <li key={guest_id} className="flex flex-wrap justify-between gap-x-4">
              <span className="font-semibold break-words">{name}</span>
              <span className="text-soft tabular-nums">
                {id_number ? `${t(`kind_${id_kind}`)} ${id_number}` : t('no_number')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {viewer === 'guest' && data.may_change && (
        <div>
          <Button tone={data.required ? 'brand' : 'plain'} onClick={() => setEditing(true)}>
            <UserRoundPen aria-hidden="true" className="size-4" />
            {t(data.guests.length > 0 ? 'change' : 'fill')}
          </Button>
        </div>
      )}
      <p className="text-sm text-soft">{t('privacy')}</p>
      {editing && (
        <Suspense>
          <NamesDialog order={order} names={data} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </>
  )
}
