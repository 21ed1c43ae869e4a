import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { AskedDays } from '../../../rules/days.ts'
import { type StayProblem, type StayRules, stayProblem } from '../../../rules/free-days.ts'
import { withName } from '../../account/session/ask-name.ts'
import { useSession } from '../../account/session/session.ts'
import { useChange } from '../../account/session/use-change.ts'
import type { House } from '../../api/contract.ts'
import { makeStale, read } from '../../api/queries.ts'
import { isRefusedAs } from '../../api/refused.ts'
import { refusedByRules, useQuote } from '../../houses/use-quote.ts'
import { today } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import { toast } from '../../ui/toast.ts'
import { ORDER_STALE } from '../order-stale.ts'
import { isUnsettled } from './intent-key.ts'
import { placeOrder, type Wish } from './place-order.ts'
import { useOnline } from './use-online.ts'

/** Why the days cannot be booked as they stand; each has its own way on. */
export type Obstacle =
  | StayProblem
  | 'rules'
  | 'no_days'
  | 'no_stay'
  | 'own_house'
  | 'unlisted'
  | 'lost'

/** What an address asks for. */
export type Asked = AskedDays & { readonly guests: number }

/** What the page shows of a booking that is being made. */
export function useBooking(house: House, { from: sd, to: ed, wrong, guests }: Asked) {
  const t = wordsOf('orders/booking')
  const client = useQueryClient()
  const navigate = useNavigate()
  const user_id = useSession()?.user_id
  const [lost, setLost] = useState<string>()
  const [failure, setFailure] = useState<string>()
  const under_way = useRef(false)
  const online = useOnline()
  const calendar = useQuery({
    ...read('/houses/{id}/calendar', { params: { id: String(house.hid) } }),
    // A rival may have been here since the house was looked at.
    refetchOnMount: 'always',
  })
  const rules: StayRules = {
    taken: calendar.data?.taken ?? [],
    min_days: house.min_days,
    max_days: house.max_days,
    today: today(),
    first_day: calendar.data?.first_day,
    last_day: calendar.data?.last_day,
    terms: calendar.data?.terms,
  }

  const quote = useQuote(house.hid, wrong ? undefined : sd, wrong ? undefined : ed, guests)

  const change = useChange((wish: Wish) => withName(client, () => placeOrder(wish)), {
    onDone: async ({ order_id }) => {
      await navigate({ to: '/orders/$id', params: { id: String(order_id) }, replace: true })
      // Only now, so that what this page showed is not asked for again.
      void makeStale(client, ...ORDER_STALE)
      toast(t('placed'))
    },
    onFailed: (error, wish) => {
      if (isRefusedAs(error, 'dates_taken')) setLost(daysKey(wish))
      // The price that is asked for anew below is seen before it is agreed to.
      else if (!isUnsettled(wish)) setFailure(error.message)
      // What was refused is told anew by the house as it is now.
      void makeStale(client, '/houses')
    },
  })

  const submit = async () => {
    if (under_way.current || !sd || !ed) return
    under_way.current = true
    setFailure(undefined)
    setLost(undefined)
    // Its failure is told by `onFailed`.
    if (await online.wait())
      await change
        .mutateAsync({ house_id: house.hid, sd, ed, guests, amount: quote?.amount })
        .catch(() => undefined)
    under_way.current = false
  }

  const problem = sd && ed ? stayProblem({ from: sd, to: ed }, rules) : undefined
  const busy = change.isPending || change.isSuccess
  const unsettled = sd && ed ? isUnsettled({ house_id: house.hid, sd, ed, guests }) : false
  const obstacle = ((): Obstacle | undefined => {
    if (!house.listed) return 'unlisted'
    if (user_id === house.user_id) return 'own_house'
    if (wrong) return 'no_stay'
    if (!sd || !ed) return 'no_days'
    if (lost === daysKey({ sd, ed })) return 'lost'
    // It may be this very order that holds the days.
    if (busy || (unsettled && problem === 'taken')) return undefined
    if (quote?.bookable) return undefined
    return problem ?? (refusedByRules(quote) ? 'rules' : undefined)
  })()

  const goTo = (search: { sd?: string; ed?: string; guests?: string }) => {
    setLost(undefined)
    setFailure(undefined)
    void navigate({
      to: '/houses/$id/book',
      params: { id: String(house.hid) },
      search,
      replace: true,
      resetScroll: false,
    })
  }

  return {
    rules,
    /** Other days are offered only once it is known what is taken. */
    knows_taken: calendar.data !== undefined,
    obstacle,
    failure: failure ?? (unsettled && !busy ? t('unsure') : undefined),
    busy,
    quote,
    submit,
    /** Submitted without a network: it waits, and can be withdrawn. */
    waiting: online.waiting,
    withdraw() {
      online.withdraw()
      toast(t('withdrawn'))
    },
    chooseDays: (days: { sd?: string; ed?: string }) =>
      goTo({ ...days, ...(guests > 1 && { guests: String(guests) }) }),
    chooseGuests: (many: string) =>
      goTo({ ...(sd && { sd }), ...(ed && { ed }), ...(many !== '1' && { guests: many }) }),
  }
}

const daysKey = ({ sd, ed }: Pick<Wish, 'sd' | 'ed'>) => `${sd}/${ed}`
