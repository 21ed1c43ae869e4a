import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ask } from '../../api/client.ts'
import type { DataOf, RouteOf } from '../../api/contract.ts'
import { read } from '../../api/queries.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { toast } from '../../ui/toast.ts'
import { Section } from '../section.tsx'
import { leave } from '../session/log-in.ts'
import { useChange } from '../session/use-change.ts'

type Hold = DataOf<RouteOf<'GET', '/user/deletion'>>['holds'][number]

export function DeleteSection() {
  const t = wordsOf('account')
  const { data } = useQuery({ ...read('/user/deletion'), staleTime: 0 })
  const [asked, setAsked] = useState(false)
  const holds = data?.holds ?? []
  return (
    <Section title={t('delete')}>
      <div className="grid gap-4 py-4">
        <ul className="grid list-disc gap-1 pl-5 text-soft">
          <li>{t('delete_hint_1')}</li>
          <li>{t('delete_hint_2')}</li>
          <li>{t('delete_hint_3')}</li>
        </ul>
        {holds.length > 0 ? (
          <Holds holds={holds} />
        ) : (
          <Button
            tone="danger"
            className="justify-self-start"
            disabled={!data}
            onClick={() => setAsked(true)}
          >
            {t('delete')}
          </Button>
        )}
      </div>
      {asked && <ConfirmDelete onClose={() => setAsked(false)} />}
    </Section>
  )
}

function Holds({ holds }: { readonly holds: readonly Hold[] }) {
  const t = wordsOf('account')
  return (
    <div role="status" className="grid gap-2 rounded-xl bg-wait-wash px-4 py-3 text-wait">
      <p className="font-medium">{t('delete_held')}</p>
      <ul className="grid list-disc gap-1 pl-5">
        {holds.map(({ kind, count }) => (
          <li key={kind}>{t(`hold_${kind}`, { count })}</li>
        ))}
      </ul>
    </div>
  )
}

function ConfirmDelete({ onClose }: { readonly onClose: () => void }) {
  const t = wordsOf('account')
  const common = wordsOf('ui')
  const client = useQueryClient()
  const navigate = useNavigate()
  const remove = useChange(() => ask('DELETE', '/user'), {
    onDone: async ({ due }) => {
      await navigate({ to: '/' })
      await leave(client)
      toast(t('delete_asked', { time: due.slice(0, 16) }))
    },
    onFailed: (error) => {
      toast(error.message, 'bad')
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('delete_title')}
      actions={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button tone="danger" busy={remove.isPending} onClick={() => remove.mutate(undefined)}>
            {t('delete')}
          </Button>
        </>
      }
    >
      <p>{t('delete_text')}</p>
    </Dialog>
  )
}
