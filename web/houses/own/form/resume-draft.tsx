import { FilePen } from 'lucide-react'
import { wordsOf } from '../../../i18n/words.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { ago } from './ago.ts'
import type { KeptDraft } from './kept-draft.ts'

interface ResumeProps {
  readonly kept: KeptDraft
  readonly onResume: () => void
  readonly onRestart: () => void
}

/** Offers to go on with a draft that was left. */
export function ResumeDraft({ kept, onResume, onRestart }: ResumeProps) {
  const t = wordsOf('houses/own')
  return (
    <EmptyState
      picture={<FilePen aria-hidden="true" />}
      title={t('resume_title', { title: kept.draft.title.trim() || t('untitled') })}
      hint={t('resume_hint', { ago: ago(kept.kept_at_ms) })}
    >
      <Button tone="brand" onClick={onResume}>
        {t('resume')}
      </Button>
      <Button onClick={onRestart}>{t('restart')}</Button>
    </EmptyState>
  )
}
