import type { FastifyInstance } from 'fastify'
import * as contract from '../../contract/reviews.ts'
import { toId } from '../../contract/values.ts'
import type { Clock } from '../platform/database/clock.ts'
import { type Authenticate, serveRoute } from '../platform/http/serve-route.ts'
import type { Db } from '../schema.ts'
import { listReviews } from './list-reviews.ts'
import { rateGuest } from './rate-guest.ts'
import { replyToReview } from './reply-to-review.ts'
import { reportReview } from './report-review.ts'

export interface ReviewsRoom {
  readonly authenticate: Authenticate
  readonly clock: Clock
}

export function serveReviews(app: FastifyInstance, db: Db, { authenticate, clock }: ReviewsRoom) {
  serveRoute(app, authenticate, contract.listReviews, async ({ params, query, viewer }) =>
    listReviews(db, clock, {
      house_id: toId(params.id),
      viewer_id: viewer?.user_id,
      cursor: query.cursor,
    }),
  )

  serveRoute(app, authenticate, contract.reportReview, async ({ params, body, viewer }) => {
    await reportReview(db, clock, {
      house_id: toId(params.id),
      review_id: toId(params.review_id),
      reporter_id: viewer.user_id,
      reason: body.reason,
    })
    return undefined
  })

  serveRoute(app, authenticate, contract.replyToReview, async ({ params, body, viewer }) => {
    await replyToReview(db, clock, {
      order_id: toId(params.id),
      host_id: viewer.user_id,
      text: body.text,
      edit: body.edit ?? false,
    })
    return undefined
  })

  serveRoute(app, authenticate, contract.rateGuest, async ({ params, body, viewer }) => {
    await rateGuest(db, clock, {
      order_id: toId(params.id),
      host_id: viewer.user_id,
      stars: body.stars,
      text: body.text ?? '',
      edit: body.edit ?? false,
    })
    return undefined
  })
}
