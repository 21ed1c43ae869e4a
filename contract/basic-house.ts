import { Type } from 'typebox'
import { Point } from './house-story.ts'
import { Rating } from './ratings.ts'
import { Fen, Id, ImageUrl, Time } from './values.ts'

/** A house in a list. */
export const BasicHouse = Type.Object({
  house_id: Id,
  title: Type.String(),
  price: Fen,
  area_name: Type.String(),
  area_name_en: Type.String({ description: '城区的英文名；没有时为空字符串' }),
  img_url: ImageUrl,
  room_count: Type.Integer(),
  order_count: Type.Integer(),
  address: Type.String({
    description: '大致地址，不含门牌号；只有房东在自己的房源中看到准确地址',
  }),
  user_avatar: ImageUrl,
  ctime: Time,
  img_srcset: Type.String({ description: '封面的 srcset 值；没有时为空字符串' }),
  pictures: Type.Array(Type.Object({ url: ImageUrl, srcset: Type.String() }), {
    description: '封面之后的图片，最多 4 张',
  }),
  unit: Type.String({ description: '户型' }),
  capacity: Type.Integer({ description: '可住人数' }),
  position: Type.Union([Point, Type.Null()], {
    description: '大致位置：约 500 米的圆的圆心；房东没有填写时为 null',
  }),
  rating: Rating,
  amount: Type.Optional(Type.Integer({ description: '按日期搜索时，这些日期的总价，单位：分' })),
})

export const exampleBasicHouse = {
  house_id: 1,
  title: '什刹海旁 安静四合院小屋',
  price: 36800,
  area_name: '西城区',
  area_name_en: 'Xicheng',
  img_url: '/files/houses/1/9f86d081-1600.webp',
  room_count: 1,
  order_count: 12,
  address: '西城区后海北沿',
  user_avatar: '',
  ctime: '2026-09-01 10:00:00',
  img_srcset: '/files/houses/1/9f86d081-400.webp 400w, /files/houses/1/9f86d081-1600.webp 1600w',
  pictures: [],
  unit: '一室一厅',
  capacity: 2,
  position: { latitude: 39.9412, longitude: 116.3834 },
  rating: { average: 4.8, count: 12 },
}
