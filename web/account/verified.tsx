import { useRouter } from '@tanstack/react-router'
import { ShieldCheck } from 'lucide-react'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { ownPath } from './session/own-path.ts'

interface VerifiedProps {
  readonly real_name: string
  readonly id_card: string
  readonly next: string | undefined
}

export function Verified({ real_name, id_card, next }: VerifiedProps) {
  const t = wordsOf('account')
  const router = useRouter()
  return (
    <div className="grid gap-6 rounded-2xl bg-card p-6 shadow-card md:p-9">
      <div className="flex items-center gap-4">
        <span className="grid size-14 shrink-0 place-items-center rounded-full bg-good-wash text-good">
          <ShieldCheck aria-hidden="true" className="size-7" />
        </span>
        <div>
          <h2 className="text-lg font-bold">{t('verified_title')}</h2>
          <p className="text-soft">{t('verified_hint')}</p>
        </div>
      </div>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-3 rounded-xl bg-wash p-5">
        <dt className="text-soft">{t('verify_name')}</dt>
        <dd className="font-medium break-words">{real_name}</dd>
        <dt className="text-soft">{t('id_card')}</dt>
        <dd className="font-medium break-all tabular-nums">{id_card}</dd>
      </dl>
      <Button
        tone="brand"
        className="justify-self-start"
        onClick={() => router.history.push(next ? ownPath(next) : '/account')}
      >
        {t(next ? 'go_on' : 'back_to_account')}
      </Button>
    </div>
  )
}
