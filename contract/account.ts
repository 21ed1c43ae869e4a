import { Type } from 'typebox'
import { PICTURE_REFUSALS } from './refusals.ts'
import { DONE, defineRoute } from './route.ts'
import { FreeText, Id, IdParams, ImageUrl, Mobile, Time } from './values.ts'

const tag = '账号 account'

const NewPassword = Type.String({
  minLength: 8,
  maxLength: 128,
  description: '密码，8–128 字，不能是常见密码',
})

const SmsCode = Type.String({ minLength: 1, maxLength: 16, description: '短信验证码' })

/** Many old pages compare the two themselves and send one. */
const PasswordAgain = Type.Optional(
  Type.String({ maxLength: 256, description: '再输一次；不提交则不比较' }),
)

export const logIn = defineRoute({
  id: 'logIn',
  method: 'POST',
  path: '/sessions',
  tag,
  summary: '登录',
  description:
    '密码或短信验证码（purpose 为 login）二选一。成功后以 HttpOnly Cookie 下发会话，有效期 30 天，使用中自动顺延。',
  session: false,
  body: Type.Object({
    mobile: Mobile,
    // Empty counts as missing, as it does where it is needed.
    password: Type.Optional(Type.String({ maxLength: 256, description: '密码' })),
    sms_code: Type.Optional(SmsCode),
  }),
  done: { zh: '登录成功', en: 'Logged in' },
  refusals: [
    'params_missing',
    'params_invalid',
    'login_wrong',
    'login_locked',
    'sms_code_expired',
    'sms_code_wrong',
  ],
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
    sms_code: SmsCode,
    password: NewPassword,
    password2: PasswordAgain,
  }),
  done: { zh: '注册成功', en: 'Registered' },
  refusals: [
    'params_missing',
    'params_invalid',
    'passwords_differ',
    'password_common',
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
  path: '/user/sessions',
  tag,
  summary: '退出所有设备',
  description: '当前会话也随之结束，立即生效。',
  session: true,
  done: DONE,
  refusals: [],
  example: {},
})

export const showProfile = defineRoute({
  id: 'showProfile',
  method: 'GET',
  path: '/user',
  tag,
  summary: '我的资料',
  session: true,
  data: Type.Object({
    user_id: Id,
    name: Type.String(),
    mobile: Type.String(),
    avatar: ImageUrl,
    create_time: Time,
  }),
  done: DONE,
  refusals: [],
  example: {
    data: {
      user_id: 2,
      name: '小爱',
      mobile: '13800000002',
      avatar: '',
      create_time: '2026-11-01 09:00:00',
    },
  },
})

export const changeName = defineRoute({
  id: 'changeName',
  method: 'PUT',
  path: '/users/name',
  tag,
  summary: '修改昵称',
  description: '1–32 字，不能与他人重复。',
  session: true,
  body: Type.Object({ name: FreeText(32, '昵称') }),
  data: Type.Object({ name: Type.String() }),
  done: DONE,
  refusals: ['params_missing', 'params_invalid', 'name_taken', 'name_reserved'],
  example: { body: { name: '小爱' }, data: { name: '小爱' } },
})

export const changeAvatar = defineRoute({
  id: 'changeAvatar',
  method: 'POST',
  path: '/users/avatar',
  tag,
  summary: '上传头像',
  description: 'multipart/form-data，字段 avatar；真实图片，不超过 10 MB。',
  session: true,
  form: { file: 'avatar' },
  data: Type.Object({ avatar_url: ImageUrl }),
  done: DONE,
  refusals: ['params_missing', 'params_invalid', ...PICTURE_REFUSALS, 'file_fault'],
  example: { data: { avatar_url: '/files/avatars/2-4f1c9a.webp' } },
})

export const showRealName = defineRoute({
  id: 'showRealName',
  method: 'GET',
  path: '/users/auth',
  tag,
  summary: '查询实名信息',
  description: '身份证号只显示前 3 位和后 4 位；未实名时均为空字符串。',
  session: true,
  data: Type.Object({ real_name: Type.String(), id_card: Type.String() }),
  done: DONE,
  refusals: [],
  example: { data: { real_name: '王小爱', id_card: '110***********002X' } },
})

