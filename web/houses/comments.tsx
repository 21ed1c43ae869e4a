import { MessageCircle } from 'lucide-react'
import { useState } from 'react'
import { timeText } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import type { FullHouse } from './use-stay.ts'

const SHOWN_FIRST = 4

export function Comments({ comments }: Pick<FullHouse, 'comments'>) {
  const t = wordsOf('houses')
  const [all, setAll] = useState(false)
  const shown = all ? comments : comments.slice(0, SHOWN_FIRST)
  return (
    <section aria-labelledby="comments" className="grid gap-6">
      <h2 id="comments" className="text-xl font-bold">
        {comments.length ? t('comments', { count: comments.length }) : t('no_comments_title')}
      </h2>
      {comments.length === 0 && (
        <p className="flex gap-3 text-soft">
          <MessageCircle aria-hidden="true" className="size-5.5 shrink-0" />
          {t('no_comments')}
        </p>
      )}
      <ul className="grid gap-x-10 gap-y-7 md:grid-cols-2">
        {shown.map(({ comment, user_name, ctime }) => (
          <li key={`${ctime} ${user_name} ${comment}`} className="grid content-start gap-3">
            <div className="flex items-center gap-3">
              <Avatar name={user_name} url="" />
              <div className="leading-tight">
                <p className="font-semibold">{user_name}</p>
                <p className="text-sm text-soft">{timeText(ctime).replace(/ [\d:]+$/, '')}</p>
              </div>
            </div>
            <p className="whitespace-pre-line">{comment}</p>
          </li>
        ))}
      </ul>
      {comments.length > SHOWN_FIRST && !all && (
        <Button className="justify-self-start" onClick={() => setAll(true)}>
          {t('all_comments', { count: comments.length })}
        </Button>
      )}
    </section>
  )
}
