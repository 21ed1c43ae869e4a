import { useQuery } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useChange } from '../../account/session/use-change.ts'
import { ask } from '../../api/client.ts'
import { read } from '../../api/queries.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorState, Loading, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { FeedForm } from './feed-form.tsx'
import { FeedRow } from './feed-row.tsx'

const AskDialog = lazy(() => import('./ask-dialog.tsx'))

/** The calendars of other sites that hold days of a house, and its own for them. */
export function CalendarSync({ house_id }: { readonly house_id: number }) {
  const t = wordsOf('availability')
  const { data, error, refetch } = useQuery(
    read('/user/houses/{id}/feeds', { params: { id: house_id } }),
  )
  return (
    <section className="grid gap-5 rounded-2xl bg-card p-5 shadow-card">
      <div className="grid gap-1">
        <h2 className="text-lg font-bold">{t('sync')}</h2>
        <p className="text-soft">{t('sync_hint')}</p>
      </div>
      {error && !data && <ErrorState error={error} onRetry={refetch} />}
      {!data && !error && (
        <Loading>
          <Skeleton className="h-40" />
        </Loading>
      )}
      {data && (
        <>
          <div className="grid gap-3">
            <h3 className="font-semibold">{t('feeds_title')}</h3>
            {data.feeds.length === 0 && <p className="text-soft">{t('no_feeds')}</p>}
            <ul className="grid gap-3">
              {data.feeds.map((feed) => (
                <FeedRow key={feed.feed_id} house_id={house_id} feed={feed} />
              ))}
            </ul>
            <FeedForm house_id={house_id} />
          </div>
          <ExportAddress house_id={house_id} path={data.export_url} />
        </>
      )}
    </section>
  )
}

function ExportAddress({ house_id, path }: { readonly house_id: number; readonly path: string }) {
  const t = wordsOf('availability')
  const [asked, setAsked] = useState(false)
  const address = new URL(path, location.href).href
  const copy = async () => {
    await navigator.clipboard.writeText(address)
    toast(t('copied'))
  }
  return (
    <div className="grid gap-3 border-t border-line pt-5">
      <h3 className="font-semibold">{t('export_title')}</h3>
      <p className="text-sm text-soft">{t('export_hint')}</p>
      <p className="rounded-xl bg-wash px-3.5 py-3 text-sm wrap-anywhere select-all">{address}</p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={copy}>
          <Copy aria-hidden="true" className="size-4" />
          {t('copy')}
        </Button>
        <Button tone="quiet" onClick={() => setAsked(true)}>
          {t('renew')}
        </Button>
      </div>
      {asked && <RenewDialog house_id={house_id} onClose={() => setAsked(false)} />}
    </div>
  )
}

function RenewDialog({
  house_id,
  onClose,
}: {
  readonly house_id: number
  readonly onClose: () => void
}) {
  const t = wordsOf('availability')
  const renew = useChange(
    () => ask('POST', '/user/houses/{id}/export_url', { params: { id: house_id } }),
    {
      stale: [`/user/houses/${house_id}/feeds`],
      onDone: () => {
        toast(t('renewed'))
        onClose()
      },
    },
  )
  return (
    <Suspense>
      <AskDialog
        title={t('renew')}
        question={t('renew_question')}
        action={t('renew')}
        busy={renew.isPending}
        onGoOn={() => renew.mutate(undefined)}
        onClose={onClose}
      />
    </Suspense>
  )
}
