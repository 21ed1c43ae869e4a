import { useSearch } from '@tanstack/react-router'
import { PageHeading } from '../../ui/page-heading.tsx'
import { isStatus } from '../order-words.ts'
import { StatusTabs } from '../status-tabs.tsx'
import { HostOrders } from './host-orders.tsx'
import { RequestQueue } from './request-queue.tsx'

/** What waits for an answer comes first, then everything by its status. */
export function HostOrdersPage() {
  const { status } = useSearch({ from: '/_host/host/orders' })
  const chosen = isStatus(status) ? status : undefined
  const asked = chosen === undefined || chosen === 'WAIT_ACCEPT'
  return (
    <>
      <PageHeading of="/host/orders" />
      <StatusTabs to="/host/orders" chosen={chosen} />
      {asked && <RequestQueue />}
      {chosen !== 'WAIT_ACCEPT' && <HostOrders status={chosen} />}
    </>
  )
}
