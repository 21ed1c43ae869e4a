import { Type } from 'typebox'
import { BasicHouse, exampleBasicHouse } from './basic-house.ts'
import {
  exampleInstructions,
  exampleStory,
  Instructions,
  storyForm,
  storyOfHouse,
} from './house-story.ts'
import { exampleComment, HouseComment, HouseRating } from './ratings.ts'
import { DONE, defineRoute } from './route.ts'
import {
  ClockTime,
  Fen,
  FreeText,
  Id,
  IdParams,
  ImageUrl,
  SentCount,
  SentId,
  SentYuan,
} from './values.ts'

const tag = '房屋 houses'

/** What of a house its guests are told when it changes. */
export const TOLD_FIELDS = [
  'title',
  'area',
  'address',
  'room_count',
  'acreage',
  'unit',
  'capacity',
  'beds',
  'deposit',
  'facilities',
  'check_in',
  'check_out',
] as const
export type ToldField = (typeof TOLD_FIELDS)[number]

export const FullHouse = Type.Object({
  hid: Id,
  user_id: Id,
  user_name: Type.String(),
  title: Type.String(),
  price: Fen,
  area_name: Type.String(),
  area_name_en: Type.String({ description: '城区的英文名；没有时为空字符串' }),
  acreage: Type.Integer({ description: '面积，平方米' }),
  unit: Type.String({ description: '户型' }),
  capacity: Type.Integer({ description: '可住人数' }),
  beds: Type.String({ description: '床铺配置' }),
  deposit: Fen,
  room_count: Type.Integer(),
  address: Type.String({
    description: '付款前为大致地址，不含门牌号；房东和付了款、还没退房的房客看到准确地址',
  }),
  min_days: Type.Integer(),
  max_days: Type.Integer({ description: '最多入住天数，0 为不限' }),
  check_in: ClockTime,
  check_out: ClockTime,
  user_avatar: ImageUrl,
  img_urls: Type.Array(ImageUrl, { description: '第一张为封面' }),
  srcsets: Type.Array(Type.String(), {
    description: '与 img_urls 一一对应的 srcset 值，含各种宽度；没有时为空字符串',
  }),
  listed: Type.Boolean({ description: '是否上架' }),
  facilities: Type.Array(Id),
  ...storyOfHouse,
  rating: HouseRating,
  comment_count: Type.Integer({ description: '评价总数，含没有星级的' }),
  comments: Type.Array(HouseComment, {
    description: '最新的在前，最多 20 条；全部评价见 /houses/{id}/reviews',
  }),
})

export const showHouse = defineRoute({
  id: 'showHouse',
  method: 'GET',
  path: '/houses/{id}',
  tag,
  summary: '房屋详情',
  description:
    '已下架的房屋只有房东和在那里有订单的房客可见。address 与 position 是否准确因访客而异，见 address_exact。',
  session: false,
  params: IdParams,
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
        area_name_en: 'Xicheng',
        acreage: 42,
        unit: '一室一厅',
        capacity: 2,
        beds: '双人床：2×1.8 米 ×1 张',
        deposit: 20000,
        room_count: 1,
        address: '西城区后海北沿',
        min_days: 1,
        max_days: 0,
        check_in: '15:00',
        check_out: '12:00',
        user_avatar: '',
        img_urls: ['/files/houses/1/9f86d081-1600.webp'],
        srcsets: [
          '/files/houses/1/9f86d081-400.webp 400w, /files/houses/1/9f86d081-800.webp 800w, /files/houses/1/9f86d081-1600.webp 1600w',
        ],
        listed: true,
        facilities: [1, 2, 5],
        ...exampleStory,
        rating: {
          average: 4.8,
          count: 12,
          spread: [0, 0, 0, 2, 10],
          aspects: { cleanliness: 4.9, accuracy: 4.8, location: 4.7, host: null },
        },
        comment_count: 14,
        comments: [exampleComment],
      },
    },
  },
})

export const listAreas = defineRoute({
  id: 'listAreas',
  method: 'GET',
  path: '/areas',
  tag,
  summary: '城区列表',
  session: false,
  data: Type.Array(
    Type.Object({
      aid: Id,
      aname: Type.String(),
      aname_en: Type.String({ description: '英文名；没有时为空字符串' }),
      houses: Type.Integer({ description: '在架房源数，最多数到 100' }),
    }),
  ),
  done: DONE,
  refusals: [],
  example: { data: [{ aid: 1, aname: '东城区', aname_en: 'Dongcheng', houses: 18 }] },
})

