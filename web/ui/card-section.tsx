import { type ReactNode, useId } from 'react'

interface CardSectionProps {
  readonly title: string
  readonly children: ReactNode
}

/** A part of a page on a card of its own, named by its heading. */
export function CardSection({ title, children }: CardSectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="grid gap-4 rounded-3xl bg-card p-5 shadow-card md:p-8">
      <h2 id={id} className="text-lg font-bold">
        {title}
      </h2>
      {children}
    </section>
  )
}
