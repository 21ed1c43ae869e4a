import { Refusal } from '../../contract/refusals.ts'
import { SEARCH_LETTERS_MAX, SEARCH_WORDS_MAX } from '../../contract/search.ts'

/**
 * The words of a text that was typed; width is folded first, because a wide space parts words too.
 *
 * @throws {Refusal} `params_invalid` for more than a search may cost.
 */
export function readWords(text: string): string[] {
  const words = text.normalize('NFKC').split(/\s+/u).filter(Boolean)
  // Folding makes some letters many.
  if ([...words.join('')].length > SEARCH_LETTERS_MAX)
    throw refused(`must not be longer than ${SEARCH_LETTERS_MAX} characters`)
  if (words.length > SEARCH_WORDS_MAX)
    throw refused(`must not have more than ${SEARCH_WORDS_MAX} words`)
  return words
}

const refused = (problem: string) => new Refusal('params_invalid', { field: 'q', problem })
