import { Tooltip } from '@base-ui/react/tooltip'
import type { Stay } from '../../api/contract.ts'
import { money, stayText } from '../../i18n/format.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Avatar } from '../../ui/avatar.tsx'

interface CardProps {
  readonly anchor: Element
  readonly stay: Stay
  readonly conflict: string | undefined
}

/** All of a stay in a small window beside its bar; the bar's own name says the same. */
export default function StayCard({ anchor, stay, conflict }: CardProps) {
  const t = wordsOf('availability')
  const of_orders = wordsOf('orders')
  const { guest_name, guest_avatar, start_date, end_date, status, title, amount } = stay
  return (
    <Tooltip.Root open>
      <Tooltip.Portal>
        <Tooltip.Positioner anchor={anchor} sideOffset={6} className="pointer-events-none z-30">
          <Tooltip.Popup
            aria-hidden="true"
            className="flex max-w-72 gap-3 rounded-2xl bg-raised p-3 text-sm text-ink shadow-float"
          >
            <Avatar name={guest_name} url={guest_avatar} />
            <span className="grid min-w-0">
              <span className="font-semibold">
                {guest_name} · {of_orders(`status_${status}`)}
              </span>
              <span className="tabular-nums">
                {stayText(start_date, end_date)} · {money(amount)}
              </span>
              <span className="line-clamp-2 text-soft">{title}</span>
              {conflict && (
                <span className="text-bad">{t('conflict_with', { name: conflict })}</span>
              )}
            </span>
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
