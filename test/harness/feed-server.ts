import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Answerer = (request: IncomingMessage, response: ServerResponse) => void

/** Another site's calendars, on the loopback. */
export interface FeedServer {
  readonly origin: string
  /** What is answered from now on at every path. */
  answer(how: Answerer): void
  /** A calendar, as text. */
  say(text: string, headers?: Readonly<Record<string, string>>): void
  /** How often it was asked for a path. */
  asked(path: string): number
  close(): Promise<void>
}

export async function openFeedServer(): Promise<FeedServer> {
  let answerer: Answerer = (_, response) => response.writeHead(404).end()
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    answerer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const answer = (how: Answerer) => {
    answerer = how
  }
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer,
    say: (text, headers = {}) =>
      answer((_, response) =>
        response.writeHead(200, { 'content-type': 'text/calendar', ...headers }).end(text),
      ),
    asked: (path) => asked.filter((one) => one === path).length,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** A calendar whose events take these days, both inclusive. */
export const icalOf = (
  ...events: readonly { uid: string; first: string; last: string; summary?: string }[]
): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Another site//EN',
    ...events.flatMap(({ uid, first, last, summary = 'Reserved' }) => [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      `DTSTART;VALUE=DATE:${first.replaceAll('-', '')}`,
      `DTEND;VALUE=DATE:${dayAfter(last).replaceAll('-', '')}`,
      `SUMMARY:${summary}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ].join('\r\n')

const dayAfter = (day: string): string =>
  new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
