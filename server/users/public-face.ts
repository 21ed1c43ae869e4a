import type { Trx } from '../schema.ts'

/** Called with every change of somebody's name or avatar, in its transaction. */
export type OnFaceChanged = (trx: Trx, user_id: number) => Promise<void>
