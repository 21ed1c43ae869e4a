import { useEffect, useRef } from 'react'
import { wordsOf } from '../i18n/words.ts'
import { Button } from './button.tsx'
import { ErrorState } from './states.tsx'

/** How far below the window the end of the list may be when more is fetched. */
const AHEAD = '600px'

/** What an endless query tells of itself. */
interface Pages {
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly isFetchNextPageError: boolean
  readonly error: Error | null
  readonly fetchNextPage: () => unknown
}

/**
 * The end of an endless list: fetches more when it comes near, or when it is pressed. After a
 * failure only the person tries again: nothing asks on and on by itself.
 */
export function MoreOnSight({ pages }: { readonly pages: Pages }) {
  const more = () => pages.fetchNextPage()
  if (!pages.hasNextPage) return null
  if (pages.isFetchNextPageError && !pages.isFetchingNextPage && pages.error)
    return <ErrorState error={pages.error} onRetry={more} />
  return <NextPage busy={pages.isFetchingNextPage} onMore={more} />
}

function NextPage({ busy, onMore }: { readonly busy: boolean; readonly onMore: () => unknown }) {
  const t = wordsOf('ui')
  const place = useRef<HTMLDivElement>(null)
  const more = useRef(onMore)
  useEffect(() => {
    more.current = onMore
  })
  useEffect(() => {
    if (busy || !place.current) return
    const observer = new IntersectionObserver(
      ([seen]) => {
        if (seen?.isIntersecting) more.current()
      },
      { rootMargin: AHEAD },
    )
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [busy])
  return (
    <div ref={place} className="grid justify-items-center py-4">
      <Button busy={busy} onClick={() => onMore()}>
        {t(busy ? 'loading' : 'more')}
      </Button>
    </div>
  )
}
