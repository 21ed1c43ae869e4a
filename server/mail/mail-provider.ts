import { UnrecoverableJobError } from '../platform/jobs/job-workers.ts'

export interface MailMessage {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** One click there ends all mail of its kind; absent on mail that is needed. */
  readonly unsubscribe_url?: string | undefined
  /** The same for every try at the same message. */
  readonly message_id: string
}

export interface MailProvider {
  /**
   * Resolves when a server has taken the message over.
   *
   * @throws {AddressRefused} when there is no such mailbox; {MailRefused} when this message never
   * will be; {MailFailed} when another try may help.
   */
  send(message: MailMessage): Promise<void>
}

/** None has the server's own words: those may quote the address. */
export class MailRefused extends UnrecoverableJobError {
  override readonly name: string = 'MailRefused'
  readonly code: string
  constructor(code: string) {
    super(`the mail server refused: ${code}`)
    this.code = code
  }
}

export class AddressRefused extends MailRefused {
  override readonly name = 'AddressRefused'
}

export class MailFailed extends Error {
  override readonly name = 'MailFailed'
  readonly code: string
  constructor(code: string) {
    super(`the mail server failed: ${code}`)
    this.code = code
  }
}
