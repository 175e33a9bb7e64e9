import type { FastifyRequest } from 'fastify'
import { MOST_SUBJECTS, record } from '../audit/record.ts'
import { isRecorded, subjectsOf } from '../audit/recorded.ts'
import type { CoreTables } from '../command.ts'
import type { Context } from '../context.ts'
import { inTenant } from '../database/in-tenant.ts'
import { NotAllowedError, NotFoundError, UnavailableError } from '../errors.ts'
import { isUuid } from '../values/uuid.ts'
import { CSRF_RULE } from './csrf.ts'
import type { AnyPage } from './page.ts'

/**
 * Enters an attempt that was refused, or that looked for what is not there, in the trail: who, which page, about whom as far
 * as that was known. In a transaction of its own, once; when it cannot be entered, the answer is "unavailable".
 */
export async function recordAttempt(
  ctx: Context,
  page: AnyPage,
  request: FastifyRequest,
  error: unknown,
): Promise<void> {
  const isRefused = error instanceof NotAllowedError
  if (!(isRefused || error instanceof NotFoundError) || isRecorded(error)) return
  // Nobody tried what the page's policy guards: the page was an old one, or not ours.
  const refused = isRefused && error.rule === CSRF_RULE ? CSRF_RULE : page.policy.name
  const id = Object.values(request.params as Record<string, string>).find(isUuid)
  try {
    await inTenant<CoreTables, void>({ ...ctx, joined: undefined }, (tx) =>
      record(tx, ctx, {
        action: isRefused ? `${refused}.refused` : `${page.policy.name}.not-found`,
        outcome: isRefused ? 'refused' : 'failed',
        subjects: subjectsOf(error).slice(0, MOST_SUBJECTS),
        ...(id === undefined ? {} : { entity: { type: page.policy.name, id } }),
      }),
    )
  } catch (cause) {
    throw new UnavailableError('The attempt could not be recorded', { cause })
  }
}
