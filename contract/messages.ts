import { Type } from 'typebox'
import { CONTACT_KINDS } from '../rules/contact-kinds.ts'
import { Status } from './order.ts'
import { PICTURE_REFUSALS } from './refusals.ts'
import { DONE, defineRoute } from './route.ts'
import { Day, FreeText, Id, IdParams, ImageUrl, SentId, Time } from './values.ts'

const tag = '消息 messages'

export const MESSAGE_CHARACTERS_MAX = 2_000
const ROLES = ['guest', 'host'] as const

const Message = Type.Object({
  message_id: Type.Integer({ description: '在对话中的序号：从 1 开始，没有空缺' }),
  author: Type.Enum(ROLES),
  mine: Type.Boolean(),
  text: Type.String({ description: '纯文本；只有图片时为空字符串' }),
  masked: Type.Array(Type.Enum(CONTACT_KINDS), {
    description: '付款前发出的消息中被隐藏的联系方式，text 中以 ＊＊＊ 代替',
  }),
  picture_url: ImageUrl,
  ctime: Time,
})

const Thread = Type.Object({
  thread_id: Id,
  house_id: Id,
  title: Type.String({ description: '房屋标题' }),
  img_url: ImageUrl,
  role: Type.Enum(ROLES, { description: '当前用户在其中的身份' }),
  name: Type.String({ description: '对方昵称' }),
  avatar: ImageUrl,
  last: Type.Union([Message, Type.Null()], { description: '最新一条' }),
  unread: Type.Integer(),
  read_id: Type.Integer({ description: '我读到哪一条' }),
  other_read_id: Type.Integer({ description: '对方读到哪一条' }),
  order: Type.Union(
    [Type.Object({ order_id: Id, start_date: Day, end_date: Day, status: Status }), Type.Null()],
    { description: '两人就该房屋最新的订单' },
  ),
  shows_contacts: Type.Boolean({
    description: '新消息中的联系方式不再隐藏：两人之间有已支付的订单',
  }),
  blocked: Type.Boolean({ description: '我已屏蔽对方' }),
  open: Type.Boolean({ description: '现在可以发消息' }),
})

export const exampleMessage = {
  message_id: 3,
  author: 'guest',
  mine: true,
  text: '请问院子里可以停车吗？',
  masked: [],
  picture_url: '',
  ctime: '2026-11-22 18:30:00',
} as const

const exampleThread = {
  thread_id: 12,
  house_id: 1,
  title: '什刹海旁 安静四合院小屋',
  img_url: '/files/houses/1-cover.webp',
  role: 'guest',
  name: '老北京',
  avatar: '',
  last: exampleMessage,
  unread: 0,
  read_id: 3,
  other_read_id: 2,
  order: null,
  shows_contacts: false,
  blocked: false,
  open: true,
} as const

/** As for placing an order. */
const Keyed = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      description: '幂等键，由客户端生成；重试得到同一条消息，配不同的内容返回 422',
    }),
  ),
})

const Text = Type.Object({
  text: FreeText(MESSAGE_CHARACTERS_MAX, '纯文本，最多 2,000 个字符；首尾空白与控制字符会去掉'),
})

const SENDING = [
  'params_missing',
  'params_invalid',
  'thread_closed',
  'house_unlisted',
  'too_many_messages',
  'idempotency_reused',
] as const

export const listThreads = defineRoute({
  id: 'listThreads',
  method: 'GET',
  path: '/threads',
  tag,
  summary: '我的对话',
  description:
    '最近有消息的在前，房客与房东的对话在一起。unread 为所有对话的未读总数，数到 1000 为止。',
  session: true,
  query: Type.Object({
    role: Type.Optional(Type.Enum(ROLES, { description: '只要以这一身份参与的' })),
    house_id: Type.Optional(
      Type.String({ pattern: '^\\d{1,15}$', description: '只要我就这处房屋询问房东的' }),
    ),
    order_id: Type.Optional(Type.String({ pattern: '^\\d{1,15}$', description: '只要这个订单的' })),
    limit: Type.Optional(
      Type.String({ pattern: '^\\d{1,2}$', description: '每页条数 1–50，默认 20' }),
    ),
    cursor: Type.Optional(
      Type.String({ pattern: '^\\d{1,15}-\\d{1,15}$', description: '上一页答复中的 next_cursor' }),
    ),
  }),
  data: Type.Object({
    threads: Type.Array(Thread),
    unread: Type.Integer(),
    next_cursor: Type.Optional(Type.String({ description: '还有下一页时才有' })),
  }),
  done: DONE,
  refusals: ['params_invalid'],
  example: { data: { threads: [exampleThread], unread: 0 } },
})

export const askHost = defineRoute({
  id: 'askHost',
  method: 'POST',
  path: '/houses/{id}/threads',
  tag,
  summary: '询问房东',
  description:
    '预订前后都可以。一位房客就一处房屋只有一个对话，已有时接着发。每人每天最多开始 20 个对话。',
  session: true,
  params: IdParams,
  headers: Keyed,
  body: Text,
  data: Type.Object({ thread_id: Id, message: Message }),
  done: { zh: '已发送', en: 'Sent' },
  refusals: [...SENDING, 'house_missing', 'message_to_self', 'too_many_threads'],
  example: {
    body: { text: '请问院子里可以停车吗？' },
    data: { thread_id: 12, message: exampleMessage },
  },
})

