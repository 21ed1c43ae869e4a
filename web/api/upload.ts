import { language, wordsOf } from '../i18n/words.ts'
import { type Envelope, pathWith, readAnswer } from './client.ts'
import type { DataOf, PathOf, RouteOf } from './contract.ts'
import { Refused } from './refused.ts'

interface UploadOptions {
  readonly params?: Record<string, string | number>
  readonly headers?: Record<string, string>
  readonly onProgress?: (share: number) => void
  readonly signal?: AbortSignal
}

/**
 * Sends a file with its fields. `onProgress` hears the share that has left, from 0 to 1: the reason
 * to use XMLHttpRequest, as fetch cannot tell.
 *
 * @throws {Refused} as `ask` does.
 */
export function upload<P extends PathOf<'POST'>>(
  path: P,
  fields: Record<string, string | File | Blob>,
  { params, headers = {}, onProgress = () => undefined, signal }: UploadOptions = {},
): Promise<DataOf<RouteOf<'POST', P>>> {
  const form = new FormData()
  // Text before files: the server reads a form as it comes.
  const entries = Object.entries(fields).sort((a, b) => Number(isFile(a[1])) - Number(isFile(b[1])))
  for (const [name, value] of entries) form.append(name, value)
  const request = new XMLHttpRequest()
  return new Promise((resolve, reject) => {
    request.open('POST', `/api/v1.0${pathWith(path, params)}`)
    request.setRequestHeader('accept-language', language)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0)
    request.onerror = () => reject(new Refused(wordsOf('ui')('unreachable')))
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    request.onload = () => {
      const { status, response } = request
      try {
        if (!response) throw new Refused(wordsOf('ui')('unreadable'), { status })
        const answer = { status, envelope: response as Envelope }
        resolve(readAnswer(answer) as DataOf<RouteOf<'POST', P>>)
      } catch (error) {
        reject(error)
      }
    }
    signal?.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}

const isFile = (value: unknown): boolean => value instanceof Blob
