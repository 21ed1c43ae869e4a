import { ERRCODES, type ErrcodeName } from './errcodes.ts'
import { type Language, REFUSALS, type RefusalData, type RefusalName } from './refusals.ts'

/** What every answer begins with; `errno` is `errcode` once more, as pages of the old site read it. */
export interface Envelope {
  readonly errcode: string
  readonly errno: string
  readonly errmsg: string
}

export interface RefusedEnvelope extends Envelope {
  /** Stays as it is in every version and language. */
  readonly refusal: RefusalName
  readonly data?: RefusalData
}

/** Where pages of the old site wait for another number in `errno` than `errcode` has. */
const OLD_ERRNO: Partial<Record<RefusalName, ErrcodeName>> = {
  dates_taken: 'DATAERR',
  name_taken: 'DBERR',
  name_reserved: 'DBERR',
}

export const errcodeOf = (name: RefusalName): string => ERRCODES[REFUSALS[name].errcode]

export const errnoOf = (name: RefusalName): string =>
  ERRCODES[OLD_ERRNO[name] ?? REFUSALS[name].errcode]

/** The status of a refusal to somebody who goes by the status alone, and sends again what failed. */
export const signedStatusOf = (name: RefusalName): number => Math.max(REFUSALS[name].status, 400)

export const doneEnvelope = (errmsg: string): Envelope => ({
  errcode: ERRCODES.OK,
  errno: ERRCODES.OK,
  errmsg,
})

export const refusedEnvelope = (
  name: RefusalName,
  language: Language,
  data?: RefusalData,
): RefusedEnvelope => ({
  errcode: errcodeOf(name),
  errno: errnoOf(name),
  errmsg: REFUSALS[name][language],
  refusal: name,
  ...(data && { data }),
})
