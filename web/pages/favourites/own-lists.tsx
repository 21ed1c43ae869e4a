import { useNavigate, useSearch } from '@tanstack/react-router'
import { Pencil, Plus, Share2, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { NothingSaved } from './house-cards.tsx'
import { ListHouses } from './list-houses.tsx'
import { type List, nameOf } from './lists.ts'

const NameDialog = lazy(async () => ({
  default: (await import('./name-dialog.tsx')).NameDialog,
}))
const ShareDialog = lazy(async () => ({
  default: (await import('./share-dialog.tsx')).ShareDialog,
}))
const DeleteDialog = lazy(async () => ({
  default: (await import('./delete-dialog.tsx')).DeleteDialog,
}))

type Asked = 'create' | 'rename' | 'share' | 'delete'

/** Somebody's lists, one of them open. */
export function OwnLists({ lists }: { readonly lists: readonly List[] }) {
  const t = wordsOf('favourites')
  const { list: wanted } = useSearch({ from: '/favourites' })
  const navigate = useNavigate()
  const [asked, setAsked] = useState<Asked>()
  const [first] = lists
  const open = lists.find(({ list_id }) => String(list_id) === wanted) ?? first
  if (!open) return <NothingSaved />
  const show = (list_id: number) =>
    navigate({ to: '/favourites', search: { list: String(list_id) }, replace: true })
  const close = () => setAsked(undefined)
  return (
    <>
      <nav aria-label={t('lists')} className="flex flex-wrap gap-2">
        {lists.map((list) => (
          <button
            key={list.list_id}
            type="button"
            aria-current={list === open ? 'page' : undefined}
            onClick={() => void show(list.list_id)}
            className="min-h-11 max-w-full truncate rounded-full border border-edge px-4 hover:bg-wash aria-[current=page]:border-ink aria-[current=page]:bg-wash aria-[current=page]:font-semibold"
          >
            {t('list_of', { name: nameOf(list), count: list.count })}
          </button>
        ))}
        <Button tone="quiet" onClick={() => setAsked('create')}>
          <Plus aria-hidden="true" className="size-4" />
          {t('new_list')}
        </Button>
      </nav>
      <section aria-labelledby="open-list" className="grid gap-5">
        <div className="flex flex-wrap items-center gap-2">
          <h2 id="open-list" className="mr-auto min-w-0 truncate text-xl font-bold">
            {nameOf(open)}
          </h2>
          <Button onClick={() => setAsked('share')}>
            <Share2 aria-hidden="true" className="size-4" />
            {t('share')}
          </Button>
          <Button onClick={() => setAsked('rename')}>
            <Pencil aria-hidden="true" className="size-4" />
            {t('rename')}
          </Button>
          {!open.is_default && (
            <Button onClick={() => setAsked('delete')}>
              <Trash2 aria-hidden="true" className="size-4" />
              {t('delete')}
            </Button>
          )}
        </div>
        <ListHouses key={open.list_id} list={open} lists={lists} />
      </section>
      <Suspense>
        {asked === 'create' && <NameDialog onClose={close} onMade={show} />}
        {asked === 'rename' && <NameDialog list={open} onClose={close} />}
        {asked === 'share' && <ShareDialog list={open} onClose={close} />}
        {asked === 'delete' && <DeleteDialog list={open} into={first ?? open} onClose={close} />}
      </Suspense>
    </>
  )
}
