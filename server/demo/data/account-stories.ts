import {
  accepted,
  asked,
  canceled,
  commented,
  DAY,
  HOUR,
  paid,
  rejected,
  type Story,
  stay,
  stayed,
} from '../story.ts'
import { GUEST, PEOPLE, SECOND_GUEST } from './people.ts'

const [ECHO, YUZU, ORANGE] = ['爱旅行的Echo', '一只柚子', '橙子味的夏天'].map((name) =>
  PEOPLE.find((person) => person.name === name),
) as [typeof GUEST, typeof GUEST, typeof GUEST]

/** The guest has an order in every status. */
const OF_THE_GUEST: readonly Story[] = [
  commented(
    stayed(stay(1, GUEST, -20, 3), 8 * DAY + 130),
    5 * HOUR,
    '推门就是胡同，晚上却很安静。老周一早就在院里浇花，还送了我们一罐自己腌的糖蒜。',
  ),
  commented(
    stayed(stay(12, GUEST, -13, 2), 5 * DAY + 47),
    20 * HOUR,
    '两只猫一只黏人一只高冷，茶也好喝，半天就这么过去了。',
  ),
  stayed(stay(2, GUEST, -6, 3), 4 * DAY + 218),
  stayed(stay(22, GUEST, -15, 1), 9 * DAY + 76),
  paid(stay(3, GUEST, 6, 3), 2 * DAY + 93),
  paid(stay(16, GUEST, 24, 7), 3 * DAY + 161),
  accepted(stay(21, GUEST, 13, 2), 5 * HOUR, 5 * HOUR - 4),
  asked(stay(4, GUEST, 9, 4), 50),
  asked(stay(18, GUEST, 17, 2), 25),
  rejected(stay(9, GUEST, 5, 2), 3 * DAY + 52, '抱歉，那几天卫生间要换管道，怕影响您休息。'),
  canceled(asked(stay(5, GUEST, 15, 2), 4 * DAY + 185), 'guest', '行程改期了'),
  // Accepted, and not paid in time.
  accepted(stay(25, GUEST, 20, 2), 6 * DAY + 29, 3 * HOUR),
]

const OF_THE_SECOND_GUEST: readonly Story[] = [
  commented(
    stayed(stay(3, SECOND_GUEST, -11, 2), 3 * DAY + 142),
    9 * HOUR,
    '早上五点半被湖面的光叫醒，沿着后海跑了一圈。房东借的骑行地图很好用。',
  ),
  commented(
    stayed(stay(28, SECOND_GUEST, -18, 1), 2 * DAY + 203),
    4 * HOUR,
    '赶早上六点的高铁，走路就到，房东还给留了面包。',
  ),
  // Is there now.
  stayed(stay(17, SECOND_GUEST, -1, 5), 3 * DAY + 66),
  stayed(stay(10, SECOND_GUEST, -8, 3), 4 * DAY + 37),
  paid(stay(24, SECOND_GUEST, 4, 2), 4 * DAY + 119),
  asked(stay(1, SECOND_GUEST, 7, 3), 2 * HOUR),
  asked(stay(2, SECOND_GUEST, 21, 2), 3 * HOUR),
  canceled(
    paid(stay(30, SECOND_GUEST, 10, 2), 5 * DAY + 84),
    'host',
    '水库那边临时封路，车进不来，已为您全额退款，实在抱歉。',
  ),
]

/** What else the host has to deal with. */
const OF_THE_HOST: readonly Story[] = [
  asked(stay(1, YUZU, 14, 2), 70),
  asked(stay(3, ORANGE, 16, 2), 4 * HOUR),
  accepted(stay(2, ECHO, 11, 3), 6 * HOUR, 6 * HOUR - 9),
  paid(stay(4, ORANGE, 2, 3), 2 * DAY + 154),
  paid(stay(1, ECHO, 18, 4), 5 * DAY + 41),
  stayed(stay(4, YUZU, -7, 4), 5 * DAY + 188),
  rejected(stay(2, YUZU, 8, 2), 2 * DAY + 73, '这两天院里要办家宴，没法接待，欢迎下次来。'),
  canceled(paid(stay(1, ORANGE, 26, 2), 6 * DAY + 107), 'guest', '孩子临时有考试，来不了了'),
  // Nobody answered it in time.
  asked(stay(4, ECHO, 15, 2), 3 * DAY + 58),
]

export const ACCOUNT_STORIES: readonly Story[] = [
  ...OF_THE_GUEST,
  ...OF_THE_SECOND_GUEST,
  ...OF_THE_HOST,
]
