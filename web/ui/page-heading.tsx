import type { ReactNode } from 'react'
import type { TitledPath } from '../../contract/pages.ts'
import { titleOf, usePageTitle } from './page-title.ts'

/** The title of a page, at its top and in the browser's tab, beside what it is most opened for. */
export function PageHeading({
  of,
  actions,
}: {
  readonly of: TitledPath
  readonly actions?: ReactNode
}) {
  const title = titleOf(of)
  usePageTitle(title)
  return (
    <header className="flex min-h-11 flex-wrap items-center justify-between gap-3">
      <h1 className="text-2xl font-extrabold tracking-tight text-balance md:text-3xl">{title}</h1>
      {actions}
    </header>
  )
}
