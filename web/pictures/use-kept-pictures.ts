import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { withLogin } from '../account/session/ask-login.ts'
import { ask } from '../api/client.ts'
import type { House } from '../api/contract.ts'
import { makeStale, read } from '../api/queries.ts'
import { toast } from '../ui/toast.ts'
import { type Kept, moved } from './sending.ts'

const keptOf = ({ img_urls, srcsets }: House): readonly Kept[] =>
  img_urls.map((url, place) => ({ url, srcset: srcsets[place] ?? '' }))

/**
 * The pictures that a house has, in the order wanted. Writes go one after another: an order names
 * all pictures that stay, so one sent beside an upload would remove the new picture.
 */
export function useKeptPictures(house: House) {
  const client = useQueryClient()
  const [pictures, setPictures] = useState(() => keptOf(house))
  const wanted = useRef(pictures)
  // Taken away, but the server still has it: it can be brought back for a while.
  const [removed, setRemoved] = useState<{ readonly picture: Kept; readonly place: number }>()
  const waits = useRef<Kept>(undefined)
  const chain = useRef<Promise<unknown>>(Promise.resolve())
  const arranging = useRef(false)

  const show = useCallback(
    (next: readonly Kept[]) => {
      wanted.current = next
      setPictures(next)
      const { queryKey } = read('/houses/{id}', { params: { id: String(house.hid) } })
      client.setQueryData(queryKey, (known) => {
        if (!known) return known
        const urls = next.map(({ url }) => url)
        const srcsets = next.map(({ srcset }) => srcset)
        return { ...known, house: { ...known.house, img_urls: urls, srcsets } }
      })
    },
    [client, house.hid],
  )

  /** After all writes before it. */
  const inTurn = useCallback(<Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = chain.current.then(work)
    chain.current = turn.catch(() => undefined)
    return turn
  }, [])

  const arrange = useCallback(() => {
    // One that has not begun yet will send what is wanted by then.
    if (arranging.current) return
    arranging.current = true
    const before = wanted.current
    void inTurn(async () => {
      arranging.current = false
      const staying = waits.current ? [...wanted.current, waits.current] : wanted.current
      const body = { img_urls: staying.map(({ url }) => url) }
      await withLogin(() => ask('PUT', '/houses/{id}/images', { params: { id: house.hid }, body }))
      await makeStale(client, '/user/houses')
    }).catch(async (error: Error) => {
      toast(error.message, 'bad')
      const asked = read('/houses/{id}', { params: { id: String(house.hid) } })
      const now = await client.fetchQuery({ ...asked, staleTime: 0 }).catch(() => undefined)
      show(now ? keptOf(now.house) : before)
    })
  }, [client, house.hid, inTurn, show])

  const settle = useCallback(() => {
    if (!waits.current) return
    waits.current = undefined
    setRemoved(undefined)
    arrange()
  }, [arrange])

  return {
    pictures,
    removed: removed?.picture,
    inTurn,
    add: (picture: Kept) => show([...wanted.current, picture]),
    move: (from: number, to: number) => {
      show(moved(wanted.current, from, to))
      arrange()
    },
    remove: (place: number) => {
      settle()
      const picture = wanted.current[place]
      if (!picture) return
      waits.current = picture
      setRemoved({ picture, place })
      show(wanted.current.filter((one) => one !== picture))
    },
    undo: () => {
      if (!removed) return
      waits.current = undefined
      setRemoved(undefined)
      const { picture, place } = removed
      show([...wanted.current.slice(0, place), picture, ...wanted.current.slice(place)])
      arrange()
    },
    /** Makes a removal final. */
    settle,
  }
}

export type KeptPictures = ReturnType<typeof useKeptPictures>
