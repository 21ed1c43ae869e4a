import { ImageCode } from '../../codes/image-code.tsx'
import { OutboxLink } from '../../codes/outbox-link.tsx'
import { SendCodeButton } from '../../codes/send-code-button.tsx'
import { wordsOf } from '../../i18n/words.ts'
import { TextField } from '../../ui/field.tsx'
import { maskMobile } from './mobile.ts'
import type { SmsCode } from './use-sms-code.ts'

/** The picture to read, and the code that comes for it. */
export function SmsCodeFields({
  sms,
  mobile,
}: {
  readonly sms: SmsCode
  /** To which it is sent. */
  readonly mobile: string
}) {
  const t = wordsOf('account/session')
  const { image, problems } = sms
  const send = () => void sms.send(mobile)
  return (
    <>
      <TextField
        label={t('image_code')}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={8}
        value={image.code}
        onChange={({ target }) => image.setCode(target.value)}
        onKeyDown={(event) => {
          // Here, Enter means the code that this field is for.
          if (event.key !== 'Enter') return
          event.preventDefault()
          send()
        }}
        hint={
          <>
            {t('image_code_hint')}
            <span className="sr-only">{t('image_code_unseen')}</span>
          </>
        }
        error={problems.image_code}
        after={<ImageCode id={image.id} onChange={image.drawAgain} />}
      />
      <TextField
        label={t('sms_code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={8}
        value={sms.code}
        onChange={({ target }) => sms.setCode(target.value)}
        hint={sms.sent_to && t('code_sent_if', { mobile: maskMobile(sms.sent_to) })}
        error={problems.sms_code}
        after={
          <SendCodeButton
            again_at={sms.again_at}
            sent={sms.sent_to !== ''}
            busy={sms.busy}
            onSend={send}
          />
        }
      />
      <OutboxLink />
    </>
  )
}

/** What is wrong with no field of its own. */
export const FormProblem = ({ text }: { readonly text: string | undefined }) =>
  text ? (
    <p role="alert" className="rounded-xl bg-bad-wash px-4 py-3 text-bad">
      {text}
    </p>
  ) : null
