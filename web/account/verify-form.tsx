import { useRouter } from '@tanstack/react-router'
import { ShieldCheck } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { ask } from '../api/client.ts'
import { isRefused } from '../api/refused.ts'
import { wordsOf } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { toast } from '../ui/toast.ts'
import { hintOfIdCard, ID_CARD_LENGTH, problemOfIdCard } from './id-card-hint.ts'
import { ownPath } from './session/own-path.ts'
import { useChange } from './session/use-change.ts'
import { keepName, keptName } from './verify-draft.ts'

type Field = 'real_name' | 'id_card'

export function VerifyForm({ next }: { readonly next: string | undefined }) {
  const t = wordsOf('account')
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [real_name, setRealName] = useState(keptName)
  const [id_card, setIdCard] = useState('')
  const [problem, setProblem] = useState<{ field: Field; text: string }>()
  const tell = (field: Field, text: string) => {
    setProblem({ field, text })
    const found = form.current?.elements.namedItem(field)
    if (found instanceof HTMLElement) found.focus()
  }
  const verify = useChange(
    (person: { real_name: string; id_card: string }) =>
      ask('POST', '/users/auth', { body: person }),
    {
      stale: ['/users/auth'],
      onDone: () => {
        keepName('')
        toast(t('verify_done'))
        if (next) router.history.replace(ownPath(next))
      },
      onFailed: (error) =>
        tell(
          isRefused(error) && error.field === 'real_name' ? 'real_name' : 'id_card',
          error.message,
        ),
    },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setProblem(undefined)
    const wrong = problemOfIdCard(id_card)
    if (!real_name.trim()) tell('real_name', t('verify_name_empty'))
    else if (wrong) tell('id_card', wrong)
    else verify.mutate({ real_name: real_name.trim(), id_card: id_card.trim() })
  }
  const of = (field: Field) => (problem?.field === field ? problem.text : undefined)
  return (
    <form
      ref={form}
      noValidate
      onSubmit={submit}
      className="grid gap-5 rounded-2xl bg-card p-5 shadow-card md:p-9"
    >
      <TextField
        label={t('verify_name')}
        name="real_name"
        autoComplete="name"
        maxLength={32}
        value={real_name}
        onChange={({ target }) => {
          setRealName(target.value)
          keepName(target.value)
        }}
        hint={t('verify_name_hint')}
        error={of('real_name')}
      />
      <TextField
        label={t('id_card')}
        name="id_card"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={ID_CARD_LENGTH}
        value={id_card}
        onChange={({ target }) => {
          setIdCard(target.value.replace(/\s/g, '').toUpperCase())
          setProblem(undefined)
        }}
        hint={hintOfIdCard(id_card)}
        // A slip is told at the last digit, not at each one before it.
        error={
          of('id_card') ??
          (id_card.length === ID_CARD_LENGTH ? problemOfIdCard(id_card) : undefined)
        }
        className="tabular-nums"
      />
      <PrivacyNote />
      <p className="text-sm font-medium">{t('once')}</p>
      <Button type="submit" tone="brand" size="large" busy={verify.isPending}>
        {t('submit')}
      </Button>
    </form>
  )
}

function PrivacyNote() {
  const t = wordsOf('account')
  return (
    <div className="flex gap-3 rounded-xl bg-wash p-4 text-sm">
      <ShieldCheck aria-hidden="true" className="size-5 shrink-0 text-good" />
      <div className="grid gap-1">
        <h2 className="font-semibold">{t('privacy_title')}</h2>
        <ul className="grid list-disc gap-1 pl-4 text-soft">
          <li>{t('privacy_1')}</li>
          <li>{t('privacy_2')}</li>
          <li>{t('privacy_3')}</li>
        </ul>
      </div>
    </div>
  )
}
