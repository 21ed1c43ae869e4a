import { learnFromDate } from '../i18n/site-clock.ts'
import { language } from '../i18n/words.ts'
import { type Envelope, readAnswer } from './client.ts'
import { Refused } from './refused.ts'

/** The server says something at least every half a minute; a line that is silent longer is dead. */
const SILENT_MS_MAX = 70_000

export interface StreamEvent {
  readonly id: string
  readonly event: string
  readonly data: unknown
}

interface Wanted {
  /** Of the last event that was read: the server goes on behind it. */
  readonly last_id: string | undefined
  readonly signal: AbortSignal
  readonly onEvent: (event: StreamEvent) => void
}

/**
 * Reads one stream of server-sent events until it ends. By `fetch`, as the browser's own
 * `EventSource` tells neither why it was refused nor lets a page stay quiet about it.
 *
 * @throws {Refused} where it was not opened.
 */
export async function readEvents(path: string, { last_id, signal, onEvent }: Wanted) {
  const response = await fetch(`/api/v1.0${path}`, {
    headers: {
      accept: 'text/event-stream',
      'accept-language': language,
      ...(last_id && { 'last-event-id': last_id }),
    },
    cache: 'no-store',
    signal,
  })
  learnFromDate(response.headers.get('date'))
  const { status, body } = response
  if (!body || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
    readAnswer({ status, envelope: (await response.json()) as Envelope })
    throw new Refused('', { status })
  }
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let unread = ''
  for (;;) {
    const { done, value } = await inTime(reader)
    if (done) return
    const blocks = (unread + value).replace(/\r\n?/g, '\n').split('\n\n')
    unread = blocks.pop() ?? ''
    for (const event of blocks.map(parse)) if (event) onEvent(event)
  }
}

async function inTime(reader: ReadableStreamDefaultReader<string>) {
  const timer = setTimeout(() => void reader.cancel().catch(() => undefined), SILENT_MS_MAX)
  try {
    return await reader.read()
  } finally {
    clearTimeout(timer)
  }
}

/** Comments, which keep the line alive, are no event. */
function parse(block: string): StreamEvent | undefined {
  const fields: Record<string, string> = {}
  for (const line of block.split('\n')) {
    const [, name = '', value = ''] = line.match(/^(\w+): ?(.*)$/) ?? []
    fields[name] = name in fields ? `${fields[name]}\n${value}` : value
  }
  const { id = '', event = 'message', data } = fields
  return data === undefined ? undefined : { id, event, data: JSON.parse(data) as unknown }
}
