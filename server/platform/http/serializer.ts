import fastJson from 'fast-json-stringify'
import type { Static, TSchema } from 'typebox'

/** Writes values of a schema as answers are written: what the schema does not name is left out. */
export const serializerOf = <Schema extends TSchema>(schema: Schema) =>
  fastJson(schema as never) as (value: Static<Schema>) => string
