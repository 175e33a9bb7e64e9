import type { Context } from '../context.ts'

const calls = new WeakMap<object, Map<string, number>>()

/**
 * The key under which a call acts once: the form's own, bound to who sent it. One form may call the same command several
 * times: the second call of a context has a key of its own, which is the same one when the form is sent again.
 */
export function keyOfCall(ctx: Context, action: string): string | undefined {
  if (ctx.idempotencyKey === undefined) return undefined
  const counts = calls.get(ctx) ?? new Map<string, number>()
  calls.set(ctx, counts)
  const call = (counts.get(action) ?? 0) + 1
  counts.set(action, call)
  return [ctx.actor.id, ctx.idempotencyKey, ...(call === 1 ? [] : [call])].join(':')
}
