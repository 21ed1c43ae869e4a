import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ExternalLink, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { House } from '../../../api/contract.ts'
import { read } from '../../../api/queries.ts'
import { areaName } from '../../../i18n/area-name.ts'
import { money } from '../../../i18n/format.ts'
import { wordsOf } from '../../../i18n/words.ts'
import { Button, buttonClass } from '../../../ui/button.tsx'
import { Picture } from '../../../ui/picture.tsx'
import { useListing } from '../use-listing.ts'
import type { StepName } from './steps.ts'

interface PreviewProps {
  readonly house: House
  readonly dirty: boolean
  readonly onOpen: (step: StepName) => void
}

/** The house as it is saved, what it still lacks, and the button that makes it public. */
export function PreviewStep({ house, dirty, onOpen }: PreviewProps) {
  const t = wordsOf('houses/own')
  const navigate = useNavigate()
  const listing = useListing(house.hid, () => navigate({ to: '/host/houses' }))
  const bare = house.img_urls.length === 0
  return (
    <>
      <article className="overflow-hidden rounded-2xl border border-line">
        <Picture
          src={house.img_urls[0] ?? ''}
          srcSet={house.srcsets[0]}
          sizes="(min-width: 48rem) 44rem, 100vw"
          alt=""
          className="aspect-video"
        />
        <div className="grid gap-4 p-5">
          <div>
            <h3 className="text-lg font-bold">{house.title}</h3>
            <p className="text-soft">
              {areaName(house.area_name, house.area_name_en)} · {house.address}
            </p>
          </div>
          <Facts house={house} />
        </div>
      </article>
      {bare && (
        <Warning>
          {t('no_pictures_yet')}{' '}
          <button
            type="button"
            className="min-h-11 font-semibold underline"
            onClick={() => onOpen('pictures')}
          >
            {t('add_pictures')}
          </button>
        </Warning>
      )}
      {dirty && <Warning>{t('preview_dirty')}</Warning>}
      <div className="flex flex-wrap items-center gap-3">
        {house.listed ? (
          <Link to="/host/houses" className={buttonClass('brand', 'large')}>
            {t('finish')}
          </Link>
        ) : (
          <Button
            tone="brand"
            size="large"
            busy={listing.isPending}
            disabled={dirty}
            onClick={() => listing.mutate(true)}
          >
            {t('publish_now')}
          </Button>
        )}
        <Link to="/houses/$id" params={{ id: String(house.hid) }} className={buttonClass('quiet')}>
          <ExternalLink aria-hidden="true" className="size-4" />
          {t('see_house')}
        </Link>
      </div>
    </>
  )
}

function Facts({ house }: { readonly house: House }) {
  const t = wordsOf('houses/own')
  const { data } = useQuery(read('/facilities'))
  const names = data?.filter(({ id }) => house.facilities.includes(id)).map(({ name }) => name)
  const longest = house.max_days ? t('days', { count: house.max_days }) : t('no_limit')
  const facts = [
    [t('field_price'), `${money(house.price)} / ${t('day')}`],
    [t('field_deposit'), money(house.deposit)],
    [t('field_unit'), `${house.unit} · ${house.acreage} ${t('unit_acreage')}`],
    [t('field_capacity'), t('people', { count: house.capacity })],
    [t('field_beds'), house.beds],
    [t('stay_length'), t('stay_range', { count: house.min_days, max: longest })],
    [t('step_facilities'), names?.join('、') || t('none')],
    [t('step_pictures'), t('pictures_count', { count: house.img_urls.length })],
  ] as const
  return (
    <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="text-sm text-soft">{name}</dt>
          <dd className="font-medium">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const Warning = ({ children }: { readonly children: ReactNode }) => (
  <p className="flex flex-wrap items-center gap-2 rounded-xl bg-wait-wash px-4 py-2 text-wait">
    <TriangleAlert aria-hidden="true" className="size-5 shrink-0" />
    <span>{children}</span>
  </p>
)
