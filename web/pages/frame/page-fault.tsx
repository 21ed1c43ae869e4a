import { type ComponentType, useEffect, useState } from 'react'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'

/** A page that broke: the rest of the site stands, and reloading begins it anew. */
export function PageFault() {
  const t = wordsOf('ui')
  return (
    <div role="alert" className="page-narrow grid justify-items-center gap-4 py-20 text-center">
      <Drawing />
      <h1 className="text-2xl font-bold">{t('fault')}</h1>
      <p className="text-soft">{t('fault_hint')}</p>
      <Button tone="brand" onClick={() => location.reload()}>
        {t('reload')}
      </Button>
    </div>
  )
}

/** Comes where it can: the page may have broken because nothing comes any more. */
function Drawing() {
  const [Drawn, setDrawn] = useState<ComponentType>()
  useEffect(() => {
    import('./dark-house-drawing.tsx').then(
      ({ DarkHouseDrawing }) => setDrawn(() => DarkHouseDrawing),
      () => undefined,
    )
  }, [])
  return <div className="h-36">{Drawn && <Drawn />}</div>
}
