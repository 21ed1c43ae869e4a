import { PassThrough } from 'node:stream'
import type { FastifyReply } from 'fastify'

const AGAIN_MS_MIN = 1_000
const AGAIN_MS_MAX = 4_000

/** One event as a browser's EventSource understands it. */
interface StreamEvent {
  /** What a client that lost its connection says it has seen last. */
  readonly id?: number
  readonly event: string
  readonly data: unknown
}

/** An answer that goes on: server-sent events to one client. */
export interface EventStream {
  readonly body: PassThrough
  /** Whether the client still has to fetch what was sent; who sends more fills our memory. */
  readonly congested: boolean
  readonly closed: boolean
  send(event: StreamEvent): void
  /** Keeps proxies from closing a connection on which nothing happens. */
  keepAlive(): void
  /** Ends the answer behind what was sent; the browser will come again. */
  end(): void
  /** Breaks the answer off. */
  drop(): void
  /** Calls `listener` once, when the stream has come to an end for whatever reason. */
  onClose(listener: () => void): void
}

export function openEventStream(reply: FastifyReply): EventStream {
  const body = new PassThrough()
  let closed = false
  const listeners: (() => void)[] = []
  const close = () => {
    if (closed) return
    closed = true
    for (const listener of listeners) listener()
  }
  // The answer to HEAD, for one, ends without its body.
  reply.raw.once('close', close)
  body.once('close', close)
  const write = (text: string) => {
    if (!closed && !body.writableEnded) body.write(text)
  }
  // Clients of a server that stops do not all come again at once.
  const again_ms = AGAIN_MS_MIN + Math.random() * (AGAIN_MS_MAX - AGAIN_MS_MIN)
  write(`retry: ${Math.round(again_ms)}\n\n`)
  return {
    body,
    get congested() {
      return body.writableNeedDrain
    },
    get closed() {
      return closed
    },
    send({ id, event, data }) {
      const head = id === undefined ? '' : `id: ${id}\n`
      write(`${head}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    },
    keepAlive: () => write(':\n\n'),
    end: () => {
      close()
      body.end()
    },
    drop: () => {
      close()
      body.destroy()
    },
    onClose(listener) {
      if (closed) listener()
      else listeners.push(listener)
    },
  }
}

/** `x-accel-buffering` asks nginx not to hold events back until a buffer is full. */
export const sendEvents = (reply: FastifyReply, { body }: EventStream) =>
  reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no').send(body)
