import { Type } from 'typebox'
import { BasicHouse, exampleBasicHouse } from './basic-house.ts'
import { DONE, defineRoute } from './route.ts'
import { Id, IdParams, PlainText, SentId, Time } from './values.ts'

const tag = '收藏 favourites'

export const LISTS_MAX = 50
export const FAVOURITES_MAX = 500
export const LIST_PAGE = 20
/** How many houses a visitor's browser asks for at once. */
export const VISITORS_PAGE = 20

const ListName = PlainText(32, '名称，1–32 字')
const Cursor = Type.Object({
  cursor: Type.Optional(
    Type.String({ pattern: '^(\\d{1,15}_\\d{1,15})?$', description: '上一页答复中的 next_cursor' }),
  ),
})
const NextCursor = Type.Optional(Type.String({ description: '还有下一页时才有' }))

const List = Type.Object({
  list_id: Id,
  name: Type.String({ description: '默认收藏夹未改名时为空字符串' }),
  is_default: Type.Boolean(),
  count: Type.Integer({ description: '其中的房屋数，含已不可用的' }),
  share_path: Type.String({ description: '共享链接的路径；未共享时为空字符串' }),
})
const exampleList = {
  list_id: 7,
  name: '春天去',
  is_default: false,
  count: 3,
  share_path: '/lists/9Qz0mX1n3k5v7b2c4d6f8g',
} as const

export const listFavourites = defineRoute({
  id: 'listFavourites',
  method: 'GET',
  path: '/user/favourites',
  tag,
  summary: '我的收藏夹与收藏的房屋编号',
  description: `至多 ${LISTS_MAX} 个收藏夹、${FAVOURITES_MAX} 处房屋；默认收藏夹在前。`,
  session: true,
  data: Type.Object({
    lists: Type.Array(List),
    houses: Type.Array(Type.Object({ house_id: Id, list_id: Id }), {
      description: '最近收藏的在前',
    }),
  }),
  done: DONE,
  refusals: [],
  example: { data: { lists: [exampleList], houses: [{ house_id: 1, list_id: 7 }] } },
})

export const saveFavourite = defineRoute({
  id: 'saveFavourite',
  method: 'PUT',
  path: '/user/favourites/{id}',
  tag,
  summary: '收藏房屋、移到另一个收藏夹',
  description: '不传 list_id 时放进默认收藏夹；已收藏的房屋留在原处，传了则移过去。',
  session: true,
  params: IdParams,
  body: Type.Object({ list_id: Type.Optional(SentId) }),
  data: Type.Object({ list_id: Id }),
  done: DONE,
  refusals: ['params_invalid', 'house_missing', 'list_missing', 'favourites_full'],
  example: { body: { list_id: 7 }, data: { list_id: 7 } },
})

export const saveFavourites = defineRoute({
  id: 'saveFavourites',
  method: 'POST',
  path: '/user/favourites',
  tag,
  summary: '把登录前收藏的房屋并入',
  description: '放进默认收藏夹；已收藏的、看不到的与超出数量上限的略过。',
  session: true,
  body: Type.Object({
    house_ids: Type.Array(SentId, {
      minItems: 1,
      maxItems: FAVOURITES_MAX,
      description: '最近收藏的在前',
    }),
  }),
  data: Type.Object({ saved: Type.Integer({ description: '新并入几处' }) }),
  done: DONE,
  refusals: ['params_missing', 'params_invalid'],
  example: { body: { house_ids: [3, 1] }, data: { saved: 2 } },
})

export const dropFavourite = defineRoute({
  id: 'dropFavourite',
  method: 'DELETE',
  path: '/user/favourites/{id}',
  tag,
  summary: '取消收藏',
  session: true,
  params: IdParams,
  done: DONE,
  refusals: ['params_invalid', 'favourite_missing'],
  example: {},
})

export const createList = defineRoute({
  id: 'createList',
  method: 'POST',
  path: '/user/lists',
  tag,
  summary: '新建收藏夹',
  session: true,
  body: Type.Object({ name: ListName }),
  data: Type.Object({ list_id: Id }),
  done: DONE,
  refusals: ['params_missing', 'params_invalid', 'list_known', 'lists_full'],
  example: { body: { name: '春天去' }, data: { list_id: 7 } },
})

