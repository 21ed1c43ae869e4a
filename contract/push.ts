import { Type } from 'typebox'
import { DONE, defineRoute } from './route.ts'

const tag = '浏览器推送 push'

/** Of a browser: more than one person's devices, less than a flood. */
export const PUSH_BROWSERS_MAX = 10

export const showPushKey = defineRoute({
  id: 'showPushKey',
  method: 'GET',
  path: '/push/key',
  tag,
  summary: '推送公钥（VAPID，RFC 8292），浏览器订阅时使用',
  session: true,
  data: Type.Object({ public_key: Type.String({ description: 'P-256 公钥，base64url' }) }),
  done: DONE,
  refusals: [],
  example: { data: { public_key: 'BBs1Uq…' } },
})

export const subscribePush = defineRoute({
  id: 'subscribePush',
  method: 'PUT',
  path: '/push/subscription',
  tag,
  summary: '让这个浏览器收到我的通知',
  description: `内容与浏览器的 PushSubscription 相同。随本次登录结束；每人至多 ${PUSH_BROWSERS_MAX} 个浏览器，更早的让位。`,
  session: true,
  body: Type.Object({
    endpoint: Type.String({
      maxLength: 1_000,
      pattern: '^https?://\\S+$',
      description: '推送服务的地址',
    }),
    keys: Type.Object({
      p256dh: Type.String({ pattern: '^[\\w-]{87}$', description: '浏览器的公钥' }),
      auth: Type.String({ pattern: '^[\\w-]{22}$', description: '浏览器的密钥' }),
    }),
  }),
  done: DONE,
  refusals: ['params_invalid'],
  example: {
    body: {
      endpoint: 'https://push.example.net/send/abc',
      keys: {
        p256dh:
          'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
        auth: 'BTBZMqHH6r4Tts7J_aSIgg',
      },
    },
  },
})

export const unsubscribePush = defineRoute({
  id: 'unsubscribePush',
  method: 'DELETE',
  path: '/push/subscription',
  tag,
  summary: '这个浏览器不再收到通知（按登录会话）',
  session: true,
  done: DONE,
  refusals: [],
  example: {},
})
