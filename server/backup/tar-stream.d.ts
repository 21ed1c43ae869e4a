declare module 'tar-stream' {
  interface Header {
    readonly name: string
    readonly size?: number
    readonly mode?: number
    readonly mtime?: Date
    readonly pax?: Readonly<Record<string, string>>
  }

  interface Pack extends NodeJS.ReadableStream {
    entry(header: Header, bytes: Uint8Array, done: (error?: Error | null) => void): void
    finalize(): void
  }

  interface Entry extends AsyncIterable<Uint8Array> {
    readonly header: Header & { readonly size: number }
  }

  interface Extract extends NodeJS.WritableStream, AsyncIterable<Entry> {}

  export function pack(): Pack
  export function extract(): Extract
}
