import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import type { DataOf, RouteOf } from '../../api/contract.ts'
import { read } from '../../api/queries.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { Row } from '../edit-row.tsx'
import { Section } from '../section.tsx'
import { useChange } from '../session/use-change.ts'

type Session = DataOf<RouteOf<'GET', '/user/sessions'>>['sessions'][number]

const STALE = ['/user/sessions']

/** Where one is logged in; each but this one can be ended from here. */
export function SessionsSection() {
  const t = wordsOf('account')
  const { data } = useQuery(read('/user/sessions'))
  const endOthers = useChange(() => ask('DELETE', '/user/sessions/others'), {
    stale: STALE,
    onDone: () => toast(t('others_ended')),
  })
  return (
    <Section title={t('sessions')}>
      {!data && <Skeleton className="my-4 h-20" />}
      {data?.sessions.map((session) => (
        <SessionRow key={session.session_id} session={session} />
      ))}
      {data && data.sessions.length > 1 && (
        <div className="py-4">
          <Button
            tone="danger"
            busy={endOthers.isPending}
            onClick={() => endOthers.mutate(undefined)}
          >
            {t('end_others')}
          </Button>
        </div>
      )}
    </Section>
  )
}

function SessionRow({ session }: { readonly session: Session }) {
  const t = wordsOf('account')
  const end = useChange(
    () => ask('DELETE', '/user/sessions/{id}', { params: { id: session.session_id } }),
    { stale: STALE, onDone: () => toast(t('session_ended')) },
  )
  const device = session.device || t('unknown_device')
  const where = session.place ? t('place', { place: session.place }) : ''
  const used = t('used', { time: session.used.slice(0, 16) })
  return (
    <Row value={device} hint={[where, used].filter(Boolean).join(' · ')}>
      {session.current ? (
        <span className="rounded-full bg-good-wash px-3 py-1 text-sm font-semibold text-good">
          {t('current_device')}
        </span>
      ) : (
        <Button
          size="small"
          aria-label={`${t('end_session')} ${device}`}
          busy={end.isPending}
          onClick={() => end.mutate(undefined)}
        >
          {t('end_session')}
        </Button>
      )}
    </Row>
  )
}
