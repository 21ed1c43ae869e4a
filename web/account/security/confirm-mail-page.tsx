import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { ask } from '../../api/client.ts'
import { makeStale } from '../../api/queries.ts'
import { wordsOf } from '../../i18n/words.ts'
import { LinkPage } from './link-page.tsx'

const route = getRouteApi('/mail/confirm')

/** A press, not the opening alone: programs that look into mail open its links. */
export function ConfirmMailPage() {
  const t = wordsOf('account/security')
  const client = useQueryClient()
  const { token = '' } = route.useSearch()
  const confirm = async () => {
    await ask('POST', '/mail/confirm', { body: { token } })
    await makeStale(client, '/user/mail')
  }
  return (
    <LinkPage
      of="/mail/confirm"
      hint={t('confirm_hint')}
      action={t('confirm_mail')}
      done={t('mail_confirmed')}
      work={confirm}
    />
  )
}
