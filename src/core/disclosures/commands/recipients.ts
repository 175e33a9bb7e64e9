import { command } from '../../command.ts'
import { NotFoundError } from '../../errors.ts'
import { findTenantBySlug } from '../../tenancy/queries.ts'
import type { TenancyTables } from '../../tenancy/tables.ts'
import { findDisclosureKind } from '../kind.ts'
import { manageRecipients } from '../policy.ts'
import { findRecipient, getRecipient, type Recipient } from '../queries.ts'
import type { DisclosureTables } from '../tables.ts'

export interface NewRecipient {
  /** The other organisation's short address, as in `/riverside`. */
  readonly slug: string
  /** What people here call it. */
  readonly name: string
  readonly agreement: string
  readonly kinds: readonly string[]
  /** Its ODS code, so that a patient’s GP practice is found on the register. */
  readonly odsCode?: string | undefined
}
export type RecipientRefusal = 'no-such-organisation' | 'own-organisation'

/** Enters an organisation on the sender's register, or brings its entry up to date. */
export const registerRecipient = command<
  DisclosureTables & TenancyTables,
  NewRecipient,
  undefined,
  RecipientRefusal | { readonly recipientId: string }
>({
  action: 'core.disclosure-recipient.registered',
  policy: manageRecipients,
  load: () => Promise.resolve(undefined),
  subjects: () => [],
  async run(tx, ctx, _subject, { slug, name, agreement, kinds, odsCode }, note) {
    const recipientId = await findTenantBySlug(tx, slug)
    const refusal = !recipientId
      ? 'no-such-organisation'
      : recipientId === ctx.tenantId
        ? 'own-organisation'
        : undefined
    if (refusal || !recipientId) {
      note.outcome = 'refused'
      return refusal ?? 'no-such-organisation'
    }
    for (const kind of kinds) if (!findDisclosureKind(kind)) throw new NotFoundError('Kind of disclosure')
    const before = await findRecipient(tx, ctx.tenantId, recipientId)
    const entry = { name, agreement, kinds: [...kinds], ods_code: odsCode ?? null, ended_at: null, ended_by: null }
    await tx
      .insertInto('core.disclosure_recipient')
      .values({
        tenant_id: ctx.tenantId,
        recipient_tenant_id: recipientId,
        added_at: ctx.clock.now(),
        added_by: ctx.actor.id,
        ...entry,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'recipient_tenant_id'])
          .doUpdateSet((row) => ({ ...entry, version: row('core.disclosure_recipient.version', '+', 1) })),
      )
      .execute()
    note.entity = { type: 'disclosure-recipient', id: recipientId }
    note.values = {
      old: before && words(before),
      new: { name, agreement, kinds: [...kinds], odsCode: odsCode ?? null },
    }
    return { recipientId }
  },
})

/** Takes an organisation off the register: from now on nothing more is sent to it. What is on its way still arrives. */
export const endRecipient = command<
  DisclosureTables,
  { readonly recipientId: string },
  Recipient,
  'already-ended' | undefined
>({
  action: 'core.disclosure-recipient.ended',
  policy: manageRecipients,
  load: (tx, { recipientId }, ctx) => getRecipient(tx, ctx.tenantId, recipientId),
  subjects: () => [],
  async run(tx, ctx, recipient, { recipientId }, note) {
    note.entity = { type: 'disclosure-recipient', id: recipientId }
    if (recipient.endedAt) {
      note.outcome = 'refused'
      return 'already-ended'
    }
    note.values = { old: words(recipient) }
    await tx
      .updateTable('core.disclosure_recipient')
      .set((row) => ({ ended_at: ctx.clock.now(), ended_by: ctx.actor.id, version: row('version', '+', 1) }))
      .where('tenant_id', '=', ctx.tenantId)
      .where('recipient_tenant_id', '=', recipientId)
      .execute()
    return undefined
  },
})

const words = ({ name, agreement, kinds, odsCode }: Recipient) => ({ name, agreement, kinds: [...kinds], odsCode })
