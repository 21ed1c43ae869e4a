import type { ReactNode } from 'react'
import { wordsOf } from '../i18n/words.ts'
import { Button } from './button.tsx'

/** Holds the place of what is loading, in its size, so that nothing moves when it comes. */
export const Skeleton = ({ className = '' }: { readonly className?: string }) => (
  <div aria-hidden="true" className={`animate-pulse rounded-xl bg-wash ${className}`} />
)

/** Tells screen readers that a part of the page is on its way. */
export function Loading({ children }: { readonly children: ReactNode }) {
  const t = wordsOf('ui')
  return (
    <div aria-busy="true">
      <span className="sr-only" role="status">
        {t('loading')}
      </span>
      {children}
    </div>
  )
}

interface StateProps {
  readonly picture?: ReactNode
  readonly title: string
  readonly hint?: string
  readonly children?: ReactNode
}

/** Nothing here yet: says why, and what can be done. */
export const EmptyState = ({ picture, title, hint, children }: StateProps) => (
  <div className="grid justify-items-center gap-3 rounded-3xl border border-dashed border-line px-6 py-14 text-center">
    {picture && <div className="text-brand [&_svg]:size-10">{picture}</div>}
    <h2 className="text-lg font-bold">{title}</h2>
    {hint && <p className="max-w-sm text-soft">{hint}</p>}
    {children && <div className="mt-2 flex flex-wrap justify-center gap-3">{children}</div>}
  </div>
)

/** It could not be read: says what the server said, and offers to try again. */
export function ErrorState({
  error,
  onRetry,
}: {
  readonly error: Error
  readonly onRetry: () => unknown
}) {
  const t = wordsOf('ui')
  return (
    <div
      role="alert"
      className="grid justify-items-center gap-4 rounded-3xl bg-bad-wash px-6 py-12 text-center"
    >
      <p className="max-w-md text-bad">{error.message}</p>
      <Button onClick={() => void onRetry()}>{t('retry')}</Button>
    </div>
  )
}
