import { Type } from 'typebox'
import { DONE, defineRoute } from './route.ts'
import { Id } from './values.ts'

const tag = '登录 passport'

export const logIn = defineRoute({
  id: 'logIn',
  method: 'POST',
  path: '/sessions',
  tag,
  summary: '登录',
  description: '成功后以 HttpOnly Cookie 下发会话，有效期 30 天，使用中自动顺延。',
  session: false,
  body: Type.Object({
    mobile: Type.String({ pattern: '^1[3-9]\\d{9}$', description: '手机号' }),
    password: Type.String({ minLength: 1, maxLength: 256, description: '密码' }),
  }),
  done: { zh: '登录成功', en: 'Logged in' },
  refusals: ['params_missing', 'params_invalid', 'login_wrong', 'login_locked'],
  example: { body: { mobile: '13800000002', password: 'ihome-demo' } },
})

export const showSession = defineRoute({
  id: 'showSession',
  method: 'GET',
  path: '/session',
  tag,
  summary: '查询登录状态',
  description: '已登录时 errmsg 为 "true"；未登录时 errcode 为 4101，errmsg 为 "false"。',
  session: false,
  data: Type.Object({ name: Type.String(), user_id: Id }),
  done: { zh: 'true', en: 'true' },
  refusals: ['no_session'],
  example: { data: { name: '小爱', user_id: 2 } },
})

export const logOut = defineRoute({
  id: 'logOut',
  method: 'DELETE',
  path: '/session',
  tag,
  summary: '退出登录',
  description: '立即生效；未登录时调用同样返回成功。',
  session: false,
  done: DONE,
  refusals: [],
  example: {},
})
