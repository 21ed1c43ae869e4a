import { useQuery } from '@tanstack/react-query'
import { useSession } from '../account/session/session.ts'
import { read } from '../api/queries.ts'
import { money, stayText } from '../i18n/format.ts'
import { Picture } from '../ui/picture.tsx'
import { Skeleton } from '../ui/states.tsx'

/** What was paid for; only its guest can read it, whoever holds the address. */
export function PaidOrder({ order_id }: { readonly order_id: number }) {
  const session = useSession()
  const { data, isError } = useQuery({
    ...read('/orders/{id}', { params: { id: String(order_id) } }),
    enabled: !!session,
  })
  if (isError || session === null) return null
  if (!data) return <Skeleton className="h-24 w-full max-w-md rounded-2xl" />
  const { title, img_url, start_date, end_date, amount } = data.order
  return (
    <div className="flex w-full max-w-md items-center gap-4 rounded-2xl bg-wash p-3 text-left">
      <Picture src={img_url} alt="" className="size-18 shrink-0 rounded-xl" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-bold">{title}</p>
        <p className="text-sm text-soft">{stayText(start_date, end_date)}</p>
        <p className="font-bold tabular-nums">{money(amount)}</p>
      </div>
    </div>
  )
}
