import { CreditCard, FlaskConical, QrCode, Wallet } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useId, useState } from 'react'
import type { Order } from '../api/contract.ts'
import { money } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { Skeleton } from '../ui/states.tsx'
import { PaidOrder } from './paid-order.tsx'
import { type OfferedProvider, useBegin } from './use-begin.ts'

const ScanCode = lazy(async () => ({ default: (await import('./scan-code.tsx')).ScanCode }))

type Name = OfferedProvider['provider']

const LOOKS = {
  alipay: [Wallet, 'bg-[#1266d6]'],
  wechat: [QrCode, 'bg-[#047a3a]'],
  stripe: [CreditCard, 'bg-[#574fe0]'],
  sandbox: [FlaskConical, 'bg-[#6b6259]'],
} as const satisfies Record<Name, unknown>

interface FormProps {
  readonly order: Order
  readonly providers: readonly OfferedProvider[]
  /** As the address names it. */
  readonly wanted: string | undefined
  /** What WeChat's page of consent has come back with. */
  readonly code: string | undefined
  /** What the sum is made of. */
  readonly children: ReactNode
}

/** What is paid, how, and the button; the code to scan in its place where that is the way. */
export function PayForm({ order, providers, wanted, code, children }: FormProps) {
  const t = wordsOf('payments')
  const [name, setName] = useState(wanted)
  const chosen = providers.find(({ provider }) => provider === name) ?? providers[0]
  const { begin, begun, busy, forget } = useBegin(order.order_id, chosen, code)
  if (!chosen) return null
  const choose = (provider: Name) => {
    setName(provider)
    forget()
  }
  return (
    <form
      className="grid gap-6 rounded-3xl bg-card p-5 shadow-card md:p-8"
      onSubmit={(event) => {
        event.preventDefault()
        void begin()
      }}
    >
      <div className="flex flex-wrap items-center justify-between gap-4">
        <PaidOrder order_id={order.order_id} />
        <p>
          <span className="block text-sm text-soft">{t('to_pay')}</span>
          <span className="text-3xl font-extrabold tabular-nums">{money(order.amount)}</span>
        </p>
      </div>
      {children}
      <fieldset className="grid gap-3">
        <legend className="mb-3 font-bold">{t('how_to_pay')}</legend>
        {providers.map(({ provider }) => (
          <Choice
            key={provider}
            provider={provider}
            checked={provider === chosen.provider}
            onChosen={() => choose(provider)}
          />
        ))}
      </fieldset>
      {begun?.qr ? (
        <Suspense fallback={<Skeleton className="mx-auto size-64 rounded-2xl" />}>
          <ScanCode text={begun.qr} return_url={begun.return_url ?? ''} />
        </Suspense>
      ) : (
        <Button type="submit" tone="brand" size="large" busy={busy}>
          {t('pay_now', { amount: money(order.amount) })}
        </Button>
      )}
    </form>
  )
}

interface ChoiceProps {
  readonly provider: Name
  readonly checked: boolean
  readonly onChosen: () => void
}

function Choice({ provider, checked, onChosen }: ChoiceProps) {
  const t = wordsOf('payments')
  const id = useId()
  const [Icon, look] = LOOKS[provider]
  return (
    <label
      htmlFor={id}
      className="flex min-h-16 cursor-pointer items-center gap-4 rounded-2xl border border-edge px-4 py-3 has-checked:border-brand has-checked:bg-brand-wash has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-brand"
    >
      <span className={`grid size-10 shrink-0 place-items-center rounded-xl text-white ${look}`}>
        <Icon aria-hidden="true" className="size-6" />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">{t(`provider_${provider}`)}</span>
        <span className="block text-sm text-soft">{t(`provider_${provider}_hint`)}</span>
      </span>
      <input
        id={id}
        type="radio"
        name="provider"
        checked={checked}
        onChange={onChosen}
        className="size-5 shrink-0 accent-brand"
      />
    </label>
  )
}
