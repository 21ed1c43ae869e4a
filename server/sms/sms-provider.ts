import { UnrecoverableJobError } from '../platform/jobs/job-workers.ts'

/** What a message is for; providers that want templates have one of each. */
export type SmsPurpose = 'code' | 'notice'

export interface SmsMessage {
  readonly mobile: string
  readonly purpose: SmsPurpose
  /** What the template of its purpose leaves open. */
  readonly parameters: Readonly<Record<string, string>>
  /** The whole message without the site's name, for those who know no templates. */
  readonly text: string
  /** The same for every try at the same message. */
  readonly message_id: string
}

export interface SmsProvider {
  /**
   * Resolves when the provider has taken the message over.
   *
   * @throws {SmsRefused} when it never will; {SmsFailed} when another try may help.
   */
  send(message: SmsMessage): Promise<void>
}

/** Neither has the provider's own words: those may quote the mobile number. */
export class SmsRefused extends UnrecoverableJobError {
  override readonly name = 'SmsRefused'
  readonly code: string
  constructor(code: string) {
    super(`the SMS provider refused: ${code}`)
    this.code = code
  }
}

export class SmsFailed extends Error {
  override readonly name = 'SmsFailed'
  readonly code: string
  constructor(code: string) {
    super(`the SMS provider failed: ${code}`)
    this.code = code
  }
}
