import { ERRCODE, isRefused } from '../../api/refused.ts'
import { wordsOf } from '../../i18n/words.ts'
import { isMobile } from './mobile.ts'

export type RegisterField = 'mobile' | 'image_code' | 'sms_code' | 'password' | 'terms'
/** What is wrong, in the order of the form; `form` is about none of its fields. */
export type RegisterProblems = Partial<Record<RegisterField | 'form', string>>

const PASSWORD_LENGTH = { min: 8, max: 128 }

/** What can be told before the server is asked for a code. */
export function problemsBeforeSms(mobile: string, image_code: string): RegisterProblems {
  const t = wordsOf('account/session')
  return {
    ...(!isMobile(mobile) && { mobile: t('mobile_bad') }),
    ...(!image_code && { image_code: t('image_code_empty') }),
  }
}

/** What is kept nowhere but in the form. */
export interface Typed {
  readonly password: string
  /** To the terms of the site. */
  readonly agreed: boolean
}

export function problemsBeforeRegister(
  mobile: string,
  sms_code: string,
  { password, agreed }: Typed,
): RegisterProblems {
  const t = wordsOf('account/session')
  return {
    ...(!isMobile(mobile) && { mobile: t('mobile_bad') }),
    ...(!sms_code && { sms_code: t('sms_code_empty') }),
    ...(password.length < PASSWORD_LENGTH.min && { password: t('password_short') }),
    ...(password.length > PASSWORD_LENGTH.max && { password: t('password_long') }),
    ...(!agreed && { terms: t('terms_needed') }),
  }
}

export function problemsBeforeReset(
  mobile: string,
  sms_code: string,
  password: string,
): RegisterProblems {
  return problemsBeforeRegister(mobile, sms_code, { password, agreed: true })
}

/** The server's refusal, put beside the field it is about: `code` names the one that was checked. */
export function problemsOf(error: Error, code: 'image_code' | 'sms_code'): RegisterProblems {
  if (isRefused(error, ERRCODE.taken)) return { mobile: error.message }
  if (isRefused(error, ERRCODE.no_data) || isRefused(error, ERRCODE.data_wrong))
    return { [code]: error.message }
  if (isRefused(error, ERRCODE.params)) {
    const { field = '' } = error
    if (field === 'mobile') return { mobile: wordsOf('account/session')('mobile_bad') }
    if (field === 'sms_code' || field === 'password') return { [field]: error.message }
  }
  return { form: error.message }
}
