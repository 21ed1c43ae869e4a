import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { DarkHouseDrawing } from './dark-house-drawing.tsx'

/** A page that broke: the rest of the site stands, and reloading begins it anew. */
export function PageFault() {
  const t = wordsOf('ui')
  return (
    <div role="alert" className="page-narrow grid justify-items-center gap-4 py-20 text-center">
      <DarkHouseDrawing />
      <h1 className="text-2xl font-bold">{t('fault')}</h1>
      <p className="text-soft">{t('fault_hint')}</p>
      <Button tone="brand" onClick={() => location.reload()}>
        {t('reload')}
      </Button>
    </div>
  )
}
