import { lazy, Suspense, useState } from 'react'
import type { OwnHouse } from '../../api/contract.ts'
import { wordsOf } from '../../i18n/words.ts'
import { useListing } from './use-listing.ts'

const UnlistDialog = lazy(async () => ({
  default: (await import('./unlist-dialog.tsx')).UnlistDialog,
}))

/** On: found and booked. Taking it off is asked once more; putting it back is not. */
export function ListingSwitch({
  house,
}: {
  readonly house: Pick<OwnHouse, 'house_id' | 'title' | 'listed'>
}) {
  const t = wordsOf('houses/own')
  const [asked, setAsked] = useState(false)
  const listing = useListing(house.house_id)
  return (
    <>
      <button
        type="button"
        role="switch"
        aria-checked={house.listed}
        aria-label={t('listing_of', { title: house.title })}
        disabled={listing.isPending}
        onClick={() => (house.listed ? setAsked(true) : listing.mutate(true))}
        className="group flex min-h-11 items-center gap-2.5 rounded-full px-2 text-sm font-medium disabled:opacity-60"
      >
        <span aria-hidden="true">{t(house.listed ? 'listing_on' : 'listing_off')}</span>
        <span
          aria-hidden="true"
          className="h-7 w-12 rounded-full bg-edge p-0.5 transition-colors group-aria-checked:bg-good"
        >
          <span className="block size-6 rounded-full bg-card transition-transform group-aria-checked:translate-x-5" />
        </span>
      </button>
      {asked && (
        <Suspense>
          <UnlistDialog house={house} onClose={() => setAsked(false)} />
        </Suspense>
      )}
    </>
  )
}
