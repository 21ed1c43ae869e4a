import { connect } from 'node:net'

const WAIT_MS_MAX = 10_000

export interface RawAnswer {
  readonly status: number
  readonly headers: string
  readonly body: string
}

/**
 * Sends bytes that no well-behaved client would and resolves with the answers, once `count` of
 * them have come or the server has closed the connection.
 */
export function sendRaw(origin: string, bytes: string, count = 1): Promise<RawAnswer[]> {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  let received = Buffer.alloc(0)
  return new Promise((resolve, reject) => {
    socket.setTimeout(WAIT_MS_MAX, () => socket.destroy(new Error('no answer came')))
    const end = () => {
      socket.destroy()
      resolve(readAnswers(received))
    }
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk])
      if (readAnswers(received).length >= count) end()
    })
    socket.on('end', end)
    // A server that refuses early may close while we still write: what it said still counts.
    socket.on('error', (error) => (received.length > 0 ? end() : reject(error)))
    socket.write(bytes)
  })
}

/** The answers with a Content-Length that have come completely. */
function readAnswers(received: Buffer): RawAnswer[] {
  const answers: RawAnswer[] = []
  let rest = received
  for (;;) {
    const split = rest.indexOf('\r\n\r\n')
    if (split === -1) return answers
    const headers = rest.subarray(0, split).toString('latin1')
    const length = Number(/content-length: (\d+)/i.exec(headers)?.[1] ?? 0)
    const body = rest.subarray(split + 4, split + 4 + length)
    if (body.length < length) return answers
    answers.push({ status: Number(headers.slice(9, 12)), headers, body: body.toString() })
    rest = rest.subarray(split + 4 + length)
  }
}
