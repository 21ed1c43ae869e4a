import { Link } from '@tanstack/react-router'
import { Bell, ChevronRight, Heart, KeyRound, MessagesSquare, ReceiptText } from 'lucide-react'
import type { ReactNode } from 'react'
import { wordsOf } from '../i18n/words.ts'
import { titleOf } from '../ui/page-title.ts'

const ROW = 'flex min-h-14 items-center gap-4 py-2 font-medium'

/** On a phone, where the bar below leads to "me": the ways on from here. */
export function MeLinks() {
  const t = wordsOf('account')
  return (
    <nav
      aria-label={t('links')}
      className="divide-y divide-line rounded-2xl bg-card px-5 py-1 shadow-card md:hidden"
    >
      <Link to="/orders" className={ROW}>
        <Way icon={<ReceiptText />} text={t('link_orders')} />
      </Link>
      <Link to="/favourites" className={ROW}>
        <Way icon={<Heart />} text={titleOf('/favourites')} />
      </Link>
      <Link to="/host" className={ROW}>
        <Way icon={<KeyRound />} text={t('link_host')} />
      </Link>
      <Link to="/messages" className={ROW}>
        <Way icon={<MessagesSquare />} text={t('link_messages')} />
      </Link>
      <Link to="/notices" className={ROW}>
        <Way icon={<Bell />} text={t('link_notices')} />
      </Link>
    </nav>
  )
}

const Way = ({ icon, text }: { readonly icon: ReactNode; readonly text: string }) => (
  <>
    <span aria-hidden="true" className="text-soft [&_svg]:size-5">
      {icon}
    </span>
    <span className="flex-1">{text}</span>
    <ChevronRight aria-hidden="true" className="size-5 text-soft" />
  </>
)
