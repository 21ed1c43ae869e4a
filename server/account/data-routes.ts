import type { FastifyInstance } from 'fastify'
import * as contract from '../../contract/account-data.ts'
import { toId } from '../../contract/values.ts'
import type { PersonalData } from '../personal-data.ts'
import type { Clock } from '../platform/database/clock.ts'
import type { Files } from '../platform/files/files.ts'
import { serveRoute } from '../platform/http/serve-route.ts'
import type { JobSender } from '../platform/jobs/job-queue.ts'
import type { CountTries } from '../platform/limits/tries.ts'
import type { Db, Tables } from '../schema.ts'
import type { Authentication } from './authentication.ts'
import { askDeletion, findHolds } from './deletion/ask-deletion.ts'
import { listExports, openExport } from './export/open-export.ts'
import { requestExport } from './export/request-export.ts'

export interface DataRoutes extends Authentication {
  readonly clock: Clock
  readonly files: Files
  readonly tries: CountTries
  readonly jobs: JobSender<Tables>
  readonly personal: readonly PersonalData[]
}

/** What somebody does with all that the site knows of them: take a copy, have it deleted. */
export function servePersonalData(app: FastifyInstance, db: Db, routes: DataRoutes): void {
  const { authenticate, clock, personal } = routes

  serveRoute(app, authenticate, contract.requestExport, async ({ viewer }) => ({
    export_id: await requestExport(routes, viewer.user_id),
  }))

  serveRoute(app, authenticate, contract.listExports, async ({ viewer }) => ({
    exports: await listExports(db, clock, viewer.user_id),
  }))

  serveRoute(app, authenticate, contract.downloadExport, ({ viewer, params }) =>
    openExport(db, routes, viewer.user_id, toId(params.id)),
  )

  serveRoute(app, authenticate, contract.showDeletion, async ({ viewer }) => ({
    holds: [...(await findHolds(db, clock, personal, viewer.user_id))],
  }))

  serveRoute(app, authenticate, contract.deleteAccount, async ({ viewer, request, reply }) => {
    const due_at = await askDeletion(db, clock, personal, viewer.user_id)
    routes.clearSessionCookie(request, reply)
    return { due: clock.format(due_at) }
  })
}
