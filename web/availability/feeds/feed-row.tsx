import { lazy, Suspense, useState } from 'react'
import { useChange } from '../../account/session/use-change.ts'
import { ask } from '../../api/client.ts'
import type { Feed } from '../../api/contract.ts'
import { timeText } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { toast } from '../../ui/toast.ts'
import { calendarStale } from '../days/use-change-days.ts'
import { ConflictList } from './conflict-list.tsx'

const AskDialog = lazy(() => import('./ask-dialog.tsx'))

interface FeedProps {
  readonly house_id: number
  readonly feed: Feed
}

export function FeedRow({ house_id, feed }: FeedProps) {
  const t = wordsOf('availability')
  const [asked, setAsked] = useState(false)
  const { feed_id, name, url, error, last_try, last_good, events, conflicts } = feed
  const fetchNow = useChange(
    () =>
      ask('POST', '/user/houses/{id}/feeds/{feed_id}/fetch', { params: { id: house_id, feed_id } }),
    { stale: calendarStale(house_id) },
  )
  return (
    <li className="grid gap-2 rounded-xl border border-line p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h4 className="min-w-0 font-semibold wrap-anywhere">{name}</h4>
        <span className="flex flex-wrap gap-2">
          {conflicts > 0 && <Badge tone="bad">{t('conflicts', { count: conflicts })}</Badge>}
          {error && <Badge tone="wait">{t('feed_fails')}</Badge>}
          <Badge tone={error ? 'plain' : 'good'}>{t('events', { count: events })}</Badge>
        </span>
      </div>
      <p className="truncate text-sm text-soft" title={url}>
        {url}
      </p>
      <p className="text-sm text-soft">
        {last_good ? t('last_good', { time: timeText(last_good) }) : t('never_read')}
        {last_try > last_good && ` · ${t('last_try', { time: timeText(last_try) })}`}
      </p>
      {error && (
        <p role="alert" className="text-sm text-bad wrap-anywhere">
          {error}
        </p>
      )}
      <ConflictList house_id={house_id} feed={feed} />
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          busy={fetchNow.isPending}
          aria-label={t('fetch_feed', { name })}
          onClick={() => fetchNow.mutate(undefined)}
        >
          {t('fetch_now')}
        </Button>
        <Button
          size="small"
          tone="quiet"
          aria-label={t('remove_feed', { name })}
          onClick={() => setAsked(true)}
        >
          {t('remove')}
        </Button>
      </div>
      {asked && <RemoveDialog house_id={house_id} feed={feed} onClose={() => setAsked(false)} />}
    </li>
  )
}

function RemoveDialog({ house_id, feed, onClose }: FeedProps & { readonly onClose: () => void }) {
  const t = wordsOf('availability')
  const { feed_id, name } = feed
  const remove = useChange(
    () => ask('DELETE', '/user/houses/{id}/feeds/{feed_id}', { params: { id: house_id, feed_id } }),
    {
      stale: calendarStale(house_id),
      onDone: () => {
        toast(t('removed', { name }))
        onClose()
      },
    },
  )
  return (
    <Suspense>
      <AskDialog
        title={t('remove_feed', { name })}
        question={t('remove_question')}
        action={t('remove')}
        busy={remove.isPending}
        onGoOn={() => remove.mutate(undefined)}
        onClose={onClose}
      />
    </Suspense>
  )
}
