import { type FormEvent, useState } from 'react'
import { useChange } from '../../account/session/use-change.ts'
import { ask } from '../../api/client.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { toast } from '../../ui/toast.ts'
import { calendarStale } from '../days/use-change-days.ts'

interface NewFeed {
  readonly name: string
  readonly url: string
}

/** What is typed stays where it is until the calendar is imported. */
export function FeedForm({ house_id }: { readonly house_id: number }) {
  const t = wordsOf('availability')
  const [feed, setFeed] = useState<NewFeed>({ name: '', url: '' })
  const [error, setError] = useState('')
  const add = useChange(
    (body: NewFeed) => ask('POST', '/user/houses/{id}/feeds', { params: { id: house_id }, body }),
    {
      stale: calendarStale(house_id),
      onDone: (_, { name }) => {
        setFeed({ name: '', url: '' })
        toast(t('feed_added', { name }))
      },
      onFailed: ({ message }) => setError(message),
    },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setError('')
    add.mutate(feed)
  }
  return (
    <form onSubmit={submit} className="grid items-start gap-4 md:grid-cols-[12rem_minmax(0,1fr)]">
      <TextField
        label={t('feed_name')}
        hint={t('feed_name_hint')}
        required
        maxLength={40}
        value={feed.name}
        onChange={(event) => setFeed({ ...feed, name: event.target.value })}
      />
      <TextField
        label={t('feed_url')}
        hint={t('feed_url_hint')}
        error={error}
        required
        inputMode="url"
        maxLength={2_000}
        value={feed.url}
        onChange={(event) => setFeed({ ...feed, url: event.target.value })}
        after={
          <Button type="submit" tone="brand" className="min-h-12 shrink-0" busy={add.isPending}>
            {t('add_feed')}
          </Button>
        }
      />
    </form>
  )
}
