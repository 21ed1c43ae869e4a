import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import type { Answer } from './client.ts'
import type { Member } from './site.ts'

export interface FormParts {
  readonly [field: string]: string | Uint8Array<ArrayBuffer>
}

/** Sends a form as a browser does; bytes are files. */
export async function sendForm(
  member: Pick<Member, 'post'>,
  path: string,
  parts: FormParts,
  file_name = 'picture.jpg',
): Promise<Answer> {
  const form = new FormData()
  for (const [field, value] of Object.entries(parts))
    if (typeof value === 'string') form.append(field, value)
    else form.append(field, new Blob([value]), file_name)
  const encoded = new Response(form)
  const type = encoded.headers.get('content-type') ?? ''
  return member.post(path, new Uint8Array(await encoded.arrayBuffer()), { 'content-type': type })
}

/** Files of forms that lie on the disk while they are worked on. */
export const filesOfForms = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`ihome-form-${process.pid}-`))
