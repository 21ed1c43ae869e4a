/** A text as eyes read it, and where each of its characters stands in the text as it was written. */
export interface PlainText {
  readonly text: string
  /** For each UTF-16 unit of `text`, and one more for its end. */
  readonly places: readonly number[]
}

const DIGITS_IN_CHINESE: Readonly<Record<string, string>> = {
  零: '0',
  〇: '0',
  '○': '0',
  洞: '0',
  一: '1',
  壹: '1',
  幺: '1',
  么: '1',
  二: '2',
  贰: '2',
  两: '2',
  三: '3',
  叁: '3',
  四: '4',
  肆: '4',
  五: '5',
  伍: '5',
  六: '6',
  陆: '6',
  七: '7',
  柒: '7',
  拐: '7',
  八: '8',
  捌: '8',
  九: '9',
  玖: '9',
}

/** Takes no room, or only dresses up what stands before it: who looks does not see it. */
const UNSEEN = /[\p{Cf}\p{Mn}\p{Me}]/u

/**
 * Wide, ringed and bold letters become plain and small ones, and what is not seen is left out; with
 * `numerals`, digits in Chinese become digits too.
 */
export function readPlainly(written: string, { numerals = false } = {}): PlainText {
  let text = ''
  const places: number[] = []
  let place = 0
  for (const character of written) {
    if (!UNSEEN.test(character)) {
      const numeral = numerals ? DIGITS_IN_CHINESE[character] : undefined
      const plain = numeral ?? plainOf(character)
      for (let unit = 0; unit < plain.length; unit += 1) places.push(place)
      text += plain
    }
    place += character.length
  }
  places.push(place)
  return { text, places }
}

/** Ligatures and the like become several letters; a lone half of a pair stays as it is. */
const plainOf = (character: string): string =>
  character.charCodeAt(0) < 0x80
    ? character.toLowerCase()
    : character.normalize('NFKC').toLowerCase()