export const listFacilities = defineRoute({
  id: 'listFacilities',
  method: 'GET',
  path: '/facilities',
  tag,
  summary: '设施列表',
  session: false,
  data: Type.Array(Type.Object({ id: Id, name: Type.String(), icon: Type.String() })),
  done: DONE,
  refusals: [],
  example: { data: [{ id: 1, name: '无线网络', icon: 'wirelessnetwork' }] },
})

/** What a host tells about a house; the same to publish it and to change it. */
export const HouseForm = Type.Object({
  title: FreeText(64, '标题，1–64 字'),
  price: SentYuan,
  area_id: SentId,
  address: FreeText(512, '详细地址'),
  room_count: SentCount(1, 99, '出租房间数'),
  acreage: SentCount(1, 100_000, '面积，平方米'),
  unit: FreeText(32, '户型，如 两室一厅'),
  capacity: SentCount(1, 999, '可住人数'),
  beds: FreeText(64, '床铺配置'),
  deposit: SentYuan,
  min_days: SentCount(1, 3_650, '最少入住天数'),
  max_days: SentCount(0, 3_650, '最多入住天数，0 为不限'),
  facility: Type.Optional(Type.Array(SentId, { maxItems: 100, description: '设施编号' })),
  ...storyForm,
})

const exampleForm = {
  title: '什刹海旁 安静四合院小屋',
  price: '368.00',
  area_id: 2,
  address: '西城区后海北沿 12 号',
  room_count: 1,
  acreage: 42,
  unit: '一室一厅',
  capacity: 2,
  beds: '双人床：2×1.8 米 ×1 张',
  deposit: 200,
  min_days: 1,
  max_days: 0,
  facility: [1, 2, 5],
  kind: 'courtyard',
  description: exampleStory.description,
  house_rules: exampleStory.house_rules,
  bedrooms: exampleStory.bedrooms,
  position: { latitude: 39.9418, longitude: 116.3807 },
  instructions: exampleInstructions,
}

export const publishHouse = defineRoute({
  id: 'publishHouse',
  method: 'POST',
  path: '/houses/info',
  tag,
  summary: '发布房源',
  description: '需先实名认证；price 与 deposit 单位为元，数字也可以文本形式提交。',
  session: true,
  body: HouseForm,
  data: Type.Object({ house_id: Id }),
  done: DONE,
  refusals: [
    'params_missing',
    'params_invalid',
    'area_missing',
    'facility_missing',
    'not_verified',
    'under_age',
  ],
  example: { body: exampleForm, data: { house_id: 1 } },
})

export const editHouse = defineRoute({
  id: 'editHouse',
  method: 'PUT',
  path: '/houses/{id}',
  tag,
  summary: '修改房源',
  description:
    '提交全部字段；已有订单保留下单时的价格。旧客户端不知道的可选字段（kind 起）不传则不变。',
  session: true,
  params: IdParams,
  body: HouseForm,
  done: DONE,
  refusals: [
    'params_missing',
    'params_invalid',
    'house_missing',
    'not_your_house',
    'area_missing',
    'facility_missing',
  ],
  example: { body: exampleForm },
})

export const setListed = defineRoute({
  id: 'setListed',
  method: 'PUT',
  path: '/houses/{id}/listing',
  tag,
  summary: '上架、下架',
  description: '下架后不再出现在搜索与首页，也不能再被预订；已有订单不受影响。',
  session: true,
  params: IdParams,
  body: Type.Object({ listed: Type.Boolean() }),
  done: DONE,
  refusals: ['params_missing', 'params_invalid', 'house_missing', 'not_your_house'],
  example: { body: { listed: false } },
})

export const listOwnHouses = defineRoute({
  id: 'listOwnHouses',
  method: 'GET',
  path: '/user/houses',
  tag,
  summary: '我的房源',
  description: '最新的在前，含已下架的；至多 1000 处。',
  session: true,
  data: Type.Object({
    houses: Type.Array(Type.Object({ ...BasicHouse.properties, listed: Type.Boolean() })),
  }),
  done: DONE,
  refusals: [],
  example: {
    data: {
      houses: [{ ...exampleBasicHouse, address: '西城区后海北沿 12 号', listed: true }],
    },
  },
})

export const showInstructions = defineRoute({
  id: 'showInstructions',
  method: 'GET',
  path: '/user/houses/{id}/instructions',
  tag,
  summary: '我的房屋的入住指引',
  description: '只有房东可见；房客在入住前 3 天起，从自己付了款的订单中看到。',
  session: true,
  params: IdParams,
  data: Type.Object({ instructions: Instructions }),
  done: DONE,
  refusals: ['params_invalid', 'house_missing', 'not_your_house'],
  example: { data: { instructions: exampleInstructions } },
})
