import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import multipart, { type MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { TObject } from 'typebox'
import { Value } from 'typebox/value'
import { Refusal } from '../../../contract/refusals.ts'
import type { BodyKind } from './envelope.ts'

const FILE_BYTES_MAX = 10 * 1024 * 1024
const FIELD_BYTES_MAX = 1_024
const FIELDS_MAX = 10
/** Forms that one process holds at once; each may have a file on the disk. */
const FORMS_MAX = 200
/** Of those, one person's: all pictures that a house takes. */
const FORMS_PER_PERSON_MAX = 20
/** Whoever sends forms without a session shares one bound. */
const NOBODY = 0

/** What a form brought: its one file, and its text fields. */
export interface SentForm<Fields> {
  /** The path of the file, which is there until the request is answered. */
  readonly file: string
  readonly fields: Fields
}

interface FormShape {
  readonly file: string
  readonly fields?: TObject
}

export async function acceptForms(app: FastifyInstance): Promise<void> {
  await app.register(multipart, {
    limits: { files: 1, fileSize: FILE_BYTES_MAX, fields: FIELDS_MAX, fieldSize: FIELD_BYTES_MAX },
    throwFileSizeLimit: false,
  })
  app.addHook('preValidation', async (request) => {
    const { body_kind } = request.routeOptions.config as { body_kind?: BodyKind }
    if (request.isMultipart() && body_kind !== 'form') throw new Refusal('body_not_json')
  })
}

let forms_open = 0
const forms_by_person = new Map<number, number>()

/** @returns what to call when the form is done with. */
function openForm(user_id: number): () => void {
  const theirs = forms_by_person.get(user_id) ?? 0
  if (theirs >= FORMS_PER_PERSON_MAX) throw new Refusal('too_many_requests')
  if (forms_open >= FORMS_MAX) throw new Refusal('overloaded')
  forms_open += 1
  forms_by_person.set(user_id, theirs + 1)
  return () => {
    forms_open -= 1
    const rest = (forms_by_person.get(user_id) ?? 1) - 1
    if (rest === 0) forms_by_person.delete(user_id)
    else forms_by_person.set(user_id, rest)
  }
}

/**
 * Reads a multipart form and does `work` with it. The file goes to the disk as it comes in, so
 * that many at once take no memory, and is gone when the work is done or the sender is.
 *
 * @throws {Refusal} `body_not_form`, `params_missing`, `params_invalid`, `request_malformed`;
 * `body_too_large` past 10 MB; `too_many_requests` where too many of this person's forms are open,
 * `overloaded` where too many of all are.
 */
export async function withForm<Result>(
  request: FastifyRequest,
  shape: FormShape,
  work: (form: SentForm<unknown>) => Promise<Result>,
): Promise<Result> {
  if (!request.isMultipart()) throw new Refusal('body_not_form')
  // The form parser reports nothing of a client that has disconnected already.
  if (request.raw.destroyed) throw new Refusal('request_malformed')
  const close = openForm(request.viewer?.user_id ?? NOBODY)
  const path = join(tmpdir(), `ihome-form-${process.pid}-${randomUUID()}`)
  try {
    return await work(await readForm(request, shape, path))
  } finally {
    await rm(path, { force: true })
    close()
  }
}

async function readForm(
  request: FastifyRequest,
  shape: FormShape,
  path: string,
): Promise<SentForm<unknown>> {
  const fields: Record<string, string> = {}
  let file_bytes = 0
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file' && part.fieldname === shape.file)
        file_bytes = await writeFile(part, path)
      else if (part.type === 'file') part.file.resume()
      else if (part.valueTruncated) throw invalid(part.fieldname, 'too long')
      else fields[part.fieldname] = String(part.value)
    }
  } catch (error) {
    throw whatWasWrong(error)
  }
  if (file_bytes === 0) throw missing(shape.file)
  checkFields(fields, shape.fields)
  return { file: path, fields }
}

async function writeFile({ file }: MultipartFile, path: string): Promise<number> {
  const written = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  await pipeline(file, written)
  if (file.truncated) throw new Refusal('body_too_large')
  return written.bytesWritten
}

function checkFields(fields: Record<string, string>, schema: TObject | undefined): void {
  const absent = schema?.required?.find((field) => !fields[field])
  if (absent) throw missing(absent)
  if (!schema || Value.Check(schema, fields)) return
  const [first] = Value.Errors(schema, fields)
  throw invalid(first?.instancePath.slice(1) || 'form', first?.message ?? 'invalid')
}

/** The reader of forms has errors without a code for whatever is no form; the disk has its own. */
function whatWasWrong(error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException
  if (error instanceof Refusal || code?.startsWith('FST_')) return error
  return new Refusal(syscall === 'open' || syscall === 'write' ? 'file_fault' : 'request_malformed')
}

const missing = (field: string) => new Refusal('params_missing', { field, problem: 'required' })

const invalid = (field: string, problem: string) =>
  new Refusal('params_invalid', { field, problem })