export const verifyRealName = defineRoute({
  id: 'verifyRealName',
  method: 'POST',
  path: '/users/auth',
  tag,
  summary: '实名认证',
  description:
    '只能提交一次，须年满 18 周岁；18 位身份证号须通过校验码检查（GB 11643），且未被其他账号使用。每天最多尝试 10 次。',
  session: true,
  body: Type.Object({
    real_name: FreeText(32, '真实姓名'),
    id_card: Type.String({ minLength: 1, maxLength: 32, description: '身份证号' }),
  }),
  done: DONE,
  refusals: [
    'params_missing',
    'params_invalid',
    'id_card_invalid',
    'already_verified',
    'under_age',
    'auth_tries_spent',
  ],
  example: { body: { real_name: '王小爱', id_card: '11010519491231002X' } },
})

export const changePassword = defineRoute({
  id: 'changePassword',
  method: 'PUT',
  path: '/users/password',
  tag,
  summary: '修改密码',
  description: '其他设备上的会话随即失效，当前会话保留。',
  session: true,
  body: Type.Object({
    old_password: Type.String({ minLength: 1, maxLength: 256, description: '原密码' }),
    password: NewPassword,
    password2: PasswordAgain,
  }),
  done: DONE,
  refusals: [
    'params_missing',
    'params_invalid',
    'passwords_differ',
    'password_common',
    'password_wrong',
    'login_locked',
  ],
  example: {
    body: { old_password: 'old-secret', password: 'new-secret', password2: 'new-secret' },
  },
})

export const resetPassword = defineRoute({
  id: 'resetPassword',
  method: 'PUT',
  path: '/password',
  tag,
  summary: '找回密码',
  description:
    '用 purpose 为 reset 的短信验证码设置新密码；该账号的所有会话随即结束。没有账号的号码与验证码错误回答相同。',
  session: false,
  body: Type.Object({
    mobile: Mobile,
    sms_code: SmsCode,
    password: NewPassword,
    password2: PasswordAgain,
  }),
  done: DONE,
  refusals: [
    'params_missing',
    'params_invalid',
    'passwords_differ',
    'password_common',
    'sms_code_expired',
    'sms_code_wrong',
  ],
  example: { body: { mobile: '13800000002', sms_code: '123456', password: 'a-new-secret' } },
})

export const changeMobile = defineRoute({
  id: 'changeMobile',
  method: 'PUT',
  path: '/user/mobile',
  tag,
  summary: '更换手机号',
  description: '新旧号码各收一个 purpose 为 mobile 的短信验证码。',
  session: true,
  body: Type.Object({ mobile: Mobile, sms_code: SmsCode, old_sms_code: SmsCode }),
  done: DONE,
  refusals: [
    'params_missing',
    'params_invalid',
    'sms_code_expired',
    'sms_code_wrong',
    'mobile_registered',
  ],
  example: { body: { mobile: '13900000003', sms_code: '123456', old_sms_code: '654321' } },
})

const Session = Type.Object({
  session_id: Id,
  device: Type.String({ description: '浏览器与系统；未知时为空字符串' }),
  place: Type.String({ description: '最近使用时 IP 地址的前一半；未知时为空字符串' }),
  ctime: Time,
  used: Type.String({ description: '最近使用的时间，精确到一小时' }),
  current: Type.Boolean({ description: '是否就是当前会话' }),
})

export const listSessions = defineRoute({
  id: 'listSessions',
  method: 'GET',
  path: '/user/sessions',
  tag,
  summary: '登录的设备',
  description: '最近使用的在前，至多 100 个。',
  session: true,
  data: Type.Object({ sessions: Type.Array(Session) }),
  done: DONE,
  refusals: [],
  example: {
    data: {
      sessions: [
        {
          session_id: 12,
          device: 'Chrome · Windows',
          place: '203.0.*.*',
          ctime: '2026-11-20 09:00:00',
          used: '2026-12-01 12:00:00',
          current: true,
        },
      ],
    },
  },
})

export const endOtherSessions = defineRoute({
  id: 'endOtherSessions',
  method: 'DELETE',
  path: '/user/sessions/others',
  tag,
  summary: '退出其他设备',
  description: '当前会话保留，其余立即结束。',
  session: true,
  done: DONE,
  refusals: [],
  example: {},
})

export const endSession = defineRoute({
  id: 'endSession',
  method: 'DELETE',
  path: '/user/sessions/{id}',
  tag,
  summary: '退出一个设备',
  session: true,
  params: IdParams,
  done: DONE,
  refusals: ['params_invalid', 'session_missing'],
  example: {},
})
