// The least that a server on this machine can do for an answer: send the same bytes.
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import fastify from 'fastify'

const { type, file } = JSON.parse(process.env['ANSWER'] ?? '')
const text = readFileSync(file, 'utf8')
const app = fastify()
app.get('/*', async (_request, reply) => reply.type(type).send(text))
await app.listen({ host: '127.0.0.1', port: 0 })
console.log(`the baseline is at http://127.0.0.1:${(app.server.address() as AddressInfo).port}`)
process.once('SIGTERM', () => process.exit())
