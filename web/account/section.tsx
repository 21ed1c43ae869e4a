import { type ReactNode, useId } from 'react'

/** A white card with a heading; its rows are parted by thin lines. */
export function Section({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="rounded-2xl bg-card px-5 pt-5 pb-2 shadow-card md:px-7"
    >
      <h2 id={id} className="text-lg font-bold">
        {title}
      </h2>
      <div className="divide-y divide-line">{children}</div>
    </section>
  )
}
