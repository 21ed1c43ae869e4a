import { DAY, HOUR } from '../story.ts'
import { GUEST, SECOND_GUEST } from './people.ts'

/** What two people write each other, in minutes before the moment at which the demo is filled in. */
export interface Talk {
  readonly house: number
  readonly guest: string
  readonly said: readonly (readonly [minutes_ago: number, by: 'guest' | 'host', text: string])[]
  /** How many of the newest the other one has not read. */
  readonly unread: number
}

export const TALKS: readonly Talk[] = [
  {
    house: 3,
    guest: GUEST.name,
    unread: 1,
    said: [
      [3 * DAY, 'guest', '您好，请问湖边晚上吵吗？我们带着一个五岁的孩子。'],
      [3 * DAY - 12, 'host', '晚上十点以后很安静，窗户是双层的。有儿童餐椅，需要的话提前说一声。'],
      [3 * DAY - 20, 'guest', '太好了，那我下单了，麻烦准备餐椅。'],
      [2 * DAY, 'host', '收到，餐椅备好了。到胡同口给我打电话，我出来接。'],
      [5 * HOUR, 'host', '这两天降温，记得带厚外套。'],
    ],
  },
  {
    house: 4,
    guest: GUEST.name,
    unread: 2,
    said: [
      [2 * HOUR, 'guest', '请问下午两点前能放行李吗？'],
      [48, 'guest', '刚下了单，两位大人，麻烦看一下。'],
    ],
  },
  {
    house: 1,
    guest: SECOND_GUEST.name,
    unread: 0,
    said: [
      [DAY + 90, 'guest', '院子里可以停自行车吗？'],
      [DAY + 70, 'host', '可以，门廊下面有位置，还能借您一把锁。'],
      [DAY + 66, 'guest', '谢谢老周！'],
    ],
  },
  {
    house: 2,
    guest: '一只柚子',
    unread: 1,
    said: [[40, 'guest', '露台晚上能用到几点？可以加个微信聊吗，我的微信号 youzi_2046']],
  },
]
