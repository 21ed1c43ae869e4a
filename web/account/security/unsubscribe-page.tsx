import { getRouteApi } from '@tanstack/react-router'
import { ANSWER_MS_MAX, API, queryText, readAnswer, send } from '../../api/client.ts'
import { language, wordsOf } from '../../i18n/words.ts'
import { LinkPage } from './link-page.tsx'

const route = getRouteApi('/mail/unsubscribe')

/** The page of the link; programs of mail ask the API themselves. */
export function UnsubscribePage() {
  const t = wordsOf('account/security')
  const { token = '' } = route.useSearch()
  const unsubscribe = async () => {
    const init = {
      method: 'POST',
      headers: { 'accept-language': language },
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    }
    readAnswer(await send(`${API}/mail/unsubscribe${queryText({ token })}`, init))
  }
  return (
    <LinkPage
      of="/mail/unsubscribe"
      hint={t('unsubscribe_hint')}
      action={t('unsubscribe')}
      done={t('unsubscribed')}
      work={unsubscribe}
    />
  )
}
