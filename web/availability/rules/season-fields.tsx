import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { money, readTyped } from '../../i18n/currency.ts'
import { daysText, today } from '../../i18n/format.ts'
import { WEEKDAYS_SHORT } from '../../i18n/month.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { newSeason, type SeasonDraft, WEEK } from './rule-draft.ts'
import { RANGES_MAX } from './rule-limits.ts'
import { type PartProps, RulePart } from './rule-part.tsx'

const NAME_LENGTH_MAX = 40

/** Seasons and holidays: each a row that opens to be changed. */
export function SeasonFields({ draft, onChange, errorAt }: PartProps) {
  const t = wordsOf('availability')
  const [opened, setOpened] = useState<number>()
  const { seasons } = draft
  const change = (next: SeasonDraft) =>
    onChange({ seasons: seasons.map((one) => (one.key === next.key ? next : one)) })
  const add = () => {
    const season = newSeason(seasons, today())
    onChange({ seasons: [...seasons, season] })
    setOpened(season.key)
  }
  return (
    <RulePart title={t('seasons')} hint={t('seasons_hint')}>
      {seasons.length > 0 && (
        <ul className="grid gap-3">
          {seasons.map((season) => (
            <li key={season.key} className="rounded-xl border border-line">
              <SeasonRow
                season={season}
                open={opened === season.key || errorAt(`season-${season.key}`) !== undefined}
                error={errorAt(`season-${season.key}`)}
                onToggle={() => setOpened(opened === season.key ? undefined : season.key)}
                onChange={change}
                onRemove={() =>
                  onChange({ seasons: seasons.filter(({ key }) => key !== season.key) })
                }
              />
            </li>
          ))}
        </ul>
      )}
      <Button className="justify-self-start" disabled={seasons.length >= RANGES_MAX} onClick={add}>
        <Plus aria-hidden="true" className="size-4" />
        {t('add_season')}
      </Button>
    </RulePart>
  )
}

interface RowProps {
  readonly season: SeasonDraft
  readonly open: boolean
  readonly error: string | undefined
  readonly onToggle: () => void
  readonly onChange: (season: SeasonDraft) => void
  readonly onRemove: () => void
}

function SeasonRow({ season, open, error, onToggle, onChange, onRemove }: RowProps) {
  const t = wordsOf('availability')
  const { name, start_date, end_date, price } = season
  const amount = readTyped(price.trim())
  const days = start_date && end_date >= start_date ? daysText(start_date, end_date) : ''
  return (
    <>
      <div className="flex items-center gap-2 pr-1">
        <button
          type="button"
          aria-expanded={open}
          onClick={onToggle}
          className="flex min-h-13 min-w-0 flex-1 flex-wrap items-baseline gap-x-3 px-4 py-2 text-left"
        >
          <span className="font-semibold">{name || t('new_season')}</span>
          <span className="text-sm text-soft tabular-nums">
            {[days, amount !== undefined && money(amount)].filter(Boolean).join(' · ')}
          </span>
        </button>
        <IconButton
          label={t('remove_season', { name: name || t('new_season') })}
          onClick={onRemove}
        >
          <Trash2 aria-hidden="true" className="size-5" />
        </IconButton>
      </div>
      {open && <SeasonForm {...{ season, error, onChange }} />}
    </>
  )
}

type FormProps = Pick<RowProps, 'season' | 'error' | 'onChange'>

function SeasonForm({ season, error, onChange }: FormProps) {
  const t = wordsOf('availability')
  const text = (
    field: 'name' | 'start_date' | 'end_date' | 'price' | 'min_days' | 'max_days',
    more: Partial<Parameters<typeof TextField>[0]> = {},
  ) => (
    <TextField
      label={t(`season_${field}`)}
      value={season[field]}
      onChange={({ target }) => onChange({ ...season, [field]: target.value })}
      {...more}
    />
  )
  return (
    <div className="grid gap-4 border-t border-line p-4">
      {error && (
        <p role="alert" className="text-sm text-bad">
          {error}
        </p>
      )}
      {text('name', { maxLength: NAME_LENGTH_MAX, hint: t('season_name_hint') })}
      <div className="grid grid-cols-2 items-start gap-3">
        {text('start_date', { type: 'date', min: today() })}
        {text('end_date', { type: 'date', min: season.start_date || today() })}
      </div>
      <div className="grid grid-cols-3 items-start gap-3">
        {text('price', { inputMode: 'decimal' })}
        {text('min_days', { inputMode: 'numeric' })}
        {text('max_days', { inputMode: 'numeric' })}
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <WeekdayChips
          title={t('arrive_on')}
          chosen={season.arrive_on}
          onChange={(arrive_on) => onChange({ ...season, arrive_on })}
        />
        <WeekdayChips
          title={t('leave_on')}
          chosen={season.leave_on}
          onChange={(leave_on) => onChange({ ...season, leave_on })}
        />
      </div>
    </div>
  )
}

interface ChipsProps {
  readonly title: string
  readonly chosen: readonly number[] | undefined
  readonly onChange: (chosen: readonly number[] | undefined) => void
}

/** Which weekdays it may be; untouched, the weekdays' own rules say it. */
function WeekdayChips({ title, chosen, onChange }: ChipsProps) {
  const t = wordsOf('availability')
  const turn = (weekday: number) => {
    const now = chosen ?? WEEK
    onChange(WEEK.filter((one) => now.includes(one) !== (one === weekday)))
  }
  return (
    <fieldset className="grid gap-1.5">
      <legend className="text-sm font-medium">{title}</legend>
      <div className="flex flex-wrap gap-1">
        {WEEK.map((weekday) => (
          <button
            key={weekday}
            type="button"
            aria-pressed={chosen?.includes(weekday) ?? true}
            onClick={() => turn(weekday)}
            className="min-h-10 min-w-10 rounded-lg border border-edge px-2 text-sm text-soft aria-pressed:border-brand aria-pressed:bg-brand-wash aria-pressed:text-brand"
          >
            {WEEKDAYS_SHORT[weekday - 1]}
          </button>
        ))}
      </div>
      {chosen ? (
        <Button
          size="small"
          tone="quiet"
          className="justify-self-start"
          onClick={() => onChange(undefined)}
        >
          {t('as_weekdays')}
        </Button>
      ) : (
        <p className="text-sm text-soft">{t('as_weekdays')}</p>
      )}
    </fieldset>
  )
}
