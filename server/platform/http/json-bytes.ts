/**
 * A value that is JSON already, as bytes in some pieces: it is put into an answer as it is, without
 * being read or encoded again.
 */
export class JsonBytes<Value> {
  declare private readonly of: Value
  readonly pieces: readonly Uint8Array[]

  constructor(pieces: readonly Uint8Array[]) {
    this.pieces = pieces
  }
}
