import { useQueryClient } from '@tanstack/react-query'
import { useChange } from '../../account/session/use-change.ts'
import { ask } from '../../api/client.ts'
import type { BodyOf, DataOf, RouteOf } from '../../api/contract.ts'
import { makeStale } from '../../api/queries.ts'
import { daysText } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import { toast } from '../../ui/toast.ts'

type ChangeRoute = RouteOf<'PUT', '/user/houses/{id}/calendar'>
export type DaysChange = BodyOf<ChangeRoute>
type StoodBefore = DataOf<ChangeRoute>['before']

/** What shows the days of a house, to its host and to guests. */
export const calendarStale = (house_id: number): readonly string[] => [
  '/user/calendars',
  `/user/houses/${house_id}`,
  `/houses/${house_id}`,
]

interface ChangeOptions {
  readonly onDone: () => void
  readonly onFailed: (error: Error) => void
}

/** Changes days of a house, and offers to restore what stood there before. */
export function useChangeDays(house_id: number, { onDone, onFailed }: ChangeOptions) {
  const t = wordsOf('availability')
  const client = useQueryClient()
  const undo = async (before: StoodBefore) => {
    try {
      await ask('PUT', '/user/houses/{id}/calendar/ranges', {
        params: { id: house_id },
        body: { ranges: before },
      })
      toast(t('undone'))
    } catch (error) {
      toast(t('not_undone', { why: (error as Error).message }), 'bad')
    }
    await makeStale(client, ...calendarStale(house_id))
  }
  return useChange(
    (body: DaysChange) =>
      ask('PUT', '/user/houses/{id}/calendar', { params: { id: house_id }, body }),
    {
      stale: calendarStale(house_id),
      onDone: ({ before }, { start_date, end_date, closed }) => {
        const days = daysText(start_date, end_date)
        const done = closed === undefined ? 'days_set' : closed ? 'days_closed' : 'days_opened'
        toast(t(done, { days }), 'plain', { label: t('undo'), run: () => void undo(before) })
        onDone()
      },
      onFailed,
    },
  )
}
