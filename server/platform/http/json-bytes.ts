/**
 * A value that is JSON already, as bytes: it is put into an answer as it is, without being read or
 * encoded again. Who keeps one keeps the answers made of it as well.
 */
export class JsonBytes<Value> {
  declare private readonly of: Value
  readonly bytes: Buffer
  private readonly answers = new Map<Buffer, Buffer>()

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  /** The whole answer: one of the few beginnings that envelopes have, this value, `end`. */
  between(beginning: Buffer, end: Buffer): Buffer {
    let answer = this.answers.get(beginning)
    if (!answer) {
      answer = Buffer.concat([beginning, this.bytes, end])
      this.answers.set(beginning, answer)
    }
    return answer
  }
}
