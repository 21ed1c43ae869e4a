import type { Trx } from '../schema.ts'

/** Called with every change of somebody's name or avatar, in its transaction. */
export type OnProfileChanged = (trx: Trx, user_id: number) => Promise<void>

/** What somebody is called whose account was deleted; their id follows, as names are unique. */
export const ERASED_NAME = '已注销用户'

/** Who never chose a name still has their mobile number as one, which is nobody else's business. */
export function publicName(name: string, mobile: string): string {
  if (name.startsWith(ERASED_NAME)) return ERASED_NAME
  return name === mobile ? '匿名用户' : name
}
