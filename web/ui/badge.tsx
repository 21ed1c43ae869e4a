import type { ReactNode } from 'react'

const TONES = {
  good: 'bg-good-wash text-good',
  wait: 'bg-wait-wash text-wait',
  bad: 'bg-bad-wash text-bad',
  plain: 'bg-wash text-soft',
} as const
export type BadgeTone = keyof typeof TONES

export const Badge = ({
  tone,
  children,
}: {
  readonly tone: BadgeTone
  readonly children: ReactNode
}) => (
  <span
    className={`inline-flex items-center gap-1 rounded-full px-2.5 py-0.5 text-sm font-medium whitespace-nowrap ${TONES[tone]}`}
  >
    {children}
  </span>
)
