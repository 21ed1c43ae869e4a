/** A value that is JSON already: it is put into an answer as it is, without being read again. */
export class JsonText<Value> {
  declare private readonly of: Value
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}
