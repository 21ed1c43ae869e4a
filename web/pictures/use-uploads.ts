import { useBlocker } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { withLogin } from '../account/session/ask-login.ts'
import { isRefused } from '../api/refused.ts'
import { upload } from '../api/upload.ts'
import { wordsOf } from '../i18n/words.ts'
import { toast } from '../ui/toast.ts'
import { PICTURES_MAX, refuseFile } from './picture-limits.ts'
import type { Sending } from './sending.ts'
import type { KeptPictures } from './use-kept-pictures.ts'

let last_key = 0

/** Files on their way: one after another, in the order in which they were chosen. */
export function useUploads(house_id: number, kept: KeptPictures) {
  const t = wordsOf('pictures')
  const [sendings, setSendings] = useState<readonly Sending[]>([])
  const gone = useRef(new AbortController())

  const change = (key: number, part: Partial<Sending>) =>
    setSendings((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)))
  const drop = ({ key, preview }: Sending) => {
    URL.revokeObjectURL(preview)
    setSendings((all) => all.filter((one) => one.key !== key))
  }

  const send = (one: Sending) =>
    kept
      .inTurn(async () => {
        change(one.key, { state: 'sending', share: 0 })
        const { image_url, srcset } = await withLogin(() =>
          upload(
            '/houses/image',
            { house_id: String(house_id), house_image: one.file },
            { onProgress: (share) => change(one.key, { share }), signal: gone.current.signal },
          ),
        )
        kept.add({ url: image_url, srcset })
        drop(one)
      })
      .catch((error: Error) => {
        if (error.name === 'AbortError') return
        const hopeless = isRefused(error) && !error.passing && error.status === 200
        change(one.key, { state: 'failed', problem: error.message, hopeless })
      })

  const choose = (files: readonly File[]) => {
    // The server still counts one that could be brought back.
    kept.settle()
    const room = PICTURES_MAX - kept.pictures.length - sendings.length
    if (files.length > room)
      toast(
        t('pictures_over', { max: PICTURES_MAX, count: files.length - Math.max(0, room) }),
        'bad',
      )
    const added = files.slice(0, Math.max(0, room)).map((file): Sending => {
      last_key += 1
      const problem = refuseFile(file)
      const common = { key: last_key, file, preview: URL.createObjectURL(file), share: 0 }
      return problem
        ? { ...common, state: 'failed', problem, hopeless: true }
        : { ...common, state: 'waiting' }
    })
    setSendings((all) => [...all, ...added])
    for (const one of added) if (one.state === 'waiting') void send(one)
  }

  const retry = (one: Sending) => {
    change(one.key, { state: 'waiting', share: 0 })
    void send(one)
  }

  const busy = sendings.some(({ state }) => state !== 'failed')
  // Leaving the page, other than for another step, would lose what has not left yet.
  useBlocker({
    shouldBlockFn: ({ current, next }) =>
      busy && next.pathname !== current.pathname && !confirm(t('leave_uploads')),
    enableBeforeUnload: busy,
  })
  useEffect(() => {
    const leaving = new AbortController()
    gone.current = leaving
    return () => leaving.abort()
  }, [])

  return { sendings, choose, retry, drop }
}

export type Uploads = ReturnType<typeof useUploads>
