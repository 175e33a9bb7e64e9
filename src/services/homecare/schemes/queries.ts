import type { Reader } from '../../../core/database/transaction.ts'
import type { SignOff } from '../../../core/values/sourced-rule.ts'
import type { LiveScheme, SchemeContent } from './scheme.ts'
import type { SchemeTables } from './tables.ts'

const live = (tx: Reader<SchemeTables>, tenantId: string) =>
  tx
    .selectFrom('homecare.scheme as scheme')
    .innerJoin('homecare.scheme_version as version', (join) =>
      join
        .onRef('version.tenant_id', '=', 'scheme.tenant_id')
        .onRef('version.scheme_id', '=', 'scheme.scheme_id')
        .onRef('version.number', '=', 'scheme.live_number'),
    )
    .select([
      'scheme.scheme_id',
      'scheme.name',
      'scheme.vtm_id',
      'version.number',
      'version.content',
      'version.proposed_by',
      'version.approved_by',
      'version.sign_off',
    ])
    .where('scheme.tenant_id', '=', tenantId)
    .where('scheme.closed_at', 'is', null)

/** A scheme that is open, with its live version. Undefined when it is closed, or no version of it is approved. */
export async function findLiveScheme(
  tx: Reader<SchemeTables>,
  tenantId: string,
  schemeId: string,
): Promise<LiveScheme | undefined> {
  const row = await live(tx, tenantId).where('scheme.scheme_id', '=', schemeId).executeTakeFirst()
  return row && schemeOf(row)
}

/** Schemes that are open, by name; of one substance when given. */
export async function listLiveSchemes(
  tx: Reader<SchemeTables>,
  tenantId: string,
  vtmId?: string,
): Promise<readonly LiveScheme[]> {
  const rows = await live(tx, tenantId)
    .$if(vtmId !== undefined, (query) => query.where('scheme.vtm_id', '=', vtmId ?? ''))
    .orderBy('scheme.name')
    .execute()
  return rows.map(schemeOf)
}

type Row = Awaited<ReturnType<ReturnType<typeof live>['execute']>>[number]

function schemeOf(row: Row): LiveScheme {
  const signedOff = (row.sign_off as SignOff | null) ?? undefined
  return {
    ...(row.content as SchemeContent),
    schemeId: row.scheme_id,
    name: row.name,
    version: row.number,
    vtmId: row.vtm_id,
    approvedBy: [row.proposed_by, ...(row.approved_by === null ? [] : [row.approved_by])],
    verified: signedOff !== undefined,
    signedOff,
  }
}
