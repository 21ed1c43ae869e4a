import { Plus, Trash2 } from 'lucide-react'
import { BED_KINDS, BEDROOM_KINDS, BEDROOMS_MAX, BEDS_MAX } from '../../../../rules/house-kinds.ts'
import { wordsOf } from '../../../i18n/words.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { SelectField, TextField } from '../../../ui/field.tsx'
import type { Bedroom } from './draft.ts'
import type { DraftState } from './use-draft.ts'

type Bed = Bedroom['beds'][number]

/** What there is to sleep on, room by room. */
export function BedroomFields({ state }: { readonly state: DraftState }) {
  const t = wordsOf('houses/own')
  const { bedrooms } = state.draft
  const set = (next: readonly Bedroom[]) => state.change('bedrooms', next)
  const replace = (at: number, bedroom: Bedroom) => set(bedrooms.with(at, bedroom))
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-1 font-medium">{t('bedrooms')}</legend>
      <p className="text-sm text-soft">{t('hint_bedrooms')}</p>
      {bedrooms.map((bedroom, at) => (
        <RoomFields
          key={at}
          place={at + 1}
          bedroom={bedroom}
          onChange={(next) => replace(at, next)}
          onRemove={() => set(bedrooms.filter((_, other) => other !== at))}
        />
      ))}
      {bedrooms.length < BEDROOMS_MAX && (
        <Button
          className="justify-self-start"
          onClick={() =>
            set([...bedrooms, { room: 'bedroom', beds: [{ bed: 'double', count: 1 }] }])
          }
        >
          <Plus aria-hidden="true" className="size-4" />
          {t('add_room')}
        </Button>
      )}
      {state.problems.bedrooms && (
        <p role="alert" className="text-sm text-bad">
          {state.problems.bedrooms}
        </p>
      )}
    </fieldset>
  )
}

interface RoomProps {
  readonly place: number
  readonly bedroom: Bedroom
  readonly onChange: (bedroom: Bedroom) => void
  readonly onRemove: () => void
}

function RoomFields({ place, bedroom, onChange, onRemove }: RoomProps) {
  const t = wordsOf('houses/own')
  const story = wordsOf('houses/story')
  const { room, beds } = bedroom
  const free = BED_KINDS.find((bed) => !beds.some((other) => other.bed === bed))
  return (
    <fieldset aria-label={t('room_at', { place })} className="grid gap-3 rounded-2xl bg-wash p-4">
      <div className="flex items-end gap-2">
        <div className="flex-1">
          <SelectField
            label={t('room_at', { place })}
            value={room}
            onChange={(event) => onChange({ beds, room: event.target.value as Bedroom['room'] })}
          >
            {BEDROOM_KINDS.map((name) => (
              <option key={name} value={name}>
                {story(`room_${name}`, { place: '' })}
              </option>
            ))}
          </SelectField>
        </div>
        <IconButton label={t('remove_room', { place })} onClick={onRemove}>
          <Trash2 aria-hidden="true" className="size-5" />
        </IconButton>
      </div>
      {beds.map((bed, at) => (
        <BedFields
          key={bed.bed}
          bed={bed}
          others={beds.map((other) => other.bed).filter((kind) => kind !== bed.bed)}
          onChange={(next) => onChange({ room, beds: beds.with(at, next) })}
          {...(beds.length > 1 && {
            onRemove: () => onChange({ room, beds: beds.filter((other) => other !== bed) }),
          })}
        />
      ))}
      {free && (
        <Button
          size="small"
          className="justify-self-start"
          onClick={() => onChange({ room, beds: [...beds, { bed: free, count: 1 }] })}
        >
          <Plus aria-hidden="true" className="size-4" />
          {t('add_bed')}
        </Button>
      )}
    </fieldset>
  )
}

interface BedProps {
  readonly bed: Bed
  readonly others: readonly Bed['bed'][]
  readonly onChange: (bed: Bed) => void
  readonly onRemove?: () => void
}

function BedFields({ bed, others, onChange, onRemove }: BedProps) {
  const t = wordsOf('houses/own')
  const story = wordsOf('houses/story')
  return (
    <div className="flex items-end gap-2">
      <div className="flex-1">
        <SelectField
          label={t('bed')}
          value={bed.bed}
          onChange={(event) => onChange({ ...bed, bed: event.target.value as Bed['bed'] })}
        >
          {BED_KINDS.filter((kind) => !others.includes(kind)).map((kind) => (
            <option key={kind} value={kind}>
              {story(`bed_${kind}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <div className="w-20">
        <TextField
          label={t('bed_count')}
          type="number"
          min={1}
          max={BEDS_MAX}
          value={bed.count}
          onChange={({ target }) => {
            const count = Math.trunc(Number(target.value))
            if (count >= 1 && count <= BEDS_MAX) onChange({ ...bed, count })
          }}
        />
      </div>
      {onRemove && (
        <IconButton label={t('remove_bed', { bed: story(`bed_${bed.bed}`) })} onClick={onRemove}>
          <Trash2 aria-hidden="true" className="size-5" />
        </IconButton>
      )}
    </div>
  )
}
