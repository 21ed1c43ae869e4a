import { API_PREFIX } from '../../contract/route.ts'

export interface StreamEvent {
  readonly id: string
  readonly event: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into events of every shape
  readonly data: any
}

/** A page that follows the events of its person, as an EventSource does. */
export interface Listener {
  readonly response: Response
  /** What has come, in its order. */
  readonly events: StreamEvent[]
  /** Lines that are no part of an event. */
  readonly other_lines: string[]
  /** Resolves when the stream has ended, from whichever side. */
  readonly ended: Promise<void>
  /** The id that a browser would come back with. */
  lastId(): string | undefined
  notices(): StreamEvent[]
  close(): Promise<void>
}

/** Opens the stream at `origin` with somebody's cookie. */
export async function listen(
  origin: string,
  cookie: string | undefined,
  headers: Record<string, string> = {},
): Promise<Listener> {
  const leaving = new AbortController()
  const response = await fetch(`${origin}${API_PREFIX}/events`, {
    headers: { ...(cookie && { cookie }), accept: 'text/event-stream', ...headers },
    signal: leaving.signal,
  })
  const events: StreamEvent[] = []
  const other_lines: string[] = []
  const ended = read(response, events, other_lines)
  return {
    response,
    events,
    other_lines,
    ended,
    lastId: () => events.at(-1)?.id,
    notices: () => events.filter(({ event }) => event === 'notice'),
    async close() {
      leaving.abort()
      await ended
    },
  }
}

async function read({ body }: Response, events: StreamEvent[], other_lines: string[]) {
  let rest = ''
  let last_id = ''
  try {
    for await (const chunk of (body as ReadableStream).pipeThrough(new TextDecoderStream())) {
      const blocks = `${rest}${chunk}`.split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const fields = new Map(
          block.split('\n').map((line) => line.split(/: (.*)/s) as [string, string]),
        )
        last_id = fields.get('id') ?? last_id
        const data = fields.get('data')
        if (data === undefined) other_lines.push(block)
        else
          events.push({
            id: last_id,
            event: fields.get('event') ?? 'message',
            data: JSON.parse(data),
          })
      }
    }
  } catch {
    // Broken off: by us, or by a server that was killed.
  }
}
