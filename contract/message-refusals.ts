import { type RefusalText, row } from './refusal-row.ts'

/** Why a message is not sent. */
export const MESSAGE_REFUSALS = {
  thread_missing: row('NODATA', 200, '对话不存在', 'There is no such conversation'),
  // One answer whoever closed it: who is blocked is not told by whom.
  thread_closed: row(
    'REQERR',
    200,
    '对方现在不能接收消息',
    'This person cannot be written to at the moment',
  ),
  message_to_self: row('ROLEERR', 200, '不能给自己发消息', 'You cannot write to yourself'),
  too_many_threads: row(
    'REQERR',
    200,
    '今天询问的房东已达上限，请明天再试',
    'You have asked as many hosts as one may in a day; try again tomorrow',
  ),
  too_many_messages: row(
    'REQERR',
    200,
    '发送太频繁，请稍后再试',
    'You are sending too fast; wait a minute and try again',
  ),
  too_many_pictures: row(
    'REQERR',
    200,
    '今天发送的图片已达上限，请明天再试',
    'You have sent as many pictures as one may in a day; try again tomorrow',
  ),
} as const satisfies Record<string, RefusalText>
