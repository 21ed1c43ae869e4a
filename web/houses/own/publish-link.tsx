import { Link } from '@tanstack/react-router'
import { HousePlus, Plus } from 'lucide-react'
import { wordsOf } from '../../i18n/words.ts'
import { buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/states.tsx'

export function PublishLink() {
  const t = wordsOf('houses/own')
  return (
    <Link to="/host/houses/new" className={buttonClass('brand')}>
      <Plus aria-hidden="true" className="size-5" />
      {t('publish')}
    </Link>
  )
}

export function NoHouses() {
  const t = wordsOf('houses/own')
  return (
    <EmptyState
      picture={<HousePlus aria-hidden="true" />}
      title={t('no_houses')}
      hint={t('no_houses_hint')}
    >
      <PublishLink />
    </EmptyState>
  )
}
