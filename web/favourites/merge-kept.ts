import type { QueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { makeStale } from '../api/queries.ts'
import { loadWords, wordsOf } from '../i18n/words.ts'
import { toast } from '../ui/toast.ts'
import { keep, readKept } from './kept.ts'

/** What a visitor saved goes along into the account that they log in to. */
export async function mergeKept(client: QueryClient): Promise<void> {
  const house_ids = [...readKept()]
  if (house_ids.length === 0) return
  const { saved } = await ask('POST', '/user/favourites', { body: { house_ids } })
  // What was saved meanwhile stays for the next time.
  keep(readKept().filter((id) => !house_ids.includes(id)))
  await Promise.all([loadWords('favourites'), makeStale(client, '/user/favourites', '/user/lists')])
  if (saved > 0) toast(wordsOf('favourites')('merged', { count: saved }))
}
