import type { Context, Visitor } from '../../../context.ts'
import { UnavailableError } from '../../../errors.ts'

/** Where a request comes from. Without it wrong attempts could not be counted, so there is no signing in. */
export function visitorOf(ctx: Context): Visitor {
  if (!ctx.visitor) throw new UnavailableError('The network address of the request is not known')
  return ctx.visitor
}
