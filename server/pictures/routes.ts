import type { FastifyInstance } from 'fastify'
import * as contract from '../../contract/pictures.ts'
import { toId } from '../../contract/values.ts'
import type { Files } from '../platform/files/files.ts'
import type { Pictures } from '../platform/files/pictures.ts'
import { type Authenticate, serveRoute } from '../platform/http/serve-route.ts'
import type { Db } from '../schema.ts'
import { addImage } from './add-house-image.ts'
import { arrangeImages } from './arrange-house-images.ts'

export function serveHouseImages(
  app: FastifyInstance,
  db: Db,
  deps: { readonly authenticate: Authenticate; readonly files: Files; readonly pictures: Pictures },
): void {
  serveRoute(app, deps.authenticate, contract.addHouseImage, async ({ viewer, form }) => {
    const house_id = toId(form.fields.house_id)
    const sent = { house_id, user_id: viewer.user_id, path: form.file }
    const { url, srcset } = await addImage(db, deps, sent)
    return { image_url: url, srcset }
  })

  serveRoute(
    app,
    deps.authenticate,
    contract.arrangeHouseImages,
    async ({ viewer, params, body }) => {
      const house_id = toId(params.id)
      const arrangement = { house_id, user_id: viewer.user_id, urls: body.img_urls }
      await arrangeImages(db, deps.files, arrangement)
      return undefined
    },
  )
}
