import { type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { refusedEnvelope } from '../../../contract/envelope.ts'
import { REFUSALS, type RefusalName } from '../../../contract/refusals.ts'

/** How long a client has to fetch why it was refused before its connection is broken off. */
const LINGER_MS = 1_000

/** What node passes of a request that its parser gave up, or that did not come in time. */
interface ClientError extends NodeJS.ErrnoException {
  readonly rawPacket?: unknown
}

/**
 * Answers what is no request, or did not become one in time, and ends its connection: half of one
 * would be held for as long as its client likes.
 */
export function answerBroken(error: ClientError, socket: Socket): void {
  // Answered already: its client is fetching that, and what else it sent is broken, too.
  if (socket.writableEnded) return
  // Whoever sent nothing waits for nothing: browsers connect ahead of time.
  if (!socket.writable || socket.bytesRead === 0 || error.code === 'ECONNRESET')
    return void socket.destroy()
  const answering = answerUnderWay(socket)
  if (answering?.headersSent) return void socket.destroy()
  const end = () => endWith(socket, problemOf(error))
  // An earlier request of this connection has come whole: its answer goes first.
  if (answering?.req.complete) answering.once('close', end)
  else end()
}

/** What node would answer by itself with nothing in it, or break off without a word. */
export function answerUnusual(server: Server): void {
  // Expectations other than `100-continue`: the hooks of every request refuse them.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response))
  // This is no proxy.
  server.on('connect', (_request, socket) => endWith(socket, 'method_not_allowed'))
}

/** Node keeps the answer that a connection is waiting for there. */
const answerUnderWay = (socket: Socket) =>
  (socket as { readonly _httpMessage?: ServerResponse | null })._httpMessage

function problemOf({ code, rawPacket }: ClientError): Answered {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request_timeout'
  if (code !== 'HPE_HEADER_OVERFLOW') return 'request_malformed'
  // Addresses and headers share a bound: where no line has ended, it was an address.
  return Buffer.isBuffer(rawPacket) && /^[A-Z]+ \S+$/.test(rawPacket.toString('latin1'))
    ? 'uri_too_long'
    : 'headers_too_large'
}

function endWith(socket: Duplex, name: Answered): void {
  if (socket.writable) socket.end(ANSWERS[name])
  setTimeout(() => socket.destroy(), LINGER_MS).unref()
}

/** Nobody has read what language such a client prefers. */
function answerOf(name: RefusalName): string {
  const { status } = REFUSALS[name]
  const body = JSON.stringify(refusedEnvelope(name, 'zh'))
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n')
}

const ANSWERS = {
  request_malformed: answerOf('request_malformed'),
  request_timeout: answerOf('request_timeout'),
  uri_too_long: answerOf('uri_too_long'),
  headers_too_large: answerOf('headers_too_large'),
  method_not_allowed: answerOf('method_not_allowed'),
} as const
type Answered = keyof typeof ANSWERS
