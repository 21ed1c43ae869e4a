import { Type } from 'typebox'
import { DONE, defineRoute } from './route.ts'
import { Id, IdParams, Time } from './values.ts'

const tag = '个人数据 personal data'

export const requestExport = defineRoute({
  id: 'requestExport',
  method: 'POST',
  path: '/user/export',
  tag,
  summary: '导出我的数据',
  description:
    '由后台任务制作：一个 ZIP，内有各类数据的 JSON 和本人的图片；完成后以通知告知。同时只能制作一份，每天至多 3 份。',
  session: true,
  data: Type.Object({ export_id: Id }),
  done: DONE,
  refusals: ['export_too_soon'],
  example: { data: { export_id: 5 } },
})

const Export = Type.Object({
  export_id: Id,
  ctime: Time,
  ready: Type.Boolean(),
  ends: Type.Optional(Type.String({ description: '保留到何时；制作完成后才有' })),
  bytes: Type.Optional(Type.Integer({ description: '大小；制作完成后才有' })),
})

export const listExports = defineRoute({
  id: 'listExports',
  method: 'GET',
  path: '/user/export',
  tag,
  summary: '我的导出',
  description: '最新的在前；制作完成后保留 3 天。',
  session: true,
  data: Type.Object({ exports: Type.Array(Export) }),
  done: DONE,
  refusals: [],
  example: {
    data: {
      exports: [
        {
          export_id: 5,
          ctime: '2026-12-01 12:00:00',
          ready: true,
          ends: '2026-12-04 12:00:05',
          bytes: 20480,
        },
      ],
    },
  },
})

export const downloadExport = defineRoute({
  id: 'downloadExport',
  method: 'GET',
  path: '/user/export/{id}',
  tag,
  summary: '下载导出',
  description: '返回 ZIP 文件；只有本人能下载，别人的与不存在的同样回答。',
  session: true,
  params: IdParams,
  download: 'application/zip',
  done: DONE,
  refusals: ['params_invalid', 'export_missing'],
  example: {},
})

export const DeletionHold = Type.Object({
  kind: Type.Enum(['stay', 'payment', 'payout'], {
    description:
      'stay：还有未结束的订单；payment：还有未完成的支付、结算或退款；payout：还有未结清的房东收入',
  }),
  count: Type.Integer({ minimum: 1 }),
})

export const showDeletion = defineRoute({
  id: 'showDeletion',
  method: 'GET',
  path: '/user/deletion',
  tag,
  summary: '能否注销账号',
  description: 'holds 为空时可以注销；否则逐项说明还有什么未了结。',
  session: true,
  data: Type.Object({ holds: Type.Array(DeletionHold) }),
  done: DONE,
  refusals: [],
  example: { data: { holds: [{ kind: 'stay', count: 1 }] } },
})

export const deleteAccount = defineRoute({
  id: 'deleteAccount',
  method: 'DELETE',
  path: '/user',
  tag,
  summary: '注销账号',
  description:
    '所有会话立即结束，房屋下架；7 天后姓名、手机号、身份证号、图片等由后台任务删除，订单与账目不再指向任何人。7 天内登录即撤销。',
  session: true,
  data: Type.Object({ due: Time }),
  done: DONE,
  refusals: ['account_in_use'],
  example: { data: { due: '2026-12-08 12:00:00' } },
})
