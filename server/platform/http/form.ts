import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { TObject } from 'typebox'
import { Value } from 'typebox/value'
import { Refusal } from '../../../contract/refusals.ts'

const FILE_BYTES_MAX = 10 * 1024 * 1024
const FIELD_BYTES_MAX = 1_024
const FIELDS_MAX = 10

/** What a form brought: its one file as bytes, and its text fields. */
export interface SentForm<Fields> {
  readonly file: Buffer
  readonly fields: Fields
}

export const acceptForms = (app: FastifyInstance) =>
  app.register(multipart, {
    limits: { files: 1, fileSize: FILE_BYTES_MAX, fields: FIELDS_MAX, fieldSize: FIELD_BYTES_MAX },
    throwFileSizeLimit: true,
  })

/**
 * Reads a multipart form. Files of other names are passed over.
 *
 * @throws {Refusal} `body_not_form`, `params_missing`, `params_invalid`; `body_too_large` past 10 MB.
 */
export async function readForm(
  request: FastifyRequest,
  { file: name, fields: schema }: { readonly file: string; readonly fields?: TObject },
): Promise<SentForm<unknown>> {
  if (!request.isMultipart()) throw new Refusal('body_not_form')
  const fields: Record<string, string> = {}
  let file: Buffer | undefined
  for await (const part of request.parts()) {
    if (part.type === 'field') fields[part.fieldname] = String(part.value)
    else if (part.fieldname === name) file = await part.toBuffer()
    else part.file.resume()
  }
  const missing = [name, ...(schema?.required ?? [])].find((field) =>
    field === name ? !file?.length : !fields[field],
  )
  if (missing || !file)
    throw new Refusal('params_missing', { field: missing ?? name, problem: 'required' })
  if (schema && !Value.Check(schema, fields)) {
    const [first] = Value.Errors(schema, fields)
    const field = first?.instancePath.slice(1) || 'form'
    throw new Refusal('params_invalid', { field, problem: first?.message ?? 'invalid' })
  }
  return { file, fields }
}
