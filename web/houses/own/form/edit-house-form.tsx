import { useNavigate } from '@tanstack/react-router'
import { ask } from '../../../api/client.ts'
import type { Area, House, Instructions } from '../../../api/contract.ts'
import { wordsOf } from '../../../i18n/words.ts'
import { PicturesStep } from '../../../pictures/pictures-step.tsx'
import { useKeptPictures } from '../../../pictures/use-kept-pictures.ts'
import { useUploads } from '../../../pictures/use-uploads.ts'
import { Button } from '../../../ui/button.tsx'
import { toast } from '../../../ui/toast.ts'
import { checkFields } from './check-draft.ts'
import { draftOf, sameDraft } from './draft.ts'
import { findDraft, forgetDraft, keepDraft } from './kept-draft.ts'
import { PreviewStep } from './preview-step.tsx'
import { isTypedStep, StepFields } from './step-fields.tsx'
import { StepForm } from './step-form.tsx'
import { fieldsOf, type StepName, stepBeside } from './steps.ts'
import { UnsavedBar } from './unsaved-bar.tsx'
import { useDraft } from './use-draft.ts'
import { useSendDraft } from './use-send-draft.ts'

interface EditHouseProps {
  readonly user_id: number
  readonly house: House
  readonly areas: readonly Area[]
  readonly instructions: Instructions
  readonly step: StepName
}

/** Every step is open at any time; what was changed is saved as a whole, pictures at once. */
export function EditHouseForm(props: EditHouseProps) {
  const { user_id, house, areas, instructions, step } = props
  const t = wordsOf('houses/own')
  const navigate = useNavigate()
  const saved = draftOf(house, areas, instructions)
  const state = useDraft(findDraft(user_id, house.hid, saved)?.draft ?? saved, (draft) =>
    keepDraft(user_id, house.hid, draft),
  )
  // Here and not in their step: they go on while another step is looked at.
  const kept = useKeptPictures(house)
  const uploads = useUploads(house.hid, kept)
  const open = (name: StepName) =>
    void navigate({
      to: '/host/houses/$id',
      params: { id: String(house.hid) },
      search: { step: name },
    })
  const { send, busy, wanted, show } = useSendDraft({
    state,
    work: (body) => ask('PUT', '/houses/{id}', { params: { id: house.hid }, body }),
    onOpen: open,
    onDone: () => {
      forgetDraft(user_id, house.hid)
      toast(t('house_saved'))
    },
  })
  const dirty = !sameDraft(state.draft, saved)
  const before = stepBeside(step, -1)
  const after = stepBeside(step, 1)
  const next = () => {
    const wrong = state.check(fieldsOf(step))
    if (wrong) show(wrong)
    else if (after) open(after)
  }
  const isDone = (name: StepName) =>
    name === 'pictures'
      ? house.img_urls.length > 0
      : name !== 'preview' && Object.keys(checkFields(state.draft, fieldsOf(name))).length === 0
  return (
    <div className="grid gap-4">
      {dirty && (
        <UnsavedBar
          busy={busy}
          onSave={send}
          onDrop={() => {
            forgetDraft(user_id, house.hid)
            state.replace(saved)
          }}
        />
      )}
      <StepForm
        step={step}
        isDone={isDone}
        canOpen={() => true}
        onOpen={open}
        wanted={wanted}
        onSubmit={next}
        buttons={
          <>
            <Button disabled={!before} onClick={() => before && open(before)}>
              {t('step_before')}
            </Button>
            {after && (
              <Button type="submit" tone={dirty ? 'plain' : 'brand'}>
                {t('step_next')}
              </Button>
            )}
          </>
        }
      >
        {isTypedStep(step) && <StepFields step={step} state={state} />}
        {step === 'pictures' && <PicturesStep kept={kept} uploads={uploads} />}
        {step === 'preview' && <PreviewStep house={house} dirty={dirty} onOpen={open} />}
      </StepForm>
    </div>
  )
}
