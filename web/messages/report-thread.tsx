import { ReportDialog } from '../account/report-dialog.tsx'
import { ask } from '../api/client.ts'
import type { Thread } from '../api/contract.ts'
import { wordsOf } from '../i18n/words.ts'

interface ReportProps {
  readonly thread: Thread
  readonly onClose: () => void
}

/** Says what those who run the site may see then, before it is sent. */
export function ReportThread({ thread, onClose }: ReportProps) {
  const t = wordsOf('messages')
  return (
    <ReportDialog
      words={{
        title: t('report'),
        hint: t('report_hint'),
        reason: t('report_reason'),
        empty: t('report_empty'),
        send: t('report_send'),
        done: t('reported'),
      }}
      send={(reason) =>
        ask('POST', '/threads/{id}/reports', {
          params: { id: thread.thread_id },
          body: { reason },
        })
      }
      onClose={onClose}
    />
  )
}
