import type { StayUnit } from '../../rules/stay-words.ts'
import type { Authentication } from '../account/authentication.ts'
import type { Sessions } from '../account/sessions.ts'
import { chooseMailProvider } from '../mail/choose-mail-provider.ts'
import type { MailSettings } from '../mail/settings.ts'
import { createUnsubscribeLinks } from '../mail/unsubscribe-link.ts'
import type { JobSender } from '../platform/jobs/job-queue.ts'
import { createPushKeys } from '../push/push-keys.ts'
import type { PushSettings } from '../push/settings.ts'
import type { Background, Platform, Room } from '../room.ts'
import type { Tables } from '../schema.ts'
import { chooseSmsProvider, sendsNotices } from '../sms/choose-sms-provider.ts'
import type { SmsSettings } from '../sms/settings.ts'
import { deliverNoticeMail } from './deliver-mail.ts'
import { deliverNoticePush } from './deliver-push.ts'
import { deliverNoticeSms } from './deliver-sms.ts'
import { NOTICES_OF_A_PERSON } from './personal.ts'
import { pruneNotices } from './prune-notices.ts'
import { pruneTold, queueOwed, SENDINGS } from './queue-owed.ts'
import { queueHeldSms, queueSms } from './queue-sms.ts'
import { serveNotices } from './routes.ts'
import { watchSms } from './sms-metrics.ts'
import { tellGuests } from './tell-guests.ts'
import { tell_threads } from './tell-threads.ts'

interface Wording {
  readonly stay_unit: StayUnit
}

type ServeContext = Platform & Authentication & Wording & { readonly sessions: Sessions }
type JobContext = Background &
  Wording & {
    readonly sms: SmsSettings
    readonly mail: MailSettings
    readonly push: PushSettings
  }
type ScheduleContext = Omit<JobContext, keyof Wording> & { readonly jobs: JobSender<Tables> }

/** Push services want to know whom they may write to: a site that knows no address has none. */
const NO_ADDRESS = 'mailto:nobody@localhost'

export const notices = {
  provide: () => ({ tellGuests, tell_threads }),
  serve: (app, site: ServeContext) => serveNotices(app, site.database.kysely, site),
  jobs: ({ database: { kysely }, sms, mail, push, session_secret, ...telling }: JobContext) => [
    deliverNoticeSms(kysely, telling, chooseSmsProvider(sms, kysely, telling.clock)),
    deliverNoticeMail(kysely, {
      telling,
      provider: chooseMailProvider(mail, kysely, telling.clock),
      links: createUnsubscribeLinks(session_secret, mail.base_url),
      base_url: mail.base_url,
    }),
    deliverNoticePush(kysely, {
      telling,
      keys: createPushKeys(kysely, session_secret),
      subject: mail.base_url || NO_ADDRESS,
      allowed: push.allowed,
    }),
  ],
  personal: NOTICES_OF_A_PERSON,
  watch: (metrics, { kysely }) => watchSms(metrics, kysely),
  schedule: ({ database: { kysely }, clock, jobs, sms }: ScheduleContext) => [
    {
      name: 'queue-sms',
      every_ms: 1_000,
      work: () => queueSms(kysely, clock, { jobs, sends: sendsNotices(sms) }),
    },
    ...SENDINGS.flatMap((sending) => [
      {
        name: `queue-${sending.job.name}`,
        every_ms: 1_000,
        work: () => queueOwed(kysely, clock, jobs, sending),
      },
      {
        name: `prune-${sending.channel.table}`,
        every_ms: 3_600_000,
        work: () => pruneTold(kysely, clock, sending),
      },
    ]),
    {
      name: 'queue-held-sms',
      every_ms: 10_000,
      work: () => queueHeldSms(kysely, clock, { jobs, sends: sendsNotices(sms) }),
    },
    {
      name: 'prune-notices',
      every_ms: 3_600_000,
      work: (stopping) => pruneNotices(kysely, clock, stopping),
    },
  ],
} satisfies Room
