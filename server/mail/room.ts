import { createCodeSecrets } from '../codes/code-secrets.ts'
import type { Background, Platform, Room } from '../room.ts'
import { chooseMailProvider } from './choose-mail-provider.ts'
import { MAIL_OF_A_PERSON } from './personal.ts'
import { type MailRoutes, serveMail } from './routes.ts'
import { deliverConfirmation } from './set-address.ts'
import type { MailSettings } from './settings.ts'

export const mail = {
  serve: (app, site: Platform & MailRoutes) => serveMail(app, site.database.kysely, site),
  jobs: ({
    database,
    clock,
    session_secret,
    mail,
  }: Background & { readonly mail: MailSettings }) => [
    deliverConfirmation(database.kysely, createCodeSecrets(session_secret), {
      provider: chooseMailProvider(mail, database.kysely, clock),
      base_url: mail.base_url,
    }),
  ],
  personal: MAIL_OF_A_PERSON,
} satisfies Room
