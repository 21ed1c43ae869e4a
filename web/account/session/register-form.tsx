import { Link } from '@tanstack/react-router'
import { CircleCheck } from 'lucide-react'
import { type FormEvent, useRef } from 'react'
import { ImageCode } from '../../codes/image-code.tsx'
import { OutboxLink } from '../../codes/outbox-link.tsx'
import { SendCodeButton } from '../../codes/send-code-button.tsx'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { isMobile, maskMobile, readMobile } from './mobile.ts'
import { useRegister } from './use-register.ts'

interface RegisterFormProps {
  /** Where the person goes on from the page of signing up. */
  readonly next?: string | undefined
  /** Logging in happens here too, instead of on a page of its own. */
  readonly onLogin?: (() => void) | undefined
  readonly onDone?: () => void
}

export function RegisterForm({ next, onLogin, onDone }: RegisterFormProps) {
  const t = wordsOf('account/session')
  const form = useRef<HTMLFormElement>(null)
  const { draft, change, image, problems, busy, sendCode, submit } = useRegister((field) => {
    const found = form.current?.elements.namedItem(field)
    if (found instanceof HTMLElement) found.focus()
  }, onDone)
  const is_registered = problems.mobile !== undefined && isMobile(readMobile(draft.mobile))

  return (
    <form
      ref={form}
      noValidate
      className="grid gap-5"
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault()
        const typed = new FormData(event.currentTarget)
        void submit({ password: String(typed.get('password')), agreed: typed.has('terms') })
      }}
    >
      <TextField
        label={t('mobile')}
        name="mobile"
        type="tel"
        inputMode="numeric"
        autoComplete="username"
        value={draft.mobile}
        onChange={({ target }) => change({ mobile: target.value })}
        hint={t('mobile_hint')}
        error={
          problems.mobile && (
            <>
              {problems.mobile} {is_registered && <LogInInstead next={next} onLogin={onLogin} />}
            </>
          )
        }
      />
      <TextField
        label={t('image_code')}
        name="image_code"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={8}
        value={image.is_right ? t('image_code_right') : image.code}
        readOnly={image.is_right}
        className={image.is_right ? 'border-good bg-good-wash font-medium text-good' : ''}
        onChange={({ target }) => image.setCode(target.value)}
        onKeyDown={(event) => {
          // Here, Enter means the code that this field is for.
          if (event.key !== 'Enter') return
          event.preventDefault()
          void sendCode()
        }}
        hint={
          image.is_right ? (
            t('image_code_kept')
          ) : (
            <>
              {t('image_code_hint')}
              <span className="sr-only">{t('image_code_unseen')}</span>
            </>
          )
        }
        error={problems.image_code}
        after={
          image.is_right ? (
            <CircleCheck aria-hidden="true" className="mx-4 size-7 shrink-0 text-good" />
          ) : (
            <ImageCode id={image.id} onChange={image.drawAgain} />
          )
        }
      />
      <TextField
        label={t('sms_code')}
        name="sms_code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={8}
        value={draft.sms_code}
        onChange={({ target }) => change({ sms_code: target.value })}
        hint={draft.sent_to && t('code_sent', { mobile: maskMobile(draft.sent_to) })}
        error={problems.sms_code}
        after={
          <SendCodeButton
            again_at={draft.again_at}
            sent={draft.sent_to !== ''}
            busy={busy === 'sending'}
            onSend={() => void sendCode()}
          />
        }
      />
      <PasswordField
        label={t('password')}
        name="password"
        autoComplete="new-password"
        hint={t('password_hint')}
        error={problems.password}
      />
      <Terms problem={problems.terms} />
      {problems.form && (
        <p role="alert" className="rounded-xl bg-bad-wash px-4 py-3 text-bad">
          {problems.form}
        </p>
      )}
      <Button type="submit" tone="brand" size="large" busy={busy === 'registering'}>
        {t('register')}
      </Button>
      <OutboxLink />
    </form>
  )
}

// The operator's own page, where the site names one.
const TERMS =
  document.querySelector<HTMLMetaElement>('meta[name="ihome-terms"]')?.content ?? '/terms'

/** Agreeing is a deed of one's own: nothing is ticked before. */
function Terms({ problem }: { readonly problem: string | undefined }) {
  const t = wordsOf('account/session')
  return (
    <div>
      <label className="flex min-h-11 cursor-pointer items-start gap-3 py-2">
        <input
          type="checkbox"
          name="terms"
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem && 'terms-problem'}
          className="mt-0.5 size-5 shrink-0 accent-brand"
        />
        <span>
          {t('terms')}{' '}
          <a href={TERMS} target="_blank" rel="noreferrer" className="underline underline-offset-4">
            {t('terms_link')}
          </a>
        </span>
      </label>
      {problem && (
        <p id="terms-problem" role="alert" className="text-sm text-bad">
          {problem}
        </p>
      )}
    </div>
  )
}

function LogInInstead({ next, onLogin }: Pick<RegisterFormProps, 'next' | 'onLogin'>) {
  const t = wordsOf('account/session')
  const look = 'font-semibold underline underline-offset-4'
  return onLogin ? (
    <button type="button" onClick={onLogin} className={look}>
      {t('registered_login')}
    </button>
  ) : (
    <Link to="/login" search={next ? { next } : {}} className={look}>
      {t('registered_login')}
    </Link>
  )
}
