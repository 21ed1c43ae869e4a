import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ask } from '../../api/client.ts'
import type { DataOf, RouteOf } from '../../api/contract.ts'
import { read } from '../../api/queries.ts'
import { isRefusedAs } from '../../api/refused.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { toast } from '../../ui/toast.ts'
import { EditRow, Row } from '../edit-row.tsx'
import { FormButtons } from '../form-buttons.tsx'
import { useChange } from '../session/use-change.ts'

type Mail = DataOf<RouteOf<'GET', '/user/mail'>>

/** Where mail goes; nothing where the site sends none. */
export function MailRow() {
  const t = wordsOf('account')
  const { data: mail } = useQuery(read('/user/mail'))
  if (!mail?.available) return null
  return (
    <>
      <EditRow
        label={t('mail')}
        value={<MailNow mail={mail} />}
        action={t('change_mail')}
        change={t('change')}
      >
        {(close) => <MailForm address={mail.address ?? ''} onClose={close} />}
      </EditRow>
      {mail.address && <Subscription mail={mail} />}
    </>
  )
}

function MailNow({ mail }: { readonly mail: Mail }) {
  const t = wordsOf('account')
  return (
    <>
      <span className="block">{mail.address ?? t('no_mail')}</span>
      {mail.pending && (
        <span className="block text-sm font-normal text-wait">
          {t('mail_pending', { address: mail.pending })}
        </span>
      )}
      {mail.refused && (
        <span className="block text-sm font-normal text-bad">{t('mail_refused')}</span>
      )}
    </>
  )
}

function Subscription({ mail }: { readonly mail: Mail }) {
  const t = wordsOf('account')
  const change = useChange(
    (subscribed: boolean) => ask('PUT', '/user/mail/subscription', { body: { subscribed } }),
    { stale: ['/user/mail'] },
  )
  return (
    <Row
      value={t(mail.subscribed ? 'mail_subscribed' : 'mail_unsubscribed')}
      hint={t('mail_always')}
    >
      <Button size="small" busy={change.isPending} onClick={() => change.mutate(!mail.subscribed)}>
        {t(mail.subscribed ? 'unsubscribe' : 'subscribe')}
      </Button>
    </Row>
  )
}

function MailForm({
  address,
  onClose,
}: {
  readonly address: string
  readonly onClose: () => void
}) {
  const t = wordsOf('account')
  const [problem, setProblem] = useState<string>()
  const options = {
    stale: ['/user/mail'],
    onFailed: (error: Error) =>
      setProblem(isRefusedAs(error, 'params_invalid') ? t('mail_bad') : error.message),
  }
  const change = useChange(
    (typed: string) => ask('PUT', '/user/mail', { body: { address: typed } }),
    {
      ...options,
      onDone: () => {
        toast(t('mail_sent'))
        onClose()
      },
    },
  )
  const remove = useChange(() => ask('DELETE', '/user/mail'), { ...options, onDone: onClose })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setProblem(undefined)
    change.mutate(String(new FormData(event.currentTarget).get('address')).trim())
  }
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <TextField
        label={t('mail')}
        name="address"
        type="email"
        autoComplete="email"
        maxLength={254}
        defaultValue={address}
        hint={t('mail_hint')}
        error={problem}
      />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <FormButtons busy={change.isPending} onCancel={onClose} />
        {address && (
          <Button tone="danger" busy={remove.isPending} onClick={() => remove.mutate(undefined)}>
            {t('remove_mail')}
          </Button>
        )}
      </div>
    </form>
  )
}
