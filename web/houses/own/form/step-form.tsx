import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import { wordsOf } from '../../../i18n/words.ts'
import type { DraftField } from './draft.ts'
import { StepNav } from './step-nav.tsx'
import type { StepName } from './steps.ts'

interface StepFormProps {
  readonly step: StepName
  readonly isDone: (step: StepName) => boolean
  readonly canOpen: (step: StepName) => boolean
  readonly onOpen: (step: StepName) => void
  /** The field to go to: a new object each time. */
  readonly wanted: { readonly field: DraftField } | undefined
  readonly onSubmit: () => void
  readonly buttons: ReactNode
  readonly children: ReactNode
}

/** One step of the form. A new step takes the focus to its heading, a wrong field to itself. */
export function StepForm(props: StepFormProps) {
  const { step, wanted, onSubmit, buttons, children } = props
  const t = wordsOf('houses/own')
  const form = useRef<HTMLFormElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current === step) return
    shown.current = step
    scrollTo({ top: 0 })
    heading.current?.focus({ preventScroll: true })
  }, [step])
  useEffect(() => {
    const field = wanted && form.current?.elements.namedItem(wanted.field)
    if (field instanceof HTMLElement) field.focus()
  }, [wanted])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <div className="grid max-w-3xl gap-5">
      <StepNav now={step} isDone={props.isDone} canOpen={props.canOpen} onOpen={props.onOpen} />
      <form
        ref={form}
        noValidate
        onSubmit={submit}
        className="grid gap-6 rounded-2xl bg-card p-5 shadow-card md:p-8"
      >
        <div>
          <h2 ref={heading} tabIndex={-1} className="text-xl font-bold outline-none">
            {t(`step_${step}`)}
          </h2>
          <p className="text-soft">{t(`step_${step}_hint`)}</p>
        </div>
        {children}
        <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-5">
          {buttons}
        </div>
      </form>
    </div>
  )
}
