import type { RefusalName } from '../../contract/refusals.ts'

interface Told {
  readonly errcode?: string
  readonly refusal?: RefusalName | undefined
  readonly status?: number
  readonly field?: string | undefined
  readonly problem?: string | undefined
  readonly data?: unknown
}

/** What the server answered instead of doing it, or that it could not be reached. */
export class Refused extends Error {
  override readonly name = 'Refused'
  /** Of the contract; '' where no answer came. */
  readonly errcode: string
  /** The name of the refusal in the contract, finer than its errcode. */
  readonly refusal: RefusalName | undefined
  /** HTTP status; 0 where no answer came. */
  readonly status: number
  /** The field that is wrong, where the server names one. */
  readonly field: string | undefined
  readonly problem: string | undefined
  /** What the server said beside it, as the contract describes it for the refusal. */
  readonly data: unknown

  constructor(errmsg: string, told: Told = {}) {
    super(errmsg)
    this.errcode = told.errcode ?? ''
    this.refusal = told.refusal
    this.status = told.status ?? 0
    this.field = told.field
    this.problem = told.problem
    this.data = told.data
  }

  /** Nothing arrived, or the server was busy: the same again may succeed. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 503
  }
}

/** The errcodes that pages tell apart. */
export const ERRCODE = {
  no_data: '4002',
  taken: '4003',
  data_wrong: '4004',
  session: '4101',
  params: '4103',
  role: '4105',
  password: '4106',
  request: '4201',
} as const

export const isRefused = (error: unknown, errcode?: string): error is Refused =>
  error instanceof Refused && (errcode === undefined || error.errcode === errcode)

/** Refused for this very reason. */
export const isRefusedAs = (error: unknown, refusal: RefusalName): error is Refused =>
  error instanceof Refused && error.refusal === refusal
