import type { ErrcodeName } from './errcodes.ts'

export interface RefusalText {
  readonly errcode: ErrcodeName
  /** HTTP status: 200 for an answer of the business, others for what never reached it. */
  readonly status: 200 | 400 | 404 | 405 | 408 | 413 | 414 | 415 | 417 | 422 | 429 | 431 | 500 | 503
  readonly zh: string
  readonly en: string
}

/** One row of the table of refusals; keeps the literal types. */
export function row<E extends ErrcodeName, S extends RefusalText['status']>(
  errcode: E,
  status: S,
  zh: string,
  en: string,
): { readonly errcode: E; readonly status: S; readonly zh: string; readonly en: string } {
  return { errcode, status, zh, en }
}
