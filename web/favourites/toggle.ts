import type { QueryClient } from '@tanstack/react-query'
import { withLogin } from '../account/session/ask-login.ts'
import { ask } from '../api/client.ts'
import type { DataOf, RouteOf } from '../api/contract.ts'
import { makeStale, read } from '../api/queries.ts'
import { isRefusedAs } from '../api/refused.ts'
import { loadWords, wordsOf } from '../i18n/words.ts'
import { toast } from '../ui/toast.ts'
import { keep, readKept } from './kept.ts'

type Favourites = DataOf<RouteOf<'GET', '/user/favourites'>>

interface Pressed {
  readonly house_id: number
  /** Before it was pressed. */
  readonly saved: boolean
  readonly member: boolean
}

/** Saves or lets go: on the site for who is logged in, in the browser for a visitor. */
export async function toggle(client: QueryClient, pressed: Pressed): Promise<void> {
  await loadWords('favourites')
  if (!pressed.member) return toggleKept(pressed)
  const { queryKey } = read('/user/favourites')
  const before = client.getQueryData<Favourites>(queryKey)
  // Seen at once; what the server says is read afterwards.
  await client.cancelQueries({ queryKey })
  client.setQueryData<Favourites>(queryKey, (known) => known && pressedIn(known, pressed))
  try {
    await withLogin(() => send(pressed))
  } catch (error) {
    client.setQueryData(queryKey, before)
    toast((error as Error).message, 'bad')
  }
  await makeStale(client, '/user/favourites', '/user/lists')
}

function toggleKept({ house_id, saved }: Pressed): void {
  const others = readKept().filter((id) => id !== house_id)
  keep(saved ? others : [house_id, ...others])
  if (!saved) toast(wordsOf('favourites')('kept_here'))
}

const pressedIn = (known: Favourites, { house_id, saved }: Pressed): Favourites => ({
  ...known,
  houses: saved
    ? known.houses.filter((house) => house.house_id !== house_id)
    : [{ house_id, list_id: 0 }, ...known.houses],
})

async function send({ house_id, saved }: Pressed): Promise<void> {
  const params = { id: house_id }
  if (!saved) {
    await ask('PUT', '/user/favourites/{id}', { params, body: {} })
    return
  }
  try {
    await ask('DELETE', '/user/favourites/{id}', { params })
  } catch (error) {
    // Let go of elsewhere: what was wanted is so.
    if (!isRefusedAs(error, 'favourite_missing')) throw error
  }
}
