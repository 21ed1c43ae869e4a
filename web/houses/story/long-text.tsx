import { useState } from 'react'
import { wordsOf } from '../../i18n/words.ts'

const LONG_LETTERS = 240
const LONG_LINES = 6

/** Paragraphs as they were typed; the beginning of many, until all is asked for. */
export function LongText({ text }: { readonly text: string }) {
  const t = wordsOf('houses/story')
  const [all, setAll] = useState(false)
  const is_long = text.length > LONG_LETTERS || text.split('\n').length > LONG_LINES
  return (
    <div className="grid justify-items-start gap-2">
      <p className={`max-w-prose whitespace-pre-line ${is_long && !all ? 'line-clamp-6' : ''}`}>
        {text}
      </p>
      {is_long && (
        <button
          type="button"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          className="min-h-11 font-semibold underline underline-offset-4"
        >
          {t(all ? 'show_less' : 'show_all')}
        </button>
      )}
    </div>
  )
}
