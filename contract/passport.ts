import { Type } from 'typebox'
import { DONE, defineRoute } from './route.ts'
import { Id, Mobile } from './values.ts'

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
    mobile: Mobile,
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

export const register = defineRoute({
  id: 'register',
  method: 'POST',
  path: '/users',
  tag,
  summary: '注册',
  description: '短信验证码校验通过后创建账号并登录；昵称起初为手机号。',
  session: false,
  body: Type.Object({
    mobile: Mobile,
    sms_code: Type.String({ minLength: 1, maxLength: 16, description: '短信验证码' }),
    password: Type.String({ minLength: 6, maxLength: 128, description: '密码，6–128 字' }),
    password2: Type.String({ minLength: 1, maxLength: 256, description: '再输一次' }),
  }),
  done: { zh: '注册成功', en: 'Registered' },
  refusals: [
    'params_missing',
    'params_invalid',
    'passwords_differ',
    'sms_code_expired',
    'sms_code_wrong',
    'mobile_registered',
  ],
  example: {
    body: {
      mobile: '13900000001',
      sms_code: '123456',
      password: 'a-good-secret',
      password2: 'a-good-secret',
    },
  },
})

export const logOutEverywhere = defineRoute({
  id: 'logOutEverywhere',
  method: 'DELETE',
  path: '/sessions',
  tag,
  summary: '退出所有设备',
  description: '当前会话也随之结束，立即生效。',
  session: true,
  done: DONE,
  refusals: [],
  example: {},
})
