// The least that a server on this machine can do for the page of a house: send the same bytes.
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import fastify from 'fastify'

const text = readFileSync(process.env['DETAIL_FILE'] ?? '', 'utf8')
const app = fastify()
app.get('/api/v1.0/houses/:id', async (_request, reply) =>
  reply.type('application/json; charset=utf-8').send(text),
)
await app.listen({ host: '127.0.0.1', port: 0 })
console.log(`the baseline is at http://127.0.0.1:${(app.server.address() as AddressInfo).port}`)
process.once('SIGTERM', () => process.exit())
