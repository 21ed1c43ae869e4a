import { Type } from 'typebox'

/** Values that many routes share, each described once. */
export const Id = Type.Integer({ minimum: 1, description: '编号' })

/**
 * An id as clients send it: the old pages take it from the address bar, so it may come as text.
 * Any whole number is understood; one that names nothing is answered as missing, not as malformed.
 */
export const SentId = Type.Union([Type.Integer(), Type.String({ pattern: '^-?\\d{1,20}$' })], {
  description: '编号（数字或数字文本）',
})

export const Fen = Type.Integer({ description: '金额，单位：分' })
export const Day = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: '日期 YYYY-MM-DD',
})
export const Time = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}$',
  description: '时间 YYYY-MM-DD HH:MM:SS，站点时区',
})
export const ImageUrl = Type.String({ description: '图片地址；没有图片时为空字符串' })

/** Free text that a person typed; NUL cannot be stored as text. */
export const FreeText = (length_max: number, description: string) =>
  Type.String({ minLength: 1, maxLength: length_max, pattern: '^[^\\u0000]*$', description })

/**
 * An id in the range that the database can hold, or 0, which names nothing.
 * Whole numbers beyond 2^53 lose digits in JSON, so they can name nothing either.
 */
export function toId(sent: number | string): number {
  const id = Number(sent)
  return Number.isSafeInteger(id) && id > 0 ? id : 0
}
