import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** What the address of a socket holds on every system; Linux has room for four bytes more. */
const ADDRESS_BYTES_MAX = 103
const SOCKET_NAME = '.s.PGSQL.5432'

/** The way to the socket in a directory. */
export interface SocketAddress {
  url(database: string): string
  close(): void
}

/** Where the path is too long for an address, a link of this process's own shortens it. */
export function openSocket(directory: string): SocketAddress {
  const full = resolve(directory)
  const fits = Buffer.byteLength(join(full, SOCKET_NAME)) <= ADDRESS_BYTES_MAX
  const links = fits ? undefined : mkdtempSync(join(tmpdir(), 'ihome-'))
  const host = links === undefined ? full : join(links, 'd')
  if (links !== undefined) symlinkSync(full, host)
  return {
    url: (database) => `postgres://postgres@/${database}?host=${encodeURIComponent(host)}`,
    close: () => {
      if (links !== undefined) rmSync(links, { recursive: true, force: true })
    },
  }
}
