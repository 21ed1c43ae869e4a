import type { ReactNode } from 'react'
import type { DataOf, RouteOf } from '../../api/contract.ts'
import type { RuleDraft } from './rule-draft.ts'

/** What each part of the form is given. */
export interface PartProps {
  readonly draft: RuleDraft
  /** What the house itself says, for days that no rule speaks of. */
  readonly house: DataOf<RouteOf<'GET', '/user/houses/{id}/rules'>>
  readonly onChange: (part: Partial<RuleDraft>) => void
  readonly errorAt: (place: string) => string | undefined
}

interface SectionProps {
  readonly title: string
  readonly hint?: string
  readonly children: ReactNode
}

export const RulePart = ({ title, hint, children }: SectionProps) => (
  <section className="grid gap-4">
    <div>
      <h3 className="font-bold">{title}</h3>
      {hint && <p className="text-sm text-soft">{hint}</p>}
    </div>
    {children}
  </section>
)
