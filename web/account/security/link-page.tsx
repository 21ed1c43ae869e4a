import { Link } from '@tanstack/react-router'
import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import type { TitledPath } from '../../../contract/pages.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { titleOf, usePageTitle } from '../../ui/page-title.ts'
import { SessionCard } from '../session/session-card.tsx'
import { FormProblem } from '../session/sms-code-fields.tsx'

/** Where the link of a mail leads: one thing to press, and what became of it. */
export function LinkPage({
  of,
  hint,
  action,
  done,
  work,
}: {
  readonly of: TitledPath
  readonly hint: string
  readonly action: string
  readonly done: string
  readonly work: () => Promise<unknown>
}) {
  const t = wordsOf('account/security')
  const [state, setState] = useState<'asked' | 'busy' | 'done'>('asked')
  const [problem, setProblem] = useState<string>()
  usePageTitle(titleOf(of))
  const press = async () => {
    setState('busy')
    setProblem(undefined)
    try {
      await work()
      setState('done')
    } catch (error) {
      setProblem((error as Error).message)
      setState('asked')
    }
  }
  return (
    <SessionCard title={titleOf(of)} {...(state !== 'done' && { hint })}>
      {state === 'done' ? (
        <>
          <p role="status" className="flex items-center gap-3 font-medium text-good">
            <CircleCheck aria-hidden="true" className="size-6" />
            {done}
          </p>
          <Link to="/" className={buttonClass('plain')}>
            {t('to_home')}
          </Link>
        </>
      ) : (
        <>
          <FormProblem text={problem} />
          <Button tone="brand" size="large" busy={state === 'busy'} onClick={() => void press()}>
            {action}
          </Button>
        </>
      )}
    </SessionCard>
  )
}
