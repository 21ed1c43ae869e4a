import { LocateFixed } from 'lucide-react'
import { wordsOf } from '../../../i18n/words.ts'
import { LazyPlaceMap } from '../../../map/lazy-map.tsx'
import { Button } from '../../../ui/button.tsx'
import { toast } from '../../../ui/toast.ts'
import { checkFields } from './check-draft.ts'
import { TypedInput } from './typed-field.tsx'
import type { DraftState } from './use-draft.ts'

const DECIMALS = 6

/** Where the house is on a map: typed, taken from the telephone, or put there by hand. */
export function PositionFields({ state }: { readonly state: DraftState }) {
  const t = wordsOf('houses/own')
  const { latitude, longitude } = state.draft
  const put = (place: { readonly latitude: number; readonly longitude: number }) =>
    state.changeAll({
      latitude: place.latitude.toFixed(DECIMALS),
      longitude: place.longitude.toFixed(DECIMALS),
    })
  const locate = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => put(coords),
      () => toast(t('not_located'), 'bad'),
      { enableHighAccuracy: true, timeout: 20_000 },
    )
  const right = latitude && longitude && !hasProblem(state)
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-1 font-medium">{t('position')}</legend>
      <p className="text-sm text-soft">{t('hint_position')}</p>
      <div className="grid grid-cols-2 gap-4 sm:max-w-md">
        <TypedInput name="latitude" state={state} />
        <TypedInput name="longitude" state={state} />
      </div>
      <Button className="justify-self-start" onClick={locate}>
        <LocateFixed aria-hidden="true" className="size-4" />
        {t('locate')}
      </Button>
      {right && (
        <LazyPlaceMap
          label={t('position')}
          place={{ latitude: Number(latitude), longitude: Number(longitude), radius: 0 }}
          onPick={put}
          className="h-72 w-full rounded-2xl"
        />
      )}
    </fieldset>
  )
}

const hasProblem = ({ draft }: DraftState) =>
  Object.keys(checkFields(draft, ['latitude', 'longitude'])).length > 0
