import type { ClassNames, ModifiersClassNames } from 'react-day-picker'

const STEP =
  'grid size-11 place-items-center rounded-full hover:bg-wash aria-disabled:opacity-30 aria-disabled:hover:bg-transparent'

export const CLASS_NAMES: Partial<ClassNames> = {
  root: 'relative select-none',
  months: 'relative flex justify-center gap-10',
  nav: 'absolute inset-x-0 top-0 flex justify-between',
  button_previous: STEP,
  button_next: STEP,
  month: 'w-full min-w-0 max-w-sm',
  month_caption: 'grid h-11 place-items-center font-bold',
  month_grid: 'w-full table-fixed border-collapse',
  weekday: 'h-9 text-sm font-normal text-soft',
  day: 'group p-0 py-0.5 text-center',
  day_button:
    'mx-auto grid size-11 max-w-full place-items-center rounded-full tabular-nums enabled:hover:ring-2 enabled:hover:ring-brand enabled:hover:ring-inset disabled:cursor-not-allowed',
  today: 'font-bold underline underline-offset-4',
  disabled: 'text-soft opacity-60',
  range_middle: 'bg-brand-wash',
  selected: '',
}

const END = 'opacity-100! [&>button]:bg-brand [&>button]:font-bold [&>button]:text-on-brand'

export const MODIFIER_CLASS_NAMES: ModifiersClassNames = {
  only: END,
  first: `bg-linear-to-r from-transparent from-50% to-brand-wash to-50% ${END}`,
  last: `bg-linear-to-l from-transparent from-50% to-brand-wash to-50% ${END}`,
  taken: 'line-through decoration-2',
  preview: 'bg-brand-wash',
}
