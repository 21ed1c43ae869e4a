import { Type } from 'typebox'
import { DONE, defineRoute } from './route.ts'
import { Fen, Id, ImageUrl, SentId, Time } from './values.ts'

const HouseComment = Type.Object({
  comment: Type.String(),
  user_name: Type.String({ description: '昵称；仍为手机号时显示“匿名用户”' }),
  ctime: Time,
})

export const FullHouse = Type.Object({
  hid: Id,
  user_id: Id,
  user_name: Type.String(),
  title: Type.String(),
  price: Fen,
  area_name: Type.String(),
  acreage: Type.Integer({ description: '面积，平方米' }),
  unit: Type.String({ description: '户型' }),
  capacity: Type.Integer({ description: '可住人数' }),
  beds: Type.String({ description: '床铺配置' }),
  deposit: Fen,
  room_count: Type.Integer(),
  address: Type.String(),
  min_days: Type.Integer(),
  max_days: Type.Integer({ description: '最多入住天数，0 为不限' }),
  user_avatar: ImageUrl,
  img_urls: Type.Array(ImageUrl),
  facilities: Type.Array(Id),
  comments: Type.Array(HouseComment, { description: '最新的在前，最多 20 条' }),
})

export const showHouse = defineRoute({
  id: 'showHouse',
  method: 'GET',
  path: '/houses/{id}',
  tag: '房屋 houses',
  summary: '房屋详情',
  session: false,
  params: Type.Object({ id: SentId }),
  data: Type.Object({
    user_id: Type.Integer({ description: '当前访客的用户编号，未登录为 -1' }),
    house: FullHouse,
  }),
  done: DONE,
  refusals: ['params_invalid', 'house_missing'],
  example: {
    data: {
      user_id: -1,
      house: {
        hid: 1,
        user_id: 1,
        user_name: '房东小爱',
        title: '什刹海旁 安静四合院小屋',
        price: 36800,
        area_name: '西城区',
        acreage: 42,
        unit: '一室一厅',
        capacity: 2,
        beds: '双人床：2×1.8 米 ×1 张',
        deposit: 20000,
        room_count: 1,
        address: '西城区后海北沿 12 号',
        min_days: 1,
        max_days: 0,
        user_avatar: '',
        img_urls: ['/files/houses/1-cover.webp'],
        facilities: [1, 2, 5],
        comments: [
          { comment: '很干净，离地铁近。', user_name: '匿名用户', ctime: '2026-10-03 11:20:00' },
        ],
      },
    },
  },
})
