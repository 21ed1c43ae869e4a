import { Type } from 'typebox'
import { PICTURE_REFUSALS } from './refusals.ts'
import { DONE, defineRoute } from './route.ts'
import { IdParams, ImageUrl, SentId } from './values.ts'

const tag = '图片 pictures'

export const addHouseImage = defineRoute({
  id: 'addHouseImage',
  method: 'POST',
  path: '/houses/image',
  tag,
  summary: '上传房屋图片',
  description:
    'multipart/form-data，字段 house_image 与 house_id；第一张成为封面。真实图片，不超过 10 MB。',
  session: true,
  form: { file: 'house_image', fields: Type.Object({ house_id: SentId }) },
  data: Type.Object({ image_url: ImageUrl, srcset: Type.String() }),
  done: DONE,
  refusals: [
    'params_missing',
    'params_invalid',
    'house_missing',
    'not_your_house',
    ...PICTURE_REFUSALS,
    'pictures_full',
    'file_fault',
  ],
  example: {
    data: {
      image_url: '/files/houses/1/9f86d081-1600.webp',
      srcset: '/files/houses/1/9f86d081-400.webp 400w, /files/houses/1/9f86d081-1600.webp 1600w',
    },
  },
})

export const arrangeHouseImages = defineRoute({
  id: 'arrangeHouseImages',
  method: 'PUT',
  path: '/houses/{id}/images',
  tag,
  summary: '排列、删除房屋图片',
  description: '提交保留的图片地址及其顺序；未列出的被删除，第一张成为封面。',
  session: true,
  params: IdParams,
  body: Type.Object({ img_urls: Type.Array(Type.String({ maxLength: 1_000 }), { maxItems: 100 }) }),
  done: DONE,
  refusals: ['params_missing', 'params_invalid', 'house_missing', 'not_your_house'],
  example: { body: { img_urls: ['/files/houses/1/9f86d081-1600.webp'] } },
})
