import { type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
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
  // Whoever sent nothing waits for nothing: browsers connect ahead of time.
  if (!socket.writable || socket.bytesRead === 0 || error.code === 'ECONNRESET')
    return void socket.destroy()
  const answering = answerUnderWay(socket)
  if (answering?.headersSent) return void socket.destroy()
  // An earlier request of this connection has come whole: its answer goes first.
  if (answering?.req.complete) answering.once('close', () => endWith(socket, problemOf(error)))
  else endWith(socket, problemOf(error))
  setTimeout(() => socket.destroy(), LINGER_MS).unref()
}

/** Node keeps the answer that a connection is waiting for there. */
const answerUnderWay = (socket: Socket) =>
  (socket as { readonly _httpMessage?: ServerResponse | null })._httpMessage

const endWith = (socket: Socket, name: RefusalName) => {
  if (socket.writable) socket.end(ANSWERS[name] ?? '')
}

function problemOf({ code, rawPacket }: ClientError): RefusalName {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request_timeout'
  if (code !== 'HPE_HEADER_OVERFLOW') return 'request_malformed'
  // Addresses and headers share a bound: where no line has ended, it was an address.
  return Buffer.isBuffer(rawPacket) && /^[A-Z]+ \S+$/.test(rawPacket.toString('latin1'))
    ? 'uri_too_long'
    : 'headers_too_large'
}

/** Nobody has read what language such a client prefers. */
const answerOf = (name: RefusalName): string => {
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

const BROKEN = [
  'request_malformed',
  'request_timeout',
  'uri_too_long',
  'headers_too_large',
] as const
const ANSWERS: Partial<Record<RefusalName, string>> = Object.fromEntries(
  BROKEN.map((name) => [name, answerOf(name)]),
)

/** Node would answer other expectations than `100-continue` itself, with nothing in it. */
export const hearExpectations = (server: Server): void => {
  server.on('checkExpectation', (request, response) => server.emit('request', request, response))
}