export const showList = defineRoute({
  id: 'showList',
  method: 'GET',
  path: '/user/lists/{id}',
  tag,
  summary: '收藏夹里的房屋',
  description: `最近收藏的在前，每页 ${LIST_PAGE} 处；已下架的房屋 house 为 null。`,
  session: true,
  params: IdParams,
  query: Cursor,
  data: Type.Object({
    favourites: Type.Array(
      Type.Object({
        house_id: Id,
        saved_at: Time,
        house: Type.Union([BasicHouse, Type.Null()]),
      }),
    ),
    next_cursor: NextCursor,
  }),
  done: DONE,
  refusals: ['params_invalid', 'list_missing'],
  example: {
    data: {
      favourites: [{ house_id: 1, saved_at: '2026-11-22 18:30:00', house: exampleBasicHouse }],
    },
  },
})

export const renameList = defineRoute({
  id: 'renameList',
  method: 'PUT',
  path: '/user/lists/{id}',
  tag,
  summary: '给收藏夹改名',
  session: true,
  params: IdParams,
  body: Type.Object({ name: ListName }),
  done: DONE,
  refusals: ['params_missing', 'params_invalid', 'list_missing', 'list_known'],
  example: { body: { name: '夏天去' } },
})

export const deleteList = defineRoute({
  id: 'deleteList',
  method: 'DELETE',
  path: '/user/lists/{id}',
  tag,
  summary: '删除收藏夹',
  description: '其中的房屋移到默认收藏夹；默认收藏夹不能删除。共享链接随之失效。',
  session: true,
  params: IdParams,
  done: DONE,
  refusals: ['params_invalid', 'list_missing', 'list_default'],
  example: {},
})

export const shareList = defineRoute({
  id: 'shareList',
  method: 'PUT',
  path: '/user/lists/{id}/share',
  tag,
  summary: '共享收藏夹',
  description: '得到一个任何人都可打开的链接；已共享时仍是同一个。',
  session: true,
  params: IdParams,
  data: Type.Object({ share_path: Type.String() }),
  done: DONE,
  refusals: ['params_invalid', 'list_missing'],
  example: { data: { share_path: exampleList.share_path } },
})

export const unshareList = defineRoute({
  id: 'unshareList',
  method: 'DELETE',
  path: '/user/lists/{id}/share',
  tag,
  summary: '停止共享收藏夹',
  description: '链接立即失效，再共享时是另一个。',
  session: true,
  params: IdParams,
  done: DONE,
  refusals: ['params_invalid', 'list_missing'],
  example: {},
})

export const showSharedList = defineRoute({
  id: 'showSharedList',
  method: 'GET',
  path: '/lists/{token}',
  tag,
  summary: '别人共享的收藏夹',
  description: `持有链接即可查看；没有主人的任何信息，已下架的房屋不列出。每页 ${LIST_PAGE} 处。`,
  session: false,
  params: Type.Object({ token: Type.String({ description: '链接中的密文' }) }),
  query: Cursor,
  data: Type.Object({
    name: Type.String({ description: '默认收藏夹未改名时为空字符串' }),
    houses: Type.Array(BasicHouse),
    next_cursor: NextCursor,
  }),
  done: DONE,
  refusals: ['params_invalid', 'list_missing'],
  example: { data: { name: exampleList.name, houses: [exampleBasicHouse] } },
})

export const showVisitorsHouses = defineRoute({
  id: 'showVisitorsHouses',
  method: 'GET',
  path: '/favourites',
  tag,
  summary: '按编号取房屋，供未登录的收藏使用',
  description: `至多 ${VISITORS_PAGE} 个编号；不在架的不列出。`,
  session: false,
  query: Type.Object({
    ids: Type.String({
      pattern: `^\\d{1,15}(,\\d{1,15}){0,${VISITORS_PAGE - 1}}$`,
      description: '房屋编号，逗号分隔',
    }),
  }),
  data: Type.Object({ houses: Type.Array(BasicHouse) }),
  done: DONE,
  refusals: ['params_missing', 'params_invalid'],
  example: { data: { houses: [exampleBasicHouse] } },
})
