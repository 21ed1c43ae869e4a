import type { QueryClient } from '@tanstack/react-query'
import type { Notice } from '../api/contract.ts'
import { readEvents, type StreamEvent } from '../api/event-stream.ts'
import { makeStale } from '../api/queries.ts'
import { ERRCODE, isRefused } from '../api/refused.ts'
import { isOpenThread } from '../messages/open-threads.ts'
import { ORDER_STALE } from '../orders/order-stale.ts'
import { toast } from '../ui/toast.ts'
import { rememberNotice, rememberUnread, unreadNow } from './notice-cache.ts'
import { whileSeen } from './while-seen.ts'

/** Many at once are read for once. */
const GATHER_MS = 300
const AGAIN_MS_MIN = 1_000
const AGAIN_MS_MAX = 60_000

/** Keeps pages in step with what happens elsewhere, as long as they are seen; returns what ends it. */
export function followNotices(client: QueryClient): () => void {
  let last_id: string | undefined
  let gathering: ReturnType<typeof setTimeout> | undefined

  const refresh = () => {
    gathering ??= setTimeout(() => {
      gathering = undefined
      void makeStale(client, ...ORDER_STALE, '/threads')
    }, GATHER_MS)
  }
  const hear = ({ id, event, data }: StreamEvent) => {
    if (id) last_id = id
    const { unread, notice } = data as { unread: number; notice?: Notice }
    if (event === 'notice' && notice) {
      rememberNotice(client, notice)
      // Who looks at the conversation sees it there.
      if (!isOpenThread(notice.thread_id)) toast(notice.text)
      refresh()
      // Something was told, or read, while nobody listened here.
    } else if (event === 'unread' && unread !== unreadNow(client)) refresh()
    rememberUnread(client, unread)
  }
  const listen = async (signal: AbortSignal) => {
    let again_ms = AGAIN_MS_MIN
    while (!signal.aborted) {
      try {
        await readEvents('/events', {
          last_id,
          signal,
          onEvent: (event) => {
            again_ms = AGAIN_MS_MIN
            hear(event)
          },
        })
      } catch (error) {
        if (isForGood(error)) {
          if (isRefused(error, ERRCODE.session)) void makeStale(client, '/session')
          return
        }
      }
      await pause(again_ms * (0.5 + Math.random()), signal)
      again_ms = Math.min(again_ms * 2, AGAIN_MS_MAX)
    }
  }
  const stop = whileSeen(listen)
  return () => {
    stop()
    clearTimeout(gathering)
  }
}

/** Another try would be answered the same. */
const isForGood = (error: unknown) => isRefused(error) && !error.passing && error.status < 500

const pause = (wait_ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, wait_ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
