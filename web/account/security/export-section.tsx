import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { API, ask } from '../../api/client.ts'
import { read } from '../../api/queries.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Row } from '../edit-row.tsx'
import { Section } from '../section.tsx'
import { useChange } from '../session/use-change.ts'

const LOOK_EVERY_MS = 3_000

/** Copies that were asked for; one that is being made is looked for until it is there. */
export function ExportSection() {
  const t = wordsOf('account')
  const { data } = useQuery({
    ...read('/user/export'),
    refetchInterval: ({ state }) =>
      state.data?.exports.some(({ ready }) => !ready) ? LOOK_EVERY_MS : false,
  })
  const request = useChange(() => ask('POST', '/user/export'), { stale: ['/user/export'] })
  const makes = data?.exports.some(({ ready }) => !ready) ?? false
  return (
    <Section title={t('export')}>
      <div className="grid gap-4 py-4">
        <p className="text-soft">{t('export_hint')}</p>
        <Button
          className="justify-self-start"
          busy={request.isPending || makes}
          onClick={() => request.mutate(undefined)}
        >
          {t(makes ? 'export_making' : 'export_request')}
        </Button>
      </div>
      {data?.exports
        .filter(({ ready }) => ready)
        .map(({ export_id, ctime, ends = '', bytes = 0 }) => (
          <Row
            key={export_id}
            value={t('export_of', { time: ctime.slice(0, 16) })}
            hint={t('export_until', { size: sizeText(bytes), time: ends.slice(0, 16) })}
          >
            <a
              href={`${API}/user/export/${export_id}`}
              download
              className={buttonClass('brand', 'small')}
            >
              <Download aria-hidden="true" className="size-4" />
              {t('download')}
            </a>
          </Row>
        ))}
    </Section>
  )
}

const sizeText = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
