import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { withLogin } from '../account/session/ask-login.ts'
import { ask } from '../api/client.ts'
import type { Message } from '../api/contract.ts'
import { makeStale } from '../api/queries.ts'
import { isRefused } from '../api/refused.ts'
import { upload } from '../api/upload.ts'
import { changeKept, readKept, type Unsent } from './kept-thread.ts'
import { rememberMessage } from './thread-queries.ts'

/** Where a message goes: a thread, or a house or an order that may have none yet. */
export type About =
  | { readonly thread_id: number }
  | { readonly house_id: number }
  | { readonly order_id: number }

/** By what is kept of it: the same about a house and in its thread. */
export const nameOf = (about: About): string => Object.entries(about).join()

/** A message on its way, or one that did not arrive and why. */
export interface Outgoing extends Unsent {
  readonly file?: File
  readonly problem?: string
}

const TRIES_MAX = 3
const TRY_AGAIN_MS = 1_500

/** Messages on their way, one after another; what fails stays until it is sent again or dropped. */
export function useOutbox(about: About, onSent: (thread_id: number) => void) {
  const client = useQueryClient()
  const name = nameOf(about)
  const [outgoing, setOutgoing] = useState<readonly Outgoing[]>(() =>
    // What was on its way when the page was left may have arrived: its key tells.
    readKept(name).unsent.map((one) => ({ ...one, problem: '' })),
  )
  const change = (make: (all: readonly Outgoing[]) => readonly Outgoing[]) =>
    setOutgoing((all) => {
      const next = make(all)
      const unsent = next.filter(({ file }) => !file).map(({ key, text }) => ({ key, text }))
      changeKept(name, { unsent })
      return next
    })
  const drop = (key: string) => change((all) => all.filter((one) => one.key !== key))
  const fail = (key: string, problem: string) =>
    change((all) => all.map((one) => (one.key === key ? { ...one, problem } : one)))

  const post = async (one: Outgoing) => {
    try {
      const { thread_id, message } = await inTurn(name, () => tryHard(() => send(about, one)))
      rememberMessage(client, thread_id, message)
      drop(one.key)
      onSent(thread_id)
      void makeStale(client, '/threads')
    } catch (error) {
      fail(one.key, (error as Error).message)
    }
  }
  return {
    outgoing,
    drop,
    add(text: string, file?: File) {
      const one = { key: crypto.randomUUID(), text, ...(file && { file }) }
      change((all) => [...all, one])
      void post(one)
    },
    retry({ problem: _, ...one }: Outgoing) {
      change((all) => all.map((other) => (other.key === one.key ? one : other)))
      void post(one)
    },
  }
}

const last_of = new Map<string, Promise<unknown>>()

/** In the order in which they were written. */
function inTurn<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const done = (last_of.get(name) ?? Promise.resolve()).then(work, work)
  last_of.set(
    name,
    done.catch(() => undefined),
  )
  return done
}

/** A server that is gone for a moment need not be the person's business. */
async function tryHard<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await withLogin(work)
    } catch (error) {
      if (tries === TRIES_MAX || !isRefused(error) || !error.passing) throw error
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS * tries))
    }
  }
}

interface Sent {
  readonly thread_id: number
  readonly message: Message
}

async function send(about: About, { key, text, file }: Outgoing): Promise<Sent> {
  const headers = { 'idempotency-key': key }
  const body = { text }
  if ('house_id' in about)
    return ask('POST', '/houses/{id}/threads', { params: { id: about.house_id }, headers, body })
  if ('order_id' in about)
    return ask('POST', '/orders/{id}/threads', { params: { id: about.order_id }, headers, body })
  const { thread_id } = about
  const params = { id: thread_id }
  const { message } = file
    ? await upload('/threads/{id}/pictures', { picture: file }, { params, headers })
    : await ask('POST', '/threads/{id}/messages', { params, headers, body })
  return { thread_id, message }
}
