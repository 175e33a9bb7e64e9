import type { Reader } from '../../../../core/database/transaction.ts'
import { NotFoundError } from '../../../../core/errors.ts'
import type { SignOff } from '../../../../core/values/sourced-rule.ts'
import { isUuid } from '../../../../core/values/uuid.ts'
import type { SchemeContent } from '../scheme.ts'
import type { SchemeTables } from '../tables.ts'

/** One version of a scheme, whatever became of it. */
export interface SchemeVersion {
  readonly number: number
  readonly content: SchemeContent
  readonly proposedAt: Date
  readonly proposedBy: string
  readonly approvedAt: Date | undefined
  readonly approvedBy: string | undefined
  readonly returnedAt: Date | undefined
  readonly returnReason: string | undefined
  readonly signOff: SignOff | undefined
  readonly isDecided: boolean
}

/** A scheme with all its versions, newest first. */
export interface SchemeHistory {
  readonly schemeId: string
  readonly vtmId: string
  readonly name: string
  readonly liveNumber: number | undefined
  readonly closedAt: Date | undefined
  readonly version: number
  readonly versions: readonly SchemeVersion[]
}

/** Throws `NotFoundError`. */
export async function getSchemeHistory(
  tx: Reader<SchemeTables>,
  tenantId: string,
  schemeId: string,
): Promise<SchemeHistory> {
  const scheme = isUuid(schemeId)
    ? await tx
        .selectFrom('homecare.scheme')
        .select(['scheme_id', 'vtm_id', 'name', 'live_number', 'closed_at', 'version'])
        .where('tenant_id', '=', tenantId)
        .where('scheme_id', '=', schemeId)
        .executeTakeFirst()
    : undefined
  if (!scheme) throw new NotFoundError('Scheme')
  const rows = await tx
    .selectFrom('homecare.scheme_version')
    .select([
      'number',
      'content',
      'proposed_at',
      'proposed_by',
      'approved_at',
      'approved_by',
      'returned_at',
      'return_reason',
      'sign_off',
    ])
    .where('tenant_id', '=', tenantId)
    .where('scheme_id', '=', schemeId)
    .orderBy('number', 'desc')
    .execute()
  return {
    schemeId,
    vtmId: scheme.vtm_id,
    name: scheme.name,
    liveNumber: scheme.live_number ?? undefined,
    closedAt: scheme.closed_at ?? undefined,
    version: scheme.version,
    versions: rows.map((row) => ({
      number: row.number,
      content: row.content as SchemeContent,
      proposedAt: row.proposed_at,
      proposedBy: row.proposed_by,
      approvedAt: row.approved_at ?? undefined,
      approvedBy: row.approved_by ?? undefined,
      returnedAt: row.returned_at ?? undefined,
      returnReason: row.return_reason ?? undefined,
      signOff: (row.sign_off as SignOff | null) ?? undefined,
      isDecided: row.approved_at !== null || row.returned_at !== null,
    })),
  }
}

export interface SchemeLine {
  readonly schemeId: string
  readonly name: string
  readonly vtmId: string
  readonly liveNumber: number | undefined
  readonly isSignedOff: boolean
  readonly isWaiting: boolean
  readonly closedAt: Date | undefined
}

/** Every scheme by name, those that are closed last; `isWaiting` when a version waits for a second person. */
export async function listSchemes(tx: Reader<SchemeTables>, tenantId: string): Promise<readonly SchemeLine[]> {
  const rows = await tx
    .selectFrom('homecare.scheme as scheme')
    .leftJoin('homecare.scheme_version as version', (join) =>
      join.onRef('version.tenant_id', '=', 'scheme.tenant_id').onRef('version.scheme_id', '=', 'scheme.scheme_id'),
    )
    .select([
      'scheme.scheme_id',
      'scheme.name',
      'scheme.vtm_id',
      'scheme.live_number',
      'scheme.closed_at',
      'version.number',
      'version.approved_at',
      'version.returned_at',
      'version.sign_off',
    ])
    .where('scheme.tenant_id', '=', tenantId)
    .orderBy('scheme.closed_at', (order) => order.desc().nullsFirst())
    .orderBy('scheme.name')
    .orderBy('scheme.scheme_id')
    .execute()
  const lines = new Map<string, SchemeLine>()
  for (const row of rows) {
    const before = lines.get(row.scheme_id)
    const isLive = row.number !== null && row.number === row.live_number
    lines.set(row.scheme_id, {
      schemeId: row.scheme_id,
      name: row.name,
      vtmId: row.vtm_id,
      liveNumber: row.live_number ?? undefined,
      isSignedOff: (before?.isSignedOff ?? false) || (isLive && row.sign_off !== null),
      isWaiting:
        (before?.isWaiting ?? false) || (row.number !== null && row.approved_at === null && row.returned_at === null),
      closedAt: row.closed_at ?? undefined,
    })
  }
  return [...lines.values()]
}
