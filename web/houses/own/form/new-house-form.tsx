import { useNavigate } from '@tanstack/react-router'
import { ask } from '../../../api/client.ts'
import type { HouseForm } from '../../../api/contract.ts'
import { wordsOf } from '../../../i18n/words.ts'
import { Button } from '../../../ui/button.tsx'
import { checkFields } from './check-draft.ts'
import type { HouseDraft } from './draft.ts'
import { forgetDraft, keepDraft, rememberMade } from './kept-draft.ts'
import { StepFields, type TypedStep } from './step-fields.tsx'
import { StepForm } from './step-form.tsx'
import { fieldsOf, STEPS, type StepName, stepBeside, stepNamed } from './steps.ts'
import { useDraft } from './use-draft.ts'
import { useSendDraft } from './use-send-draft.ts'

/** The server lists a new house at once; without pictures it is not to be seen yet. */
async function makeHouse(body: HouseForm): Promise<number> {
  const { house_id } = await ask('POST', '/houses/info', { body })
  await ask('PUT', '/houses/{id}/listing', {
    params: { id: house_id },
    body: { listed: false },
    // The house is there; that it is listed already is told in the last step.
  }).catch(() => undefined)
  return house_id
}

interface NewHouseProps {
  readonly user_id: number
  readonly step: string | undefined
  readonly first: HouseDraft
}

export function NewHouseForm({ user_id, step: asked, first }: NewHouseProps) {
  const t = wordsOf('houses/own')
  const navigate = useNavigate()
  const named = stepNamed(asked)
  const state = useDraft(first, (draft) => keepDraft(user_id, 'new', draft))
  const isFilled = (name: StepName) =>
    Object.keys(checkFields(state.draft, fieldsOf(name))).length === 0
  const canOpen = (name: StepName) => {
    const place = STEPS.findIndex((one) => one.name === name)
    return (
      name !== 'pictures' &&
      name !== 'preview' &&
      STEPS.slice(0, place).every((one) => isFilled(one.name))
    )
  }
  // Whoever types an address of a later step begins where something is missing.
  const step = (
    canOpen(named) ? named : (STEPS.find((one) => !isFilled(one.name))?.name ?? 'price')
  ) as TypedStep
  const open = (name: StepName) => void navigate({ to: '/host/houses/new', search: { step: name } })
  const { send, busy, wanted, show } = useSendDraft({
    state,
    work: makeHouse,
    onOpen: open,
    onDone: (house_id) => {
      forgetDraft(user_id, 'new')
      rememberMade(user_id, house_id)
      return navigate({
        to: '/host/houses/$id',
        params: { id: String(house_id) },
        search: { step: 'pictures' },
        replace: true,
      })
    },
  })
  const before = stepBeside(step, -1)
  const next = () => {
    if (step === 'price') return send()
    const wrong = state.check(fieldsOf(step))
    if (wrong) return show(wrong)
    keepDraft(user_id, 'new', state.draft)
    open(stepBeside(step, 1) ?? 'price')
  }
  const passed = (name: StepName) =>
    STEPS.findIndex((one) => one.name === name) < STEPS.findIndex((one) => one.name === step)
  return (
    <StepForm
      step={step}
      isDone={(name) => passed(name) && isFilled(name)}
      canOpen={canOpen}
      onOpen={open}
      wanted={wanted}
      onSubmit={next}
      buttons={
        <>
          <Button disabled={!before} onClick={() => before && open(before)}>
            {t('step_before')}
          </Button>
          <p className="order-last w-full text-sm text-soft sm:order-none sm:ml-auto sm:w-auto">
            {t(step === 'price' ? 'saved_unlisted' : 'kept_here')}
          </p>
          <Button type="submit" tone="brand" busy={busy}>
            {t(step === 'price' ? 'make_house' : 'step_next')}
          </Button>
        </>
      }
    >
      <StepFields step={step} state={state} />
    </StepForm>
  )
}
