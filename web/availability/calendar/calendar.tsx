import { lazy, Suspense, useState } from 'react'
import type { OwnHouse } from '../../api/contract.ts'
import { daysBetween, daysText, monthText } from '../../i18n/format.ts'
import { firstOf, lastOf, monthOf } from '../../i18n/month.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useIsDesk } from '../../ui/use-is-wide.ts'
import { ChosenBar, DaysAside } from '../days/days-panel.tsx'
import { CalendarSync } from '../feeds/calendar-sync.tsx'
import { Legend } from './legend.tsx'
import { firstDayOf, lastDayOf } from './selection.ts'
import { ShownDays } from './shown-days.tsx'
import { StayList } from './stay-list.tsx'
import { stepInHouses, stepInMonth } from './steps.ts'
import { Toolbar } from './toolbar.tsx'
import { useCalendars } from './use-calendars.ts'
import { timelineDays, usePlace } from './use-place.ts'
import { useSelection } from './use-selection.ts'

const DaysSheet = lazy(() => import('../days/days-sheet.tsx'))

/** Houses under each other are shown so many at a time. */
const HOUSES_SHOWN = 20

/** What a host sees and changes of the days: one house in a month, a list or a year, or all of them. */
export function Calendar({ houses }: { readonly houses: readonly OwnHouse[] }) {
  const t = wordsOf('availability')
  const desk = useIsDesk()
  const place = usePlace(houses)
  const { house, month, view, go } = place
  const [shown_max, setShownMax] = useState(HOUSES_SHOWN)
  const shown = house ? [house] : houses.slice(0, shown_max)
  const ids = shown.map(({ house_id }) => house_id)
  const calendars = useCalendars(ids, place.from, place.to)
  const [opened, setOpened] = useState<'pointer' | 'keyboard'>()
  const chosen = useSelection({
    stepFrom: house ? stepInMonth : stepInHouses(shown),
    onChosen: (by_keyboard) => setOpened(by_keyboard ? 'keyboard' : 'pointer'),
    onLetGo: () => setOpened(undefined),
    onFocus: ({ day }) => {
      const there = house ? monthOf(day) === month : timelineDays(place).includes(day)
      if (!there) go({ month: monthOf(day) })
    },
  })
  const { selection } = chosen
  const chosen_house = houses.find(({ house_id }) => house_id === selection?.house_id)
  const close = () => {
    if (opened === 'keyboard') chosen.returnFocus()
    chosen.clear()
    setOpened(undefined)
  }
  const turn = (next: Parameters<typeof go>[0]) => {
    if (next.house !== undefined || next.view) close()
    go(next)
  }
  const panel = selection &&
    chosen_house && {
      selection,
      house: chosen_house,
      days: calendars.days.get(chosen_house.house_id),
      onClose: close,
    }
  const of_month = calendars.stays.filter(
    ({ house_id, start_date, end_date }) =>
      ids.includes(house_id) && start_date <= lastOf(month) && end_date >= firstOf(month),
  )
  const has_aside = desk && view !== 'year' && (house !== undefined || panel !== undefined)
  const label = t('calendar_of', {
    month: monthText(month),
    house: house?.title ?? t('all_houses'),
  })
  return (
    <div className="grid gap-5">
      <Toolbar {...{ houses, place, turn }} />
      {calendars.error && <ErrorState error={calendars.error} onRetry={calendars.refetch} />}
      <p role="status" className="sr-only">
        {selection &&
          `${daysText(firstDayOf(selection), lastDayOf(selection))}，${t('nights', {
            count: daysBetween(firstDayOf(selection), lastDayOf(selection)),
          })}`}
      </p>
      <div
        className={`grid items-start gap-5 ${has_aside ? 'grid-cols-[minmax(0,1fr)_21rem]' : ''}`}
      >
        <div className="grid gap-4">
          <ShownDays {...{ place, houses: shown, calendars, chosen, label }} />
          {!house && shown.length < houses.length && (
            <Button onClick={() => setShownMax(shown_max + HOUSES_SHOWN)}>
              {t('more_houses', { count: houses.length - shown.length })}
            </Button>
          )}
          <Legend />
        </div>
        {has_aside && (
          <div className="sticky top-20 grid max-h-[calc(100dvh-6rem)] gap-4 overflow-y-auto">
            {panel && !chosen.dragging ? (
              <DaysAside {...panel} takes_focus={opened === 'keyboard'} />
            ) : (
              <HowTo />
            )}
          </div>
        )}
      </div>
      {!desk && panel && opened && (
        <Suspense>
          <DaysSheet {...panel} />
        </Suspense>
      )}
      {!desk && panel && !opened && (
        <ChosenBar
          selection={panel.selection}
          onOpen={() => setOpened('pointer')}
          onClose={close}
        />
      )}
      {view !== 'list' && view !== 'year' && <StayList stays={of_month} />}
      {house && <CalendarSync key={house.house_id} house_id={house.house_id} />}
    </div>
  )
}

/** In the place where chosen days will be. */
function HowTo() {
  const t = wordsOf('availability')
  return (
    <section className="grid gap-2 rounded-2xl border border-dashed border-edge p-5">
      <h2 className="font-bold">{t('how_title')}</h2>
      <p className="text-soft">{t('how_mouse')}</p>
      <p className="text-sm text-soft">{t('how_keys')}</p>
    </section>
  )
}
