import { useSearch } from '@tanstack/react-router'
import { wordsOf } from '../i18n/words.ts'
import { isStatus } from '../orders/order-words.ts'
import { StatusTabs } from '../orders/status-tabs.tsx'
import { HostFrame } from './host-frame.tsx'
import { HostOrders } from './host-orders.tsx'
import { RequestQueue } from './requests/request-queue.tsx'

/** What waits for an answer comes first, then everything by its status. */
export function HostOrdersPage() {
  const t = wordsOf('host')
  const { status } = useSearch({ from: '/host/orders' })
  const chosen = isStatus(status) ? status : undefined
  const asked = chosen === undefined || chosen === 'WAIT_ACCEPT'
  return (
    <HostFrame title={t('tab_orders_title')}>
      {() => (
        <>
          <StatusTabs to="/host/orders" chosen={chosen} />
          {asked && <RequestQueue />}
          {chosen !== 'WAIT_ACCEPT' && <HostOrders status={chosen} />}
        </>
      )}
    </HostFrame>
  )
}
