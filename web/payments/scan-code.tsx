import { encode } from 'uqr'
import { wordsOf } from '../i18n/words.ts'
import { buttonClass } from '../ui/button.tsx'

/** White around a code, without which cameras do not find it, in modules. */
const EDGE = 3

/** A code that a phone scans off this screen: dark on white in the dark, too. */
export function ScanCode({
  text,
  return_url,
}: {
  readonly text: string
  readonly return_url: string
}) {
  const t = wordsOf('payments')
  const { data, size } = encode(text, { ecc: 'M', border: EDGE })
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  return (
    <div className="grid justify-items-center gap-4 text-center">
      <svg
        role="img"
        aria-label={t('scan_code')}
        viewBox={`0 0 ${size} ${size}`}
        shapeRendering="crispEdges"
        className="w-full max-w-64 rounded-2xl bg-white"
      >
        <path d={path} fill="#000" />
      </svg>
      <p role="status" className="max-w-sm">
        <span className="block font-semibold">{t('scan_with_wechat')}</span>
        <span className="text-sm text-soft">{t('scan_hint')}</span>
      </p>
      <a href={return_url} className={buttonClass('plain')}>
        {t('i_have_paid')}
      </a>
    </div>
  )
}
