import { extname } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { FILE_AGE_S, FILES_PREFIX, type Files, isFileName } from '../files/files.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
}

/** Opened by themselves, files may load and run nothing. */
const PROTECTION = {
  'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
} as const

/** Shows files below `/files/`, from the folder or, piece by piece, from the bucket. */
export async function serveFiles(app: FastifyInstance, files: Files): Promise<void> {
  if (files.folder !== undefined) return serveFolder(app, files.folder)
  app.get<{ Params: { '*': string } }>(`${FILES_PREFIX}*`, async (request, reply) => {
    const name = request.params['*']
    const bytes = await files.read(name)
    if (!bytes) return reply.callNotFound()
    reply.headers(PROTECTION)
    reply.header('cache-control', `public, max-age=${FILE_AGE_S}, immutable`)
    return reply.type(TYPES[extname(name)] ?? 'application/octet-stream').send(bytes)
  })
}

async function serveFolder(app: FastifyInstance, root: string): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    prefix: FILES_PREFIX,
    index: false,
    allowedPath: (path) => isFileName(path.slice(1)),
    maxAge: FILE_AGE_S * 1000,
    immutable: true,
    setHeaders: (reply) => void reply.headers(PROTECTION),
  })
}
