import { Copy } from 'lucide-react'
import type { ReactNode } from 'react'
import type { House, Order } from '../api/contract.ts'
import { dayText, endOf, money } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { CardSection } from '../ui/card-section.tsx'
import { toast } from '../ui/toast.ts'

interface ArrivalProps {
  readonly order: Order
  readonly house: House | undefined
}

/** All that a guest needs on the way: when, where, for how many, and what to bring. */
export function ArrivalFacts({ order, house }: ArrivalProps) {
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
            {isSecureContext && (
              <Button size="small" onClick={() => void copy()}>
                <Copy aria-hidden="true" className="size-4" />
                {t('copy_address')}
              </Button>
            )}
          </dd>
        </div>
        <Fact name={t('guests')}>{wordsOf('ui')('people', { count: order.guests })}</Fact>
        {house && house.deposit > 0 && (
          <Fact name={t('deposit')}>{t('deposit_there', { sum: money(house.deposit) })}</Fact>
        )}
        {house && <Fact name={t('host')}>{house.user_name}</Fact>}
      </dl>
    </CardSection>
  )
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-sm text-soft">{name}</dt>
    <dd className="font-semibold">{children}</dd>
  </div>
)
