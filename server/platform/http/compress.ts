import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import type { FastifyInstance } from 'fastify'

const BYTES_MIN = 1_024
/** Most of what brotli can save, at a small part of its highest cost. */
const BROTLI_QUALITY = 4

/** Compresses JSON and pages for whoever takes that; a stream of events must not wait to be. */
export const compressAnswers = async (app: FastifyInstance): Promise<void> => {
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: BYTES_MIN,
    customTypes: /^(application\/json|text\/html)/,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
    globalDecompression: false,
  })
}
