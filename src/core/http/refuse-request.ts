import type { FastifyRequest } from 'fastify'
import { NotAllowedError, NotFoundError } from '../errors.ts'
import { isUuid } from '../values/uuid.ts'

/** Browsers say where a form comes from: another site's form is refused before anything else is looked at. */
export function refuseForeignForm(request: FastifyRequest, publicUrl: string): void {
  if (request.method === 'GET') return
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  const isForeignSite = typeof site === 'string' && site !== 'same-origin' && site !== 'none'
  const isForeignOrigin = typeof origin === 'string' && origin !== new URL(publicUrl).origin
  if (isForeignSite || isForeignOrigin) throw new NotAllowedError('core.http.same-origin')
}

/** Whether the browser says that a form is from our own page; one that says otherwise was refused before. Old browsers say nothing. */
export const isFromOwnPage = ({ headers }: Pick<FastifyRequest, 'headers'>): boolean =>
  headers['sec-fetch-site'] === 'same-origin' || headers.origin !== undefined

/** An identifier in a path that cannot be one leads nowhere, and is never asked of the database. */
export function refuseOddAddress(request: FastifyRequest): void {
  const odd = Object.entries(request.params as Record<string, string>).some(
    ([name, value]) => value.includes('\0') || (name.endsWith('Id') && !isUuid(value)),
  )
  if (odd) throw new NotFoundError('Page')
}
