import { Type } from 'typebox'
import { DONE, defineRoute } from './route.ts'
import { FreeText, Id, IdParams, Time } from './values.ts'

const tag = '通行密钥 passkeys'

/** As WebAuthn writes it in JSON; browsers make it, and are given it as it is. */
const Options = Type.Object(
  { challenge: Type.String() },
  { additionalProperties: true, description: 'WebAuthn 的选项（JSON），原样交给浏览器' },
)

const Response = Type.Object(
  {
    id: Type.String({ pattern: '^[\\w-]{1,1400}$' }),
    rawId: Type.String({ maxLength: 1400 }),
    type: Type.Literal('public-key'),
    response: Type.Object(
      { clientDataJSON: Type.String({ maxLength: 10_000 }) },
      { additionalProperties: true },
    ),
    clientExtensionResults: Type.Object({}, { additionalProperties: true }),
  },
  { additionalProperties: true, description: '浏览器给出的 WebAuthn 答复（JSON）' },
)

const KeyName = FreeText(32, '密钥的名称')

const Passkey = Type.Object({
  passkey_id: Id,
  name: Type.String(),
  ctime: Time,
  used: Type.Optional(Type.String({ description: '最近一次用它登录；没有用过则没有' })),
})

const example_options = { challenge: 'kq3R…', rpId: 'stay.example.com' }
const example_response = {
  id: 'AbCd',
  rawId: 'AbCd',
  type: 'public-key' as const,
  response: { clientDataJSON: 'eyJ0…' },
  clientExtensionResults: {},
}

export const listPasskeys = defineRoute({
  id: 'listPasskeys',
  method: 'GET',
  path: '/user/passkeys',
  tag,
  summary: '我的通行密钥',
  session: true,
  data: Type.Object({ passkeys: Type.Array(Passkey) }),
  done: DONE,
  refusals: [],
  example: {
    data: { passkeys: [{ passkey_id: 3, name: '我的手机', ctime: '2026-12-01 12:00:00' }] },
  },
})

export const beginPasskey = defineRoute({
  id: 'beginPasskey',
  method: 'POST',
  path: '/user/passkeys/options',
  tag,
  summary: '开始添加通行密钥',
  description: '答复交给浏览器的 navigator.credentials.create；5 分钟内有效，只能用一次。',
  session: true,
  data: Type.Object({ options: Options }),
  done: DONE,
  refusals: [],
  example: { data: { options: example_options } },
})

export const addPasskey = defineRoute({
  id: 'addPasskey',
  method: 'POST',
  path: '/user/passkeys',
  tag,
  summary: '添加通行密钥',
  description: '每人最多 10 个。',
  session: true,
  body: Type.Object({ name: KeyName, response: Response }),
  data: Type.Object({ passkey_id: Id }),
  done: DONE,
  refusals: ['params_missing', 'params_invalid', 'passkey_invalid', 'passkeys_full'],
  example: { body: { name: '我的手机', response: example_response }, data: { passkey_id: 3 } },
})

export const renamePasskey = defineRoute({
  id: 'renamePasskey',
  method: 'PUT',
  path: '/user/passkeys/{id}',
  tag,
  summary: '给通行密钥改名',
  session: true,
  params: IdParams,
  body: Type.Object({ name: KeyName }),
  done: DONE,
  refusals: ['params_missing', 'params_invalid', 'passkey_missing'],
  example: { body: { name: '旧手机' } },
})

export const removePasskey = defineRoute({
  id: 'removePasskey',
  method: 'DELETE',
  path: '/user/passkeys/{id}',
  tag,
  summary: '移除通行密钥',
  description: '之后不能再用它登录；已有的会话不受影响。',
  session: true,
  params: IdParams,
  done: DONE,
  refusals: ['params_invalid', 'passkey_missing'],
  example: {},
})

export const beginPasskeyLogIn = defineRoute({
  id: 'beginPasskeyLogIn',
  method: 'POST',
  path: '/sessions/passkey/options',
  tag,
  summary: '开始用通行密钥登录',
  description:
    '答复交给浏览器的 navigator.credentials.get；对所有人相同，5 分钟内有效，只能用一次。',
  session: false,
  data: Type.Object({ options: Options }),
  done: DONE,
  refusals: ['too_many_requests'],
  example: { data: { options: example_options } },
})

export const logInByPasskey = defineRoute({
  id: 'logInByPasskey',
  method: 'POST',
  path: '/sessions/passkey',
  tag,
  summary: '用通行密钥登录',
  session: false,
  body: Type.Object({ response: Response }),
  done: { zh: '登录成功', en: 'Logged in' },
  refusals: ['params_missing', 'params_invalid', 'passkey_invalid'],
  example: { body: { response: example_response } },
})
