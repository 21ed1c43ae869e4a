import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { LogOut } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { wordsOf } from '../i18n/words.ts'
import { logOut, logOutEverywhere } from '../session/log-in.ts'
import { Button } from '../ui/button.tsx'
import { toast } from '../ui/toast.ts'
import { Section } from './section.tsx'

const LeaveAllDialog = lazy(async () => ({
  default: (await import('./leave-all-dialog.tsx')).LeaveAllDialog,
}))

export function LeaveSection() {
  const t = wordsOf('account')
  const client = useQueryClient()
  const navigate = useNavigate()
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)

  const leave = async (end: typeof logOut, done?: string) => {
    setBusy(true)
    try {
      await end(client, () => navigate({ to: '/' }))
      if (done) toast(done)
    } catch (error) {
      toast((error as Error).message, 'bad')
      setBusy(false)
    }
  }

  return (
    <Section title={t('security')}>
      <div className="grid justify-items-start gap-3 py-4">
        <Button onClick={() => void leave(logOut)} busy={busy}>
          <LogOut aria-hidden="true" className="size-4" />
          {t('leave')}
        </Button>
        <Button tone="quiet" className="-ml-4 text-bad" onClick={() => setAsked(true)}>
          {t('leave_all')}
        </Button>
        <p className="-mt-3 text-sm text-soft">{t('leave_all_hint')}</p>
      </div>
      {asked && (
        <Suspense>
          <LeaveAllDialog
            busy={busy}
            onClose={() => setAsked(false)}
            onConfirm={() => void leave(logOutEverywhere, t('left_all'))}
          />
        </Suspense>
      )}
    </Section>
  )
}
