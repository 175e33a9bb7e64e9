import { command } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import { readInTenant } from '../../../database/in-tenant.ts'
import { sealFor } from '../../../encryption/subject-keys.ts'
import { newAuthority, type NewKey } from '../../../signing/certificates.ts'
import { getOrganisation } from '../../../tenancy/queries.ts'
import { randomBytes } from '../../../values/random-bytes.ts'
import { newUuid } from '../../../values/uuid.ts'
import { ownSignature } from '../policy.ts'
import { findLiveAuthority, type SigningAuthority } from '../queries.ts'
import { AUTHORITY_PLACE } from '../queries/authority-key.ts'
import { authorityPeriod, certifiesStill } from '../signature.ts'
import type { SignatureTables } from '../tables.ts'

type Live = SigningAuthority | undefined

/** The organisation's authority, made on first need and replaced when a new key would outlive it. Of two at once, one makes it. */
export async function liveAuthority(ctx: Context): Promise<SigningAuthority> {
  const { live, organisation } = await readInTenant<SignatureTables, { live: Live; organisation: string }>(
    ctx,
    async (tx) => ({
      live: await findLiveAuthority(tx, ctx.tenantId),
      organisation: (await getOrganisation(tx, ctx.tenantId)).name,
    }),
  )
  const now = ctx.clock.now()
  if (live && certifiesStill(live, now)) return live
  const period = authorityPeriod(now)
  const made = { ...(await newAuthority(organisation, randomBytes(16), period)), period }
  await createAuthority(ctx, { instead: live?.authorityId ?? null, made: () => made })
  const found = await readInTenant<SignatureTables, Live>(ctx, (tx) => findLiveAuthority(tx, ctx.tenantId))
  if (!found) throw new Error('A signing authority was made and is not there')
  return found
}

/** `made` is a function, so that no key comes near what is kept of a command. */
const createAuthority = command<
  SignatureTables,
  {
    readonly instead: string | null
    readonly made: () => NewKey & { readonly period: ReturnType<typeof authorityPeriod> }
  },
  Live,
  'done' | 'there-is-one'
>({
  action: 'identity.signing-authority.created',
  policy: ownSignature,
  load: (tx, _input, ctx) => findLiveAuthority(tx, ctx.tenantId),
  subjects: () => [],
  async run(tx, ctx, live, { instead, made }, note) {
    const now = ctx.clock.now()
    if (instead !== null && live?.authorityId === instead) {
      await tx
        .updateTable('core.signing_authority')
        .set({ replaced_at: now })
        .where('tenant_id', '=', ctx.tenantId)
        .where('authority_id', '=', instead)
        .where('replaced_at', 'is', null)
        .execute()
    }
    const { certificate, privateKey, serial, period } = made()
    const authorityId = newUuid(now)
    const { subject, column } = AUTHORITY_PLACE(ctx, authorityId)
    const added = await tx
      .insertInto('core.signing_authority')
      .values({
        tenant_id: ctx.tenantId,
        authority_id: authorityId,
        certificate,
        sealed_key: await sealFor(tx, ctx, subject, column, privateKey.toString('base64')),
        valid_from: period.from,
        valid_until: period.until,
        created_at: now,
        created_by: ctx.actor.id,
        replaced_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('authority_id')
      .executeTakeFirst()
    if (!added) {
      note.outcome = 'refused'
      return 'there-is-one'
    }
    note.entity = { type: 'signing-authority', id: authorityId }
    note.values = { serial, until: period.until.toISOString(), instead }
    return 'done'
  },
})
