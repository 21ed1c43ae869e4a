import type { ReactNode } from 'react'
import { titleOf } from '../ui/page-title.ts'
import { useIsWide } from '../ui/use-is-wide.ts'
import { ThreadList } from './thread-list.tsx'
import type { Role } from './thread-queries.ts'

interface InboxProps {
  readonly role: Role | undefined
  readonly shown?: number
  /** Whether it is a conversation that the address asks for, not the list. */
  readonly open: boolean
  readonly children: ReactNode
}

/** The list and, beside it, one conversation; on a phone one of the two. */
export function Inbox({ role, shown, open, children }: InboxProps) {
  const wide = useIsWide()
  if (!wide && !open)
    return (
      <div className="page-narrow grid gap-4 py-6">
        <Heading />
        <ThreadList role={role} />
      </div>
    )
  if (!wide)
    return (
      <div className="-mb-24 h-[calc(100dvh-7rem-env(safe-area-inset-bottom))]">
        <h1 className="sr-only">{titleOf('/messages')}</h1>
        {children}
      </div>
    )
  return (
    <div className="page grid gap-6 py-6 md:grid-cols-[20rem_1fr] lg:grid-cols-[24rem_1fr]">
      <div className="grid content-start gap-4">
        <Heading />
        <ThreadList role={role} shown={shown} />
      </div>
      <div className="h-[calc(100dvh-7.5rem)] max-h-[54rem]">{children}</div>
    </div>
  )
}

const Heading = () => (
  <h1 className="text-2xl font-extrabold tracking-tight md:text-3xl">{titleOf('/messages')}</h1>
)
