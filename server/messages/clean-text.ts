import { Refusal } from '../../contract/refusals.ts'

/** Lines stay; what else directs a terminal or a printer goes. */
const CONTROLS = /[\p{Cc}--[\n]]/gv
/** Turns the order of what follows it, also of what others wrote; letters that run to the left do not need it. */
const DIRECTIONS = /[\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu
/** Seen by nobody; joiners stay, as emoji and several scripts are made with them. */
const UNSEEN = /[\u{ad}\u{200b}\u{2060}-\u{2064}\u{feff}]/gu
const BLANK_LINES = /\n{3,}/g

/**
 * The text of a message, or a reason, as it is kept: whatever it looks like, it is text.
 *
 * @throws {Refusal} `params_invalid` where nothing is left.
 */
export function cleanText(sent: string, field = 'text'): string {
  const text = sent
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replace(CONTROLS, '')
    .replace(DIRECTIONS, '')
    .replace(UNSEEN, '')
    .replace(BLANK_LINES, '\n\n')
    .trim()
  if (/[^\p{Cf}\p{Mn}\s]/u.test(text)) return text
  throw new Refusal('params_invalid', { field, problem: 'must not be empty' })
}
