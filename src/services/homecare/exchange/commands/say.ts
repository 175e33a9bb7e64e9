import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import type { Tx } from '../../../../core/database/transaction.ts'
import { disclose } from '../../../../core/disclosures/index.ts'
import { canonicalDigest } from '../../../../core/values/canonical-digest.ts'
import type { JsonValue } from '../../../../core/values/canonical-json.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { ExchangeTables } from '../tables.ts'
import type { Saying } from './saying.ts'

/**
 * Tells another organisation something about a registration or a prescription, in the transaction of the change that it
 * follows from. Numbered, so that the other side takes it once and in order. Throws `NotAllowedError` unless the register of
 * recipients has that organisation for this kind.
 */
export async function say<Body>(
  anyTx: AnyTx,
  ctx: Context,
  saying: Saying<Body>,
  what: {
    readonly to: string
    readonly about: string
    readonly patientId: string
    readonly body: Body
    /** Something else that the other side must have heard before: everything said about it, or up to a number. */
    readonly after?: string | { readonly about: string; readonly number: number } | undefined
  },
): Promise<{ readonly messageId: string; readonly number: number }> {
  const tx = asTx<ExchangeTables>(anyTx)
  // A name of its own: who hears holds what it is about before the patient, and who says has the patient already.
  await lockHomecare(tx, ctx, `said ${what.about}`)
  const number = (await lastSaid(tx, ctx, what.to, what.about)) + 1
  const after =
    typeof what.after === 'string'
      ? { about: what.after, number: await lastSaid(tx, ctx, what.to, what.after) }
      : what.after
  const content = { about: what.about, number, ...(after && after.number > 0 ? { after } : {}), body: what.body }
  const { disclosureId } = await disclose(anyTx, ctx, saying.kind, { to: what.to, patientId: what.patientId, content })
  await tx
    .insertInto('homecare.message')
    .values({
      tenant_id: ctx.tenantId,
      message_id: disclosureId,
      counterpart_tenant_id: what.to,
      direction: 'sent',
      about_id: what.about,
      number,
      patient_id: what.patientId,
      kind: saying.name,
      event: null,
      digest: digestOf(content),
      content: null,
      waits_for_id: null,
      sent_at: ctx.clock.now(),
      received_at: null,
      settled_at: null,
      result: null,
    })
    .execute()
  return { messageId: disclosureId, number }
}

async function lastSaid(tx: Tx<ExchangeTables>, ctx: Context, to: string, about: string): Promise<number> {
  const last = await tx
    .selectFrom('homecare.message')
    .select((row) => row.fn.max('number').as('number'))
    .where('tenant_id', '=', ctx.tenantId)
    .where('counterpart_tenant_id', '=', to)
    .where('direction', '=', 'sent')
    .where('about_id', '=', about)
    .executeTakeFirst()
  return last?.number ?? 0
}

/** The digest of what was said, the same on both sides. */
export const digestOf = (content: unknown): string => canonicalDigest(JSON.parse(JSON.stringify(content)) as JsonValue)
