import { currencyWord } from '../../rules/money.ts'
import { lengthText, unitText } from '../../rules/stay-words.ts'
import { type Language, languageNow } from './language.ts'
import type { Rooms } from './rooms.ts'
import { CURRENCY } from './site-currency.ts'
import { STAY_UNIT } from './stay-unit.ts'

type Values = Readonly<Record<string, string | number>>
export type Key<Room extends keyof Rooms> = Extract<keyof Rooms[Room], string>
export type Words<Room extends keyof Rooms> = (key: Key<Room>, values?: Values) => string

// A file of words per room and language, loaded with the room's pages.
const FILES = import.meta.glob<{ default: Record<string, string> }>('../**/words.*.json')
const loaded = new Map<string, Record<string, string>>()

export const language: Language = languageNow()
const UNIT = unitText(language, STAY_UNIT)
const MONEY = currencyWord(CURRENCY, language)
const plural = new Intl.PluralRules(language)

async function loadRoom(room: keyof Rooms): Promise<void> {
  if (loaded.has(room)) return
  const load = FILES[`../${room}/words.${language}.json`]
  if (!load) throw new Error(`no words for ${room} in ${language}`)
  loaded.set(room, (await load()).default)
}

/** The words of rooms, in the language of the page; asked for before the page is shown. */
export const loadWords = (...rooms: (keyof Rooms)[]): Promise<unknown> =>
  Promise.all(rooms.map(loadRoom))

/**
 * The words of one room. `{{name}}` stands for a value; with a `count`, the form for that number is
 * taken where there is one (`key_one`, `key_other`). `{{unit}}` is what this site counts stays in,
 * `{{length}}` a stay of `count` of them, `{{currency}}` what it counts amounts in. Another language begins the page anew, so words never
 * change while it stands, and nothing has to listen for that.
 */
export const wordsOf =
  <Room extends keyof Rooms>(room: Room): Words<Room> =>
  (key, values = {}) => {
    const words = loaded.get(room)
    const count = values['count']
    const form = typeof count === 'number' ? words?.[`${key}_${plural.select(count)}`] : undefined
    const text = form ?? words?.[key]
    // Loud, so that no page is called done with a word missing.
    if (text === undefined) console.error(`no words for ${room}:${key}`)
    const stay = {
      unit: UNIT,
      currency: MONEY,
      length: lengthText(language, STAY_UNIT, Number(count)),
    }
    const all: Values = { ...stay, ...values }
    return (text ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(all[name]))
  }
