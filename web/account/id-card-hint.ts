import { readIdCard } from '../../contract/id-card.ts'
import type { NightDate } from '../../rules/night-date.ts'
import { today } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'

export const ID_CARD_LENGTH = 18

/** What is plainly wrong with a number; the server decides. */
export function problemOfIdCard(typed: string): string | undefined {
  const t = wordsOf('account')
  return readIdCard(typed, today() as NightDate) === undefined ? t('id_card_bad') : undefined
}

export function hintOfIdCard(typed: string): string {
  const t = wordsOf('account')
  const missing = ID_CARD_LENGTH - typed.length
  if (typed === '' || missing <= 0) return t('id_card_hint')
  return t('id_card_short', { count: missing })
}
