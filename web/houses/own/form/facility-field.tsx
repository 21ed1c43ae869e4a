import { useQuery } from '@tanstack/react-query'
import { Check, Plus } from 'lucide-react'
import { read } from '../../../api/queries.ts'
import { wordsOf } from '../../../i18n/words.ts'
import { ErrorState, Loading, Skeleton } from '../../../ui/states.tsx'
import { inOrder } from '../../facility-look.ts'
import type { DraftState } from './use-draft.ts'

/** What the house has: one tap each. */
export function FacilityField({ state }: { readonly state: DraftState }) {
  const t = wordsOf('houses/own')
  const { data, error, refetch } = useQuery(read('/facilities'))
  const { facility } = state.draft
  const toggle = (id: number, has: boolean) =>
    state.change(
      'facility',
      has
        ? [...facility, id].toSorted((one, other) => one - other)
        : facility.filter((one) => one !== id),
    )
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />
  if (!data)
    return (
      <Loading>
        <Skeleton className="h-64" />
      </Loading>
    )
  return (
    <fieldset>
      <legend className="mb-3 text-sm text-soft">
        {t('facilities_chosen', { count: facility.length })}
      </legend>
      <div className="flex flex-wrap gap-2.5">
        {inOrder(data).map(({ id, name }) => (
          <label
            key={id}
            className="group flex min-h-11 cursor-pointer items-center gap-2 rounded-full border border-edge bg-card px-4 transition-colors select-none hover:bg-wash has-checked:border-brand has-checked:bg-brand-wash has-checked:font-semibold has-checked:text-brand has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-brand"
          >
            <input
              type="checkbox"
              className="sr-only"
              checked={facility.includes(id)}
              onChange={(event) => toggle(id, event.target.checked)}
            />
            <Plus aria-hidden="true" className="size-4 text-soft group-has-checked:hidden" />
            <Check aria-hidden="true" className="hidden size-4 group-has-checked:block" />
            {name}
          </label>
        ))}
      </div>
      {state.problems.facility && (
        <p role="alert" className="mt-3 text-sm text-bad">
          {state.problems.facility}
        </p>
      )}
    </fieldset>
  )
}
