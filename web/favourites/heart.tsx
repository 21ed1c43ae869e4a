import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSession } from '../account/session/session.ts'
import { read } from '../api/queries.ts'
import { wordsOf } from '../i18n/words.ts'
import { useKept } from './kept.ts'

interface HeartProps {
  readonly house_id: number
  readonly title: string
  readonly className?: string
  /** On the page itself, not on a picture. */
  readonly plain?: true
}

const HEART = 'M12 20.5 4.2 12.9a5 5 0 0 1 7.1-7.1l.7.7.7-.7a5 5 0 0 1 7.1 7.1z'

/** Until it is saved it is an outline: dark on a page, white on whatever a picture shows. */
const lookOf = (saved: boolean, plain: boolean): string => {
  if (plain) return saved ? 'fill-brand stroke-brand' : 'fill-transparent stroke-current'
  return `stroke-white drop-shadow ${saved ? 'fill-brand' : 'fill-black/45'}`
}

/** Saves a house, or lets it go. What that takes comes with the first press. */
export function Heart({ house_id, title, className = '', plain }: HeartProps) {
  const client = useQueryClient()
  const session = useSession()
  const kept = useKept()
  const { data } = useQuery({ ...read('/user/favourites'), enabled: Boolean(session) })
  const saved = session
    ? data?.houses.some((house) => house.house_id === house_id) === true
    : kept.includes(house_id)
  const press = async () => {
    const { toggle } = await import('./toggle.ts')
    await toggle(client, { house_id, saved, member: Boolean(session) })
  }
  return (
    <button
      type="button"
      aria-label={wordsOf('ui')('save_house', { title })}
      aria-pressed={saved}
      onClick={() => void press()}
      className={`grid size-11 place-items-center ${className}`}
    >
      <svg
        viewBox="0 0 24 24"
        aria-hidden="true"
        className={`size-6.5 ${lookOf(saved, plain === true)}`}
        strokeWidth="1.8"
      >
        <path d={HEART} />
      </svg>
    </button>
  )
}
