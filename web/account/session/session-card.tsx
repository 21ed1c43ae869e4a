import type { ReactNode } from 'react'
import { Logo } from '../../ui/logo.tsx'

/** The card that logging in and signing up stand on. */
export const SessionCard = ({
  title,
  hint,
  children,
}: {
  readonly title: string
  readonly hint?: string
  readonly children: ReactNode
}) => (
  <div className="mx-auto w-full max-w-md px-4 py-6 md:py-14">
    <div className="grid gap-6 md:rounded-3xl md:bg-card md:p-9 md:shadow-card">
      <header className="grid gap-2">
        <Logo className="mb-2 size-12" />
        <h1 className="text-2xl font-bold tracking-tight">{title}</h1>
        {hint && <p className="text-soft">{hint}</p>}
      </header>
      {children}
    </div>
  </div>
)
