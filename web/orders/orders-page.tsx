import { getRouteApi } from '@tanstack/react-router'
import { RequireSession } from '../account/session/require-session.tsx'
import { titleOf, usePageTitle } from '../ui/page-title.ts'
import { isStatus } from './order-words.ts'
import { OrdersList } from './orders-list.tsx'
import { StatusTabs } from './status-tabs.tsx'

const route = getRouteApi('/orders')

/** A guest's own orders, by status. */
export function OrdersPage() {
  const { status } = route.useSearch()
  const chosen = isStatus(status) ? status : undefined
  usePageTitle(titleOf('/orders'))
  return (
    <RequireSession>
      {() => (
        <div className="mx-auto grid w-full max-w-4xl grid-cols-[minmax(0,1fr)] gap-5 px-4 py-6 md:px-8 md:py-10">
          <h1 className="text-2xl font-extrabold tracking-tight md:text-3xl">
            {titleOf('/orders')}
          </h1>
          <StatusTabs to="/orders" chosen={chosen} />
          <OrdersList status={chosen} />
        </div>
      )}
    </RequireSession>
  )
}
