import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  /** As it came: header lines, an empty line, the body. */
  readonly raw: string
}

export interface MailServer {
  readonly url: string
  /** Oldest first. */
  readonly received: ReceivedMail[]
  /** How recipients are answered from now on: with this code, or taken. */
  refuse(code: number | undefined): void
  close(): Promise<void>
}

/** A mail server on the loopback that takes everything, unless it is told to refuse. */
export async function openMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = []
  let code: number | undefined
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => {
      if (code === undefined) return done()
      done(Object.assign(new Error('no such mailbox'), { responseCode: code }))
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        received.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refuse: (wanted) => {
      code = wanted
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** The value of a header, its folded lines and encoded words made one text again. */
export function headerOf({ raw }: ReceivedMail, name: string): string | undefined {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
  const line = head
    .split('\r\n')
    .find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`))
  return line
    ?.slice(name.length + 1)
    .trim()
    .replace(/\?= =\?/g, '?==?')
    .replace(/(=\?UTF-8\?B\?[^?]+\?=)+/gi, (words) =>
      Buffer.concat(
        [...words.matchAll(/\?B\?([^?]+)\?=/gi)].map(([, part = '']) =>
          Buffer.from(part, 'base64'),
        ),
      ).toString(),
    )
    .replace(/=\?UTF-8\?Q\?([^?]+)\?=/gi, (_, text: string) =>
      decodeURIComponent(text.replaceAll('_', ' ').replace(/=([0-9A-F]{2})/g, '%$1')),
    )
}

/** Its parts as people read them: text, then HTML. */
export function partsOf({ raw }: ReceivedMail): readonly string[] {
  const boundary = /boundary="?([^"\r\n]+)"?/.exec(raw)?.[1] ?? ''
  const parts = raw.split(`--${boundary}`).slice(1, -1)
  return parts.map((part) => {
    const [head = '', ...body] = part.split('\r\n\r\n')
    const text = body.join('\r\n\r\n')
    if (/base64/i.test(head)) return Buffer.from(text, 'base64').toString()
    if (!/quoted-printable/i.test(head)) return text
    const bytes = text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    return Buffer.from(bytes, 'latin1').toString()
  })
}
