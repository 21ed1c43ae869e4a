import { CalendarPlus, Copy, MapPin } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DataOf, House, Order, RouteOf } from '../api/contract.ts'
import { dayText, endOf, money } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { mapLink } from '../map/map-link.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { CardSection } from '../ui/card-section.tsx'
import { toast } from '../ui/toast.ts'

export type Arrival = NonNullable<DataOf<RouteOf<'GET', '/orders/{id}'>>['arrival']>

interface ArrivalProps {
  readonly arrival: Arrival
  readonly order: Order
  readonly house: House | undefined
}

/** All that a guest needs on the way: when, where, for how many, and what to bring. */
export function ArrivalFacts({ order, house, arrival }: ArrivalProps) {
  const t = wordsOf('orders')
  const copy = async () => {
    await navigator.clipboard.writeText(order.address)
    toast(t('address_copied'))
  }
  return (
    <CardSection title={t('arrival')}>
      <dl className="grid gap-4 sm:grid-cols-2">
        <Fact name={t('first_day')}>
          {dayText(order.start_date)} {t('from_time', { time: order.check_in_time })}
        </Fact>
        <Fact name={t('check_out')}>
          {dayText(endOf(order.end_date))} {t('by_time', { time: order.check_out_time })}
        </Fact>
        <div className="sm:col-span-2">
          <dt className="text-sm text-soft">{t('address')}</dt>
          <dd className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 font-semibold">
            {order.address}
            <span className="flex flex-wrap gap-2">
              {isSecureContext && (
                <Button size="small" onClick={() => void copy()}>
                  <Copy aria-hidden="true" className="size-4" />
                  {t('copy_address')}
                </Button>
              )}
              <a
                href={mapLink(order.title, order.address, arrival.position)}
                target="_blank"
                rel="noreferrer"
                className={buttonClass('plain', 'small')}
              >
                <MapPin aria-hidden="true" className="size-4" />
                {t('open_map')}
              </a>
              <a
                href={`/api/v1.0/orders/${order.order_id}/calendar`}
                download
                className={buttonClass('plain', 'small')}
              >
                <CalendarPlus aria-hidden="true" className="size-4" />
                {t('add_to_calendar')}
              </a>
            </span>
          </dd>
        </div>
        <Fact name={t('guests')}>{wordsOf('ui')('people', { count: order.guests })}</Fact>
        {house && house.deposit > 0 && (
          <Fact name={t('deposit')}>{t('deposit_there', { sum: money(house.deposit) })}</Fact>
        )}
        {house && <Fact name={t('host')}>{house.user_name}</Fact>}
      </dl>
      <WayIn arrival={arrival} />
    </CardSection>
  )
}

/** How to get in, from the day on which it is told. */
function WayIn({ arrival: { instructions, instructions_from } }: Pick<ArrivalProps, 'arrival'>) {
  const t = wordsOf('orders')
  if (!instructions)
    return (
      <p className="text-sm text-soft">{t('way_in_from', { day: dayText(instructions_from) })}</p>
    )
  const told = (['door_code', 'wifi_name', 'wifi_password', 'arrival'] as const).filter(
    (name) => instructions[name],
  )
  return (
    <dl className="grid gap-4 rounded-2xl bg-wash p-4 sm:grid-cols-2">
      {told.map((name) => (
        <div key={name} className={name === 'arrival' ? 'sm:col-span-2' : ''}>
          <dt className="text-sm text-soft">{t(`way_in_${name}`)}</dt>
          <dd className="font-semibold whitespace-pre-line select-all">{instructions[name]}</dd>
        </div>
      ))}
    </dl>
  )
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-sm text-soft">{name}</dt>
    <dd className="font-semibold">{children}</dd>
  </div>
)
