import { WifiOff } from 'lucide-react'
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
      {!online && (
        <p className="flex items-center justify-center gap-2 bg-ink px-4 py-2 text-sm text-paper">
          <WifiOff aria-hidden="true" className="size-4" />
          {t('offline')}
        </p>
      )}
    </div>
  )
}
