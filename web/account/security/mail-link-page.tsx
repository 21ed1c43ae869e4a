import { getRouteApi, Link } from '@tanstack/react-router'
import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { ANSWER_MS_MAX, API, ask, queryText, readAnswer, send } from '../../api/client.ts'
import { language, wordsOf } from '../../i18n/words.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { titleOf, usePageTitle } from '../../ui/page-title.ts'
import { SessionCard } from '../session/session-card.tsx'
import { FormProblem } from '../session/sms-code-fields.tsx'

const route = getRouteApi('/mail/$action')

/**
 * Where the links of a mail lead: one thing to press, and what became of it. Opening it alone does
 * nothing, as programs that look into mail open its links.
 */
export function MailLinkPage() {
  const t = wordsOf('account')
  const { action } = route.useParams()
  const { token = '' } = route.useSearch()
  const [state, setState] = useState<'asked' | 'busy' | 'done'>('asked')
  const [problem, setProblem] = useState<string>()
  const confirms = action === 'confirm'
  usePageTitle(titleOf('/mail/$action'))
  const press = async () => {
    setState('busy')
    setProblem(undefined)
    try {
      await (confirms ? ask('POST', '/mail/confirm', { body: { token } }) : unsubscribe(token))
      setState('done')
    } catch (error) {
      setProblem((error as Error).message)
      setState('asked')
    }
  }
  if (state === 'done')
    return (
      <SessionCard title={titleOf('/mail/$action')}>
        <p role="status" className="flex items-center gap-3 font-medium text-good">
          <CircleCheck aria-hidden="true" className="size-6 shrink-0" />
          {t(confirms ? 'mail_confirmed' : 'unsubscribed')}
        </p>
        <Link to="/" className={buttonClass('plain')}>
          {t('to_home')}
        </Link>
      </SessionCard>
    )
  return (
    <SessionCard
      title={titleOf('/mail/$action')}
      hint={t(confirms ? 'confirm_hint' : 'unsubscribe_hint')}
    >
      <FormProblem text={problem} />
      <Button tone="brand" size="large" busy={state === 'busy'} onClick={() => void press()}>
        {t(confirms ? 'confirm_mail' : 'unsubscribe')}
      </Button>
    </SessionCard>
  )
}

/** As programs of mail ask it: a form, not JSON. */
async function unsubscribe(token: string): Promise<void> {
  const init = {
    method: 'POST',
    headers: { 'accept-language': language },
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    signal: AbortSignal.timeout(ANSWER_MS_MAX),
  }
  readAnswer(await send(`${API}/mail/unsubscribe${queryText({ token })}`, init))
}
