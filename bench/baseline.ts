// The least that a server on this machine can do for such a request: parse it, answer it.
import type { AddressInfo } from 'node:net'
import fastify from 'fastify'

const app = fastify()
const schema = {
  response: {
    200: {
      type: 'object',
      properties: {
        errcode: { type: 'string' },
        errmsg: { type: 'string' },
        data: { type: 'object', properties: { order_id: { type: 'integer' } } },
      },
    },
  },
}
let order_id = 0
app.post('/api/v1.0/orders', { schema }, async () => {
  order_id += 1
  return { errcode: '0', errmsg: '保存订单成功', data: { order_id } }
})
await app.listen({ host: '127.0.0.1', port: 0 })
console.log(`the baseline is at http://127.0.0.1:${(app.server.address() as AddressInfo).port}`)
process.once('SIGTERM', () => process.exit())
