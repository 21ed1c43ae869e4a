import { ReportDialog } from '../account/report-dialog.tsx'
import { ask } from '../api/client.ts'
import { wordsOf } from '../i18n/words.ts'

interface ReportProps {
  readonly house_id: number
  readonly review_id: number
  readonly onClose: () => void
}

/** Tells the site what is wrong with a review. */
export function ReportReview({ house_id, review_id, onClose }: ReportProps) {
  const t = wordsOf('reviews')
  return (
    <ReportDialog
      words={{
        title: t('report'),
        hint: t('report_hint'),
        reason: t('report_reason'),
        empty: t('text_empty'),
        send: t('report_send'),
        done: t('reported'),
      }}
      send={(reason) =>
        ask('POST', '/houses/{id}/reviews/{review_id}/report', {
          params: { id: house_id, review_id },
          body: { reason },
        })
      }
      onClose={onClose}
    />
  )
}
