import { randomUUID } from 'node:crypto'

/** What an old page is given by jQuery's `success`; it looks at nothing but `errno` and `data`. */
export interface OldAnswer {
  readonly errno: string
  // biome-ignore lint/suspicious/noExplicitAny: pages look into answers of every shape
  readonly data: any
}

interface Ajax {
  readonly url: string
  readonly type?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** An object is sent as jQuery does: in the address of a GET, else as a form. */
  readonly data?: string | Readonly<Record<string, string>>
  readonly contentType?: string
}

/** A browser with a page of the old site: cookies, jQuery's habits, a token that means nothing. */
export class OldBrowser {
  readonly #origin: string
  readonly #cookies = new Map<string, string>()

  constructor(origin: string) {
    this.#origin = origin
  }

  /** Rejects for every status but 200, as the page's `success` is never called then. */
  async ajax({ url, type = 'GET', data, contentType }: Ajax): Promise<OldAnswer> {
    const text = typeof data === 'object' ? String(new URLSearchParams(data)) : data
    const address = type === 'GET' && text ? `${url}?${text}` : url
    const has_content = type !== 'GET' && text !== undefined
    const form = 'application/x-www-form-urlencoded; charset=UTF-8'
    return this.#answered(`/api/v1.0${address}`, {
      method: type,
      ...(has_content && { body: text }),
      headers: {
        ...(has_content && { 'content-type': contentType ?? form }),
        ...this.#headers(),
      },
    })
  }

  json(type: 'POST' | 'PUT', url: string, value: unknown): Promise<OldAnswer> {
    return this.ajax({ type, url, data: JSON.stringify(value), contentType: 'application/json' })
  }

  /** `ajaxSubmit` of a form with a file. */
  submit(
    url: string,
    file: [string, Uint8Array<ArrayBuffer>],
    fields: Record<string, string> = {},
  ) {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append(file[0], new Blob([file[1]], { type: 'image/jpeg' }), 'photo.jpg')
    return this.#answered(`/api/v1.0${url}`, {
      method: 'POST',
      body: form,
      headers: this.#headers(),
    })
  }

  /** An image element, or an address that the page goes to. */
  open(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(new URL(path, this.#origin), { redirect: 'manual', ...init })
  }

  /** What the person reads in the picture or on the phone. */
  async readMessage(recipient: string): Promise<string | undefined> {
    const outbox = await (await this.open('/dev/outbox.json')).json()
    const { messages } = outbox as { messages: { recipient: string; code: string }[] }
    return messages.find((message) => message.recipient === recipient)?.code
  }

  static newImageCodeId = (): string => randomUUID()

  #headers() {
    const cookie = [...this.#cookies].map((pair) => pair.join('=')).join('; ')
    return { 'x-csrftoken': 'undefined', 'x-requested-with': 'XMLHttpRequest', cookie }
  }

  async #answered(path: string, init: RequestInit): Promise<OldAnswer> {
    const response = await fetch(this.#origin + path, init)
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value) this.#cookies.set(name, value)
      else this.#cookies.delete(name)
    }
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`)
    return (await response.json()) as OldAnswer
  }
}
