import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { HousePlus } from 'lucide-react'
import { useMe } from '../../account/session/me.ts'
import { read } from '../../api/queries.ts'
import { ERRCODE, isRefused } from '../../api/refused.ts'
import { wordsOf } from '../../i18n/words.ts'
import { PageHeading } from '../../ui/page-heading.tsx'
import { EmptyState, ErrorState, Loading, Skeleton } from '../../ui/states.tsx'
import { EditHouseForm } from './form/edit-house-form.tsx'
import { stepNamed } from './form/steps.ts'
import { PublishLink } from './publish-link.tsx'

export function EditHousePage() {
  return (
    <>
      <PageHeading of="/host/houses/$id" />
      <EditHouse />
    </>
  )
}

function EditHouse() {
  const { user_id } = useMe()
  const t = wordsOf('houses/own')
  const { id } = useParams({ from: '/_host/host/houses/$id' })
  const { step } = useSearch({ from: '/_host/host/houses/$id' })
  const house = useQuery(read('/houses/{id}', { params: { id } }))
  const areas = useQuery(read('/areas'))
  const way_in = useQuery({
    ...read('/user/houses/{id}/instructions', { params: { id } }),
    enabled: house.data?.house.user_id === user_id,
    // Secrets stay no longer than the form is open.
    gcTime: 0,
  })
  const foreign = house.data && house.data.house.user_id !== user_id
  if (foreign || isRefused(house.error, ERRCODE.no_data))
    return (
      <EmptyState
        picture={<HousePlus aria-hidden="true" />}
        title={t(foreign ? 'not_yours' : 'house_gone')}
      >
        <PublishLink />
      </EmptyState>
    )
  if (house.error && !house.data) return <ErrorState error={house.error} onRetry={house.refetch} />
  if (areas.error && !areas.data) return <ErrorState error={areas.error} onRetry={areas.refetch} />
  if (way_in.error && !way_in.data)
    return <ErrorState error={way_in.error} onRetry={way_in.refetch} />
  if (!house.data || !areas.data || !way_in.data)
    return (
      <Loading>
        <div className="grid max-w-3xl gap-5">
          <Skeleton className="h-11" />
          <Skeleton className="h-96" />
        </div>
      </Loading>
    )
  return (
    <EditHouseForm
      key={id}
      user_id={user_id}
      house={house.data.house}
      areas={areas.data}
      instructions={way_in.data.instructions}
      step={stepNamed(step)}
    />
  )
}
