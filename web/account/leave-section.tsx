import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { LogOut } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { toast } from '../ui/toast.ts'
import { Row } from './edit-row.tsx'
import { Section } from './section.tsx'
import { logOut, logOutEverywhere } from './session/log-in.ts'

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
      <Row value={t('this_device')}>
        <Button size="small" onClick={() => void leave(logOut)} busy={busy}>
          <LogOut aria-hidden="true" className="size-4" />
          {t('leave')}
        </Button>
      </Row>
      <Row value={t('all_devices')} hint={t('leave_all_hint')}>
        <Button size="small" tone="danger" onClick={() => setAsked(true)}>
          {t('leave_all')}
        </Button>
      </Row>
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
