import { wordsOf } from '../../i18n/words.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import type { Count } from './rule-draft.ts'
import { type PartProps, RulePart } from './rule-part.tsx'

function CountField({
  field,
  placeholder,
  draft,
  onChange,
  errorAt,
}: PartProps & { readonly field: Count; readonly placeholder?: string }) {
  const t = wordsOf('availability')
  const { counts } = draft
  return (
    <TextField
      label={t(`rule_${field}`)}
      error={errorAt(field)}
      inputMode="numeric"
      placeholder={placeholder}
      value={counts[field]}
      onChange={({ target }) => onChange({ counts: { ...counts, [field]: target.value } })}
    />
  )
}

export function DiscountFields(props: PartProps) {
  const t = wordsOf('availability')
  return (
    <RulePart title={t('discounts')} hint={t('discounts_hint')}>
      <div className="grid grid-cols-2 items-start gap-4">
        <CountField {...props} field="week_percent" />
        <CountField {...props} field="month_percent" />
        <CountField {...props} field="last_minute_days" />
        <CountField {...props} field="last_minute_percent" />
        <CountField {...props} field="early_days" />
        <CountField {...props} field="early_percent" />
      </div>
    </RulePart>
  )
}

const ALL_DAY = 24
const HOURS = ['check_in', 'check_out'] as const

/** How far ahead the house can be booked, what is kept free between stays, and the hours of a stay. */
export function BookingFields(props: PartProps) {
  const t = wordsOf('availability')
  const { draft, onChange } = props
  const hours = Array.from({ length: ALL_DAY }, (_, hour) => hour)
  return (
    <RulePart title={t('booking_times')}>
      <div className="grid grid-cols-2 items-start gap-4">
        <CountField {...props} field="notice_days" placeholder="0" />
        <SelectField
          label={t('rule_cutoff_hour')}
          value={draft.cutoff_hour}
          disabled={Number(draft.counts.notice_days) > 0}
          onChange={({ target }) => onChange({ cutoff_hour: Number(target.value) })}
        >
          <option value={ALL_DAY}>{t('all_day')}</option>
          {hours.map((hour) => (
            <option key={hour} value={hour}>
              {`${String(hour).padStart(2, '0')}:00`}
            </option>
          ))}
        </SelectField>
        <CountField {...props} field="window_days" placeholder={t('as_site')} />
        <CountField {...props} field="gap_days" placeholder="0" />
        {HOURS.map((hour) => (
          <TextField
            key={hour}
            label={t(`rule_${hour}`)}
            hint={t('hours_hint')}
            type="time"
            required
            value={draft[hour]}
            onChange={({ target }) => target.value && onChange({ [hour]: target.value })}
          />
        ))}
      </div>
    </RulePart>
  )
}
