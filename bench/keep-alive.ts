import { connect } from 'node:net'

const READ_BYTES = 16 * 1024

export interface KeepAlive {
  send(request: string): void
  end(): void
}

/**
 * A keep-alive connection with one request under way at a time. It reads no more of an answer
 * than where it ends, so that the load costs little beside the server it is put on.
 */
export function openKeepAlive(port: number, onAnswer: (answer: string) => void): KeepAlive {
  let text = ''
  const socket = connect({
    host: '127.0.0.1',
    port,
    noDelay: true,
    onread: {
      buffer: Buffer.allocUnsafe(READ_BYTES),
      callback(bytes, buffer) {
        text += (buffer as Buffer).toString('latin1', 0, bytes)
        if (text.length < lengthOf(text)) return true
        const answer = text
        text = ''
        onAnswer(answer)
        return true
      },
    },
  })
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('the server closed a connection')))
  return {
    send: (request) => void socket.write(request, 'latin1'),
    end: () => void socket.removeAllListeners('close').end(),
  }
}

/** Bytes of the whole answer, as far as its head has arrived. */
function lengthOf(text: string): number {
  const body_at = bodyAt(text)
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(text)?.[1]
  if (body_at < 0) return Number.POSITIVE_INFINITY
  if (length === undefined) fail(new Error(`an answer without Content-Length:\n${text}`))
  return body_at + Number(length)
}

const BEGINNINGS = ['{"errcode":"0"', '<!doctype html>']

/** Done; decided against, as a night that is taken; or sent away because there is too much to do. */
export type Kind = 'fine' | 'refused' | 'busy'

/** Errcodes of orders that lost. */
const LOST = ['{"errcode":"4003"']
const BUSY = ['HTTP/1.1 503 ', 'HTTP/1.1 429 ']

/** undefined for what is none of them. */
export function kindOf(answer: string): Kind | undefined {
  const body_at = bodyAt(answer)
  const begins = (text: string) => answer.startsWith(text, body_at)
  if (BUSY.some((status) => answer.startsWith(status))) return 'busy'
  if (!answer.startsWith('HTTP/1.1 200 ')) return undefined
  if (BEGINNINGS.some(begins)) return 'fine'
  return LOST.some(begins) ? 'refused' : undefined
}

/** Throws unless the answer is 200 and a page or errcode "0": a load that is refused measures nothing. */
export function checkAccepted(answer: string): void {
  if (kindOf(answer) !== 'fine') refuseTheUnexpected(answer)
}

export const refuseTheUnexpected = (answer: string): never =>
  fail(new Error(`the load was refused:\n${Buffer.from(answer, 'latin1')}`))

const bodyAt = (answer: string): number => {
  const head_ends_at = answer.indexOf('\r\n\r\n')
  return head_ends_at < 0 ? -1 : head_ends_at + 4
}

function fail(error: Error): never {
  throw error
}