export const writeAboutOrder = defineRoute({
  id: 'writeAboutOrder',
  method: 'POST',
  path: '/orders/{id}/threads',
  tag,
  summary: '就订单发消息',
  description: '订单的房客或房东写给对方；与订单前的询问是同一个对话。',
  session: true,
  params: IdParams,
  headers: Keyed,
  body: Text,
  data: Type.Object({ thread_id: Id, message: Message }),
  done: { zh: '已发送', en: 'Sent' },
  refusals: [...SENDING, 'order_missing'],
  example: {
    body: { text: '我们大约下午四点到' },
    data: { thread_id: 12, message: exampleMessage },
  },
})

export const listMessages = defineRoute({
  id: 'listMessages',
  method: 'GET',
  path: '/threads/{id}/messages',
  tag,
  summary: '对话的消息',
  description:
    '最新的在前，cursor 取更早的；带 after 时是那一条之后的，最早的在前：重连后从最后收到的一条接着取，不遗漏、不重复。',
  session: true,
  params: IdParams,
  query: Type.Object({
    after: Type.Optional(Type.String({ pattern: '^\\d{1,9}$', description: 'message_id' })),
    limit: Type.Optional(
      Type.String({ pattern: '^\\d{1,3}$', description: '每页条数 1–100，默认 30' }),
    ),
    cursor: Type.Optional(
      Type.String({ pattern: '^\\d{1,9}$', description: '上一页答复中的 next_cursor' }),
    ),
  }),
  data: Type.Object({
    thread: Thread,
    messages: Type.Array(Message),
    next_cursor: Type.Optional(
      Type.String({ description: '还有下一页时才有；带 after 时作为下一次的 after' }),
    ),
  }),
  done: DONE,
  refusals: ['params_invalid', 'thread_missing'],
  example: { data: { thread: exampleThread, messages: [exampleMessage] } },
})

export const sendMessage = defineRoute({
  id: 'sendMessage',
  method: 'POST',
  path: '/threads/{id}/messages',
  tag,
  summary: '发消息',
  description:
    '付款前，电话、邮箱、链接、微信与 QQ 号和门牌地址会被隐藏（masked），原文不保存；两人之间有已支付的订单后不再隐藏。',
  session: true,
  params: IdParams,
  headers: Keyed,
  body: Text,
  data: Type.Object({ message: Message }),
  done: { zh: '已发送', en: 'Sent' },
  refusals: [...SENDING, 'thread_missing'],
  example: { body: { text: '请问院子里可以停车吗？' }, data: { message: exampleMessage } },
})

export const sendPicture = defineRoute({
  id: 'sendPicture',
  method: 'POST',
  path: '/threads/{id}/pictures',
  tag,
  summary: '发图片',
  description: 'multipart/form-data，字段 picture；要求与房屋图片相同。每人每天最多 100 张。',
  session: true,
  params: IdParams,
  headers: Keyed,
  form: { file: 'picture' },
  data: Type.Object({ message: Message }),
  done: { zh: '已发送', en: 'Sent' },
  refusals: [...SENDING, 'thread_missing', 'too_many_pictures', ...PICTURE_REFUSALS, 'file_fault'],
  example: {
    data: {
      message: {
        ...exampleMessage,
        text: '',
        picture_url: '/api/v1.0/threads/12/messages/3/picture',
      },
    },
  },
})

export const showPicture = defineRoute({
  id: 'showPicture',
  method: 'GET',
  path: '/threads/{id}/messages/{message_id}/picture',
  tag,
  summary: '消息中的图片',
  description: '只有对话的两人可见。',
  session: true,
  params: Type.Object({ id: SentId, message_id: SentId }),
  picture: true,
  done: DONE,
  refusals: ['params_invalid', 'thread_missing'],
  example: {},
})

export const readThread = defineRoute({
  id: 'readThread',
  method: 'PUT',
  path: '/threads/{id}/read',
  tag,
  summary: '标为已读',
  description: '读到 message_id 为止；不传为全部。对话的通知随之已读。',
  session: true,
  params: IdParams,
  body: Type.Object({ message_id: Type.Optional(Id) }),
  data: Type.Object({ unread: Type.Integer({ description: '所有对话的未读总数' }) }),
  done: DONE,
  refusals: ['params_invalid', 'thread_missing'],
  example: { body: { message_id: 3 }, data: { unread: 0 } },
})

export const reportThread = defineRoute({
  id: 'reportThread',
  method: 'POST',
  path: '/threads/{id}/reports',
  tag,
  summary: '举报',
  description: '举报后平台人员可以查看这个对话，每次查看都有记录。重复举报不会新增。',
  session: true,
  params: IdParams,
  body: Type.Object({ reason: FreeText(500, '举报原因') }),
  done: { zh: '已收到举报', en: 'Reported' },
  refusals: ['params_missing', 'params_invalid', 'thread_missing'],
  example: { body: { reason: '要求线下付款' } },
})

export const blockPerson = defineRoute({
  id: 'blockPerson',
  method: 'PUT',
  path: '/threads/{id}/block',
  tag,
  summary: '屏蔽或解除屏蔽对方',
  description: '屏蔽期间，两人在任何对话中都不能互发消息。',
  session: true,
  params: IdParams,
  body: Type.Object({ blocked: Type.Boolean() }),
  done: DONE,
  refusals: ['params_missing', 'params_invalid', 'thread_missing'],
  example: { body: { blocked: true } },
})
