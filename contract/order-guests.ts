import { Type } from 'typebox'
import { ID_KINDS } from '../rules/id-kinds.ts'
import { DONE, defineRoute } from './route.ts'
import { FreeText, GUESTS_MAX, Id, IdParams, Moment } from './values.ts'

const tag = '订单 orders'

const Kind = Type.Enum([...ID_KINDS], { description: 'id_card：身份证，默认；passport：护照' })

/** How far the names of an order's guests are known. */
export const GuestNames = Type.Object({
  required: Type.Boolean({ description: '房屋或平台要求填写' }),
  may_change: Type.Boolean({ description: '下单人此刻可以填写、修改' }),
  until: Moment,
  given: Type.Integer({ description: '已填写的人数' }),
  wanted: Type.Integer({ description: '入住人数' }),
})

export const listGuests = defineRoute({
  id: 'listGuests',
  method: 'GET',
  path: '/orders/{id}/guests',
  tag,
  summary: '入住人',
  description:
    '下单人和房东可见；证件号码只显示头尾。离店 30 天后（站点设置）删除，取消的订单随即删除。',
  session: true,
  params: IdParams,
  data: Type.Object({
    ...GuestNames.properties,
    guests: Type.Array(
      Type.Object({
        guest_id: Id,
        name: Type.String(),
        id_kind: Kind,
        id_number: Type.String({ description: '隐去中间几位；没有填写时为空' }),
      }),
    ),
  }),
  done: DONE,
  refusals: ['params_invalid', 'order_missing'],
  example: {
    data: {
      required: true,
      may_change: true,
      until: '2027-05-01T15:00:00+08:00',
      given: 1,
      wanted: 2,
      guests: [
        { guest_id: 3, name: '林小满', id_kind: 'id_card', id_number: '110***********0047' },
      ],
    },
  },
})

export const nameGuests = defineRoute({
  id: 'nameGuests',
  method: 'PUT',
  path: '/orders/{id}/guests',
  tag,
  summary: '填写入住人',
  description:
    '下单人在入住时间之前填写，整体替换，不超过入住人数。带 guest_id 的一行是已填写的人：省略 id_number 时保留原来的证件，空字符串为去掉。',
  session: true,
  params: IdParams,
  body: Type.Object({
    guests: Type.Array(
      Type.Object({
        guest_id: Type.Optional(Id),
        name: FreeText(64, '姓名'),
        id_kind: Type.Optional(Kind),
        id_number: Type.Optional(
          Type.String({
            maxLength: 32,
            pattern: '^[^\\u0000]*$',
            description: '证件号码，可以不填',
          }),
        ),
      }),
      { maxItems: GUESTS_MAX },
    ),
  }),
  done: { zh: '保存成功', en: 'Saved' },
  refusals: [
    'params_missing',
    'params_invalid',
    'order_missing',
    'names_closed',
    'too_many_names',
    'id_number_invalid',
  ],
  example: {
    body: {
      guests: [
        { guest_id: 3, name: '林小满' },
        { name: 'Ada King', id_kind: 'passport', id_number: 'E12345678' },
      ],
    },
  },
})
