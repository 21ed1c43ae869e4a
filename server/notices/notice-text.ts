import { TOLD_FIELDS } from '../../contract/houses.ts'
import type { NoticeKind } from '../../contract/notices.ts'
import { type DayWords, dayWords } from '../../rules/day-words.ts'
import type { Language } from '../../rules/language.ts'
import { moneyText } from '../../rules/money.ts'
import { type StayUnit, stayWords } from '../../rules/stay-words.ts'
import { publicName } from '../account/public-profile.ts'
import { describeFault } from '../availability/feeds/feed-faults.ts'
import type { Clock } from '../platform/database/clock.ts'
import { FIELDS, type Present, WORDS } from './notice-words.ts'
import type { NoticeRow } from './sql.ts'

type Notice = Pick<
  NoticeRow,
  | 'kind'
  | 'role'
  | 'title'
  | 'start_date'
  | 'end_date'
  | 'amount_fen'
  | 'reason'
  | 'status'
  | 'due_at'
  | 'was_paid'
  | 'changed'
  | 'about'
  | 'listed'
  | 'writer'
>

/** By which clock notices are written, and what the site counts stays and amounts in. */
export interface Telling {
  readonly clock: Clock
  readonly stay_unit: StayUnit
  readonly currency: string
}

/** What happened and why, in a few words: the subject of the notice. */
export function subjectOf(notice: Notice, language: Language): string {
  const [happened] = wordsOf(notice, language)
  const why = notice.about || writerOf(notice) || notice.reason || changesOf(notice, language)
  if (!why) return happened
  return language === 'en' ? `${happened}: ${why}` : `${happened}：${why}`
}

/** The whole notice, in one or two sentences. */
export function textOf(notice: Notice, telling: Telling, language: Language): string {
  const { clock, stay_unit, currency } = telling
  const { title } = notice
  const today = () => clock.today()
  const days = dayWords(language, today)
  const { stayText } = stayWords(language, stay_unit, today)
  const { start_date, end_date } = notice
  const stay = start_date && end_date ? stayText(start_date, end_date) : ''
  const subject = [title, stay].filter(Boolean).join(language === 'en' ? ', ' : '，')
  const reason = reasonOf(notice, language)
  const [happened, nextOf] = wordsOf(notice, language)
  const next = nextOf?.(presentOf(notice, clock, days))
  const aside = MONEY.has(notice.kind)
    ? moneyText(notice.amount_fen ?? 0, language, currency)
    : notice.about || writerOf(notice) || changesOf(notice, language)
  if (language === 'en') {
    const first = `${happened}${aside && ` (${aside})`}${subject && `: ${subject}`}.`
    return [first, reason && `Reason: ${reason}.`, next && `${next}.`].filter(Boolean).join(' ')
  }
  const first = `${happened}${aside && `（${aside}）`}${subject && `：${subject}`}。`
  return [first, reason && `原因：${reason}。`, next && `${next}。`].filter(Boolean).join('')
}

/** What a person wrote, or what is wrong with a feed. */
const reasonOf = ({ kind, reason }: Notice, language: Language): string =>
  kind === 'feed_failing' ? describeFault(reason, language) : reason

const writerOf = ({ writer }: Notice): string =>
  writer ? publicName(writer.name, writer.mobile) : ''

const MONEY: ReadonlySet<NoticeKind> = new Set(['order_placed', 'order_paid', 'order_refunded'])

const changesOf = ({ changed }: Notice, language: Language): string =>
  TOLD_FIELDS.filter((field) => changed?.includes(field))
    .map((field) => FIELDS[language][field])
    .join(language === 'en' ? ', ' : '、')

/** What each of these asks for can be done while its order stands there. */
const ASKED_IN: Partial<Record<NoticeKind, Notice['status']>> = {
  order_placed: 'WAIT_ACCEPT',
  order_accepted: 'WAIT_PAYMENT',
}

function presentOf(notice: Notice, clock: Clock, { timeText }: DayWords): Present {
  const today = clock.today()
  const asks = notice.status === ASKED_IN[notice.kind] && notice.due_at
  return {
    due: asks ? timeText(clock.format(asks)) : '',
    bookable: notice.listed && (notice.start_date ?? '') >= today,
    free_again: (notice.end_date ?? '') >= today,
    refunded: notice.was_paid && (notice.amount_fen ?? 0) > 0,
  }
}

const wordsOf = ({ kind, role }: Notice, language: Language) =>
  WORDS[language][kind][role] ?? ([''] as const)
