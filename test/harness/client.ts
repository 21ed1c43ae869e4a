import { API_PREFIX } from '../../contract/route.ts'
import { checkDocumented } from './documented.ts'

export interface Answer {
  readonly status: number
  readonly errcode: string
  readonly errno: string
  readonly refusal?: string
  readonly errmsg: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly data: any
  readonly headers: Headers
}

export interface CallOptions {
  /** Sent as JSON; text and bytes are sent as they are. */
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

/** Somebody with a browser's memory for cookies; every answer is held against its document. */
export interface Client {
  get(path: string, options?: CallOptions): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  put(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  call(method: string, path: string, options?: CallOptions): Promise<Answer>
  cookie(): string | undefined
}

const isRaw = (body: unknown): body is string | Uint8Array<ArrayBuffer> =>
  typeof body === 'string' || body instanceof Uint8Array

/** Paths are below `/api/v1.0`. */
export function createClient(origin: string): Client {
  const cookies = new Map<string, string>()
  const held = () => [...cookies].map((pair) => pair.join('=')).join('; ')
  const keep = (set: string) => {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
    if (value) cookies.set(name, value)
    else cookies.delete(name)
  }

  const call: Client['call'] = async (method, path, { body, headers } = {}) => {
    const response = await fetch(origin + API_PREFIX + path, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(cookies.size > 0 && { cookie: held() }),
        ...headers,
      },
      ...(body !== undefined && { body: isRaw(body) ? body : JSON.stringify(body) }),
    })
    response.headers.getSetCookie().forEach(keep)
    const answer = (await response.json()) as Omit<Answer, 'status' | 'headers'>
    const { pathname } = new URL(origin + API_PREFIX + path)
    checkDocumented(method, pathname, { status: response.status, body: answer })
    return { ...answer, data: answer.data, status: response.status, headers: response.headers }
  }

  return {
    call,
    get: (path, options) => call('GET', path, options),
    post: (path, body, headers) => call('POST', path, { body, ...(headers && { headers }) }),
    put: (path, body, headers) => call('PUT', path, { body, ...(headers && { headers }) }),
    cookie: () => held() || undefined,
  }
}
