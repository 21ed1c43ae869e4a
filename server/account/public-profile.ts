import type { Trx } from '../schema.ts'

/** Called with every change of somebody's name or avatar, in its transaction. */
export type OnProfileChanged = (trx: Trx, user_id: number) => Promise<void>

/** Who never chose a name still has their mobile number as one, which is nobody else's business. */
export const publicName = (name: string, mobile: string) => (name === mobile ? '匿名用户' : name)
