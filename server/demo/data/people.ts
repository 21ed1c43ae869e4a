import type { Face } from '../pictures/portrait.ts'

/** The password of every demo user, the three accounts that are announced among them. */
export const PASSWORD = 'ihome-demo'

export interface DemoPerson {
  readonly mobile: string
  readonly name: string
  readonly face?: Face
  /** Who lets houses has proved who they are. The region 990000 does not exist, so nor do they. */
  readonly proof?: { readonly real_name: string; readonly id_card: string }
}

export const HOST: DemoPerson = {
  mobile: '13800000001',
  name: '胡同里的老周',
  face: 'short hair',
  proof: { real_name: '周明德', id_card: '990000197604120013' },
}

export const GUEST: DemoPerson = { mobile: '13800000002', name: '小满', face: 'long hair' }

export const SECOND_GUEST: DemoPerson = {
  mobile: '13800000003',
  name: '阿泽在路上',
  face: 'short hair',
}

/** Their order is that of their ids. */
export const PEOPLE: readonly DemoPerson[] = [
  HOST,
  GUEST,
  SECOND_GUEST,
  {
    mobile: '13800000004',
    name: '房东小爱',
    face: 'long hair',
    proof: { real_name: '林小爱', id_card: '990000199108230028' },
  },
  {
    mobile: '13800000005',
    name: '北海边的猫',
    face: 'cat',
    proof: { real_name: '沈一舟', id_card: '990000198803050032' },
  },
  {
    mobile: '13800000006',
    name: '木木家',
    face: 'short hair',
    proof: { real_name: '穆子林', id_card: '990000198311190012' },
  },
  {
    mobile: '13800000007',
    name: '山里人家',
    face: 'short hair',
    proof: { real_name: '韩守山', id_card: '990000196906270012' },
  },
  {
    mobile: '13800000008',
    name: '老北京张姐',
    face: 'long hair',
    proof: { real_name: '张桂兰', id_card: '990000195802140024' },
  },
  { mobile: '13800000009', name: '一只柚子', face: 'long hair' },
  { mobile: '13800000010', name: '爱旅行的Echo', face: 'cat' },
  { mobile: '13800000011', name: '橙子味的夏天', face: 'long hair' },
  // Never chose a name, so others are shown 匿名用户.
  { mobile: '13800000012', name: '13800000012' },
  { mobile: '13800000013', name: '半糖去冰', face: 'short hair' },
  { mobile: '13800000014', name: '周末出逃计划', face: 'long hair' },
  { mobile: '13800000015', name: '云朵收藏家', face: 'long hair' },
  { mobile: '13800000016', name: '小鹿与远山', face: 'short hair' },
]
