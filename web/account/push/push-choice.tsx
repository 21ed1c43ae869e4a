import { useEffect, useState } from 'react'
import { wordsOf } from '../../i18n/words.ts'
import { toast } from '../../ui/toast.ts'
import { Choices } from '../choices.tsx'
import { type PushState, readPush, turnPushOff, turnPushOn } from './browser-push.ts'

/** Whether this browser shows notices while the site is closed; nothing where it cannot. */
export function PushChoice() {
  const t = wordsOf('account/push')
  const [state, setState] = useState<PushState>('none')
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    readPush().then(setState, () => undefined)
  }, [])

  const turn = async (wanted: 'on' | 'off') => {
    if (busy) return
    setBusy(true)
    try {
      setState(await (wanted === 'on' ? turnPushOn() : turnPushOff()))
    } catch (error) {
      toast(error instanceof DOMException ? t('failed') : (error as Error).message, 'bad')
    } finally {
      setBusy(false)
    }
  }

  if (state === 'none') return null
  if (state === 'denied')
    return (
      <div className="py-4">
        <p className="font-medium">{t('title')}</p>
        <p className="text-soft">{t('denied')}</p>
      </div>
    )
  return (
    <Choices
      label={t('title')}
      chosen={state}
      choices={[
        { value: 'off', text: t('off') },
        { value: 'on', text: t('on') },
      ]}
      onChoose={(value) => void turn(value)}
    />
  )
}
