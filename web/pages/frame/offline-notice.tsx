import { useSyncExternalStore } from 'react'
import { wordsOf } from '../../i18n/words.ts'

function follow(listener: () => void) {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}

/** What is on the page stays; what was asked meanwhile is asked again by itself. */
export function OfflineNotice() {
  const t = wordsOf('ui')
  const online = useSyncExternalStore(follow, () => navigator.onLine)
  return (
    <div role="status">
      {!online && <p className="bg-ink text-center px-4 py-2 text-sm text-paper">{t('offline')}</p>}
    </div>
  )
}
