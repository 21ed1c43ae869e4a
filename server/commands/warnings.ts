import type { Settings } from '../settings.ts'

const TRUSTS_ALL =
  'TRUST_PROXY=true believes whatever X-Forwarded-For says: unless a proxy removes what came in it, ' +
  'clients choose the address that limits count; set the number of proxies in front, 1 for one'
const SHOWS_CODES =
  'for trying only: codes are sent to nobody, and whoever reaches this site reads them at /dev/outbox; ' +
  'set SMS_PROVIDER'
const TAKES_NO_MONEY =
  "for trying only: guests pay at the sandbox's cashier, where no money moves; set PAYMENT_PROVIDER"

/** What an operator should know of a site that starts all the same. */
export const warningsOf = ({ trust_proxy, sms, payments }: Settings): readonly string[] => [
  ...(trust_proxy === true ? [TRUSTS_ALL] : []),
  ...(sms.provider === 'outbox' ? [SHOWS_CODES] : []),
  ...(payments.providers.some(({ provider }) => provider === 'sandbox') ? [TAKES_NO_MONEY] : []),
]
