import type { AuditValue } from '../../../../core/audit/record.ts'
import { command } from '../../../../core/command.ts'
import type { Tx } from '../../../../core/database/transaction.ts'
import { BadRequestError, ConflictError } from '../../../../core/errors.ts'
import { findMedicine } from '../../../../core/medicines/index.ts'
import type { MedicineTables } from '../../../../core/medicines/tables.ts'
import { createTask } from '../../../../core/tasks/index.ts'
import { newUuid } from '../../../../core/values/uuid.ts'
import { manageSchemes } from '../policy.ts'
import { getSchemeHistory, type SchemeHistory } from '../queries/versions.ts'
import type { SchemeContent } from '../scheme.ts'
import { schemeProblems } from '../scheme-problems.ts'
import type { SchemeTables } from '../tables.ts'
import { schemeToApprove } from '../task-reasons.ts'
import type { Context } from '../../../../core/context.ts'

type Tables = SchemeTables & MedicineTables
export type ProposeRefusal = 'not-a-substance' | 'brand-not-of-substance' | 'waiting-already' | 'closed'

/** Proposes a scheme for a substance. It is used once somebody else has approved it. */
export const proposeScheme = command<
  Tables,
  { readonly vtmId: string; readonly name: string; readonly content: SchemeContent },
  undefined,
  { readonly schemeId: string } | ProposeRefusal
>({
  action: 'homecare.scheme.proposed',
  policy: manageSchemes,
  load: () => Promise.resolve(undefined),
  subjects: () => [],
  async run(tx, ctx, _subject, { vtmId, name, content }, note) {
    refuseProblems(content)
    const substance = await findMedicine(tx, vtmId)
    const refusal =
      substance?.current?.level !== 'vtm' ? 'not-a-substance' : await strangeBrand(tx, substance.current.id, content)
    if (refusal) {
      note.outcome = 'refused'
      return refusal
    }
    const now = ctx.clock.now()
    const schemeId = newUuid(now)
    await tx
      .insertInto('homecare.scheme')
      .values({
        tenant_id: ctx.tenantId,
        scheme_id: schemeId,
        vtm_id: vtmId,
        name,
        live_number: null,
        made_at: now,
        made_by: ctx.actor.id,
        closed_at: null,
      })
      .execute()
    await insertVersion(tx, ctx, schemeId, 1, content)
    note.entity = { type: 'homecare.scheme', id: schemeId }
    note.values = { new: { name, vtmId, content } as unknown as AuditValue }
    return { schemeId }
  },
})

/** Proposes another version of a scheme. The live one goes on until it is approved. */
export const proposeVersion = command<
  Tables,
  { readonly schemeId: string; readonly version: number; readonly content: SchemeContent },
  SchemeHistory,
  { readonly number: number } | ProposeRefusal
>({
  action: 'homecare.scheme.version-proposed',
  policy: manageSchemes,
  load: (tx, { schemeId }, ctx) => getSchemeHistory(tx, ctx.tenantId, schemeId),
  subjects: () => [],
  async run(tx, ctx, scheme, { schemeId, version, content }, note) {
    refuseProblems(content)
    note.entity = { type: 'homecare.scheme', id: schemeId }
    const refusal = scheme.closedAt
      ? 'closed'
      : scheme.versions.some(({ isDecided }) => !isDecided)
        ? 'waiting-already'
        : await strangeBrand(tx, scheme.vtmId, content)
    if (refusal) {
      note.outcome = 'refused'
      return refusal
    }
    const bumped = await tx
      .updateTable('homecare.scheme')
      .set((row) => ({ version: row('version', '+', 1) }))
      .where('tenant_id', '=', ctx.tenantId)
      .where('scheme_id', '=', schemeId)
      .where('version', '=', version)
      .executeTakeFirst()
    if (bumped.numUpdatedRows !== 1n) throw new ConflictError('The scheme was changed by someone else')
    const number = (scheme.versions[0]?.number ?? 0) + 1
    await insertVersion(tx, ctx, schemeId, number, content)
    note.values = { old: scheme.versions[0]?.content as unknown as AuditValue, new: content as unknown as AuditValue }
    return { number }
  },
})

async function insertVersion(
  tx: Tx<SchemeTables>,
  ctx: Context,
  schemeId: string,
  number: number,
  content: SchemeContent,
): Promise<void> {
  await tx
    .insertInto('homecare.scheme_version')
    .values({
      tenant_id: ctx.tenantId,
      scheme_id: schemeId,
      number,
      content: JSON.stringify(content),
      proposed_at: ctx.clock.now(),
      proposed_by: ctx.actor.id,
      approved_at: null,
      approved_by: null,
      returned_at: null,
      returned_by: null,
      return_reason: null,
      sign_off: null,
    })
    .execute()
  const entity = { type: 'homecare.scheme', id: schemeId }
  await createTask(tx, ctx, {
    reason: schemeToApprove,
    owner: { role: 'pharmacist' },
    entity,
    key: schemeId,
  })
}

/** Whatever sent it, a form or a test, a version that is wrong in itself is never kept. */
function refuseProblems(content: SchemeContent): void {
  const [field, text] = Object.entries(schemeProblems(content))[0] ?? []
  if (field !== undefined) throw new BadRequestError(text ?? field, field)
}

async function strangeBrand(
  tx: Tx<Tables>,
  vtmId: string,
  { brands }: SchemeContent,
): Promise<ProposeRefusal | undefined> {
  for (const brandId of brands) {
    const found = await findMedicine(tx, brandId)
    if (found?.current?.level !== 'amp' || found.current.substanceId !== vtmId) return 'brand-not-of-substance'
  }
  return undefined
}
