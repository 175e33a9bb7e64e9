import type { FastifyInstance } from 'fastify'
import { assets } from '../../design-system/assets.ts'
import { NotFoundError } from '../errors.ts'

/** Serves the style sheet, script and images. Their addresses carry a hash, so browsers may keep them for ever. */
export function serveAssets(app: FastifyInstance): void {
  app.get('/assets/*', async (request, reply) => {
    const asset = assets.get(request.url.split('?')[0] ?? '')
    if (!asset) throw new NotFoundError('Asset')
    return await reply
      .type(asset.contentType)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('etag', `"${asset.hash}"`)
      .send(asset.body)
  })
}
