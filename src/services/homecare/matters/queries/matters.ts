import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { openFor } from '../../../../core/encryption/subject-keys.ts'
import type { EncryptionTables } from '../../../../core/encryption/tables.ts'
import type { MatterKind } from '../matter.ts'
import type { MatterTables } from '../tables.ts'

/** A matter as it stands. */
export interface Matter {
  readonly matterId: string
  readonly kind: MatterKind
  readonly patientId: string
  readonly rule: string | undefined
  readonly reasonCode: string | undefined
  readonly words: string | undefined
  readonly openedAt: Date
  readonly openedBy: string
  readonly outcomeCode: string | undefined
  readonly outcome: string | undefined
  readonly closedAt: Date | undefined
  readonly closedBy: string | undefined
}

type Tables = Reader<MatterTables & EncryptionTables>
type By = Pick<Context, 'tenantId' | 'keys'>

/** Everything that was asked, overridden or went wrong about a prescription, oldest first. */
export async function listMattersOf(tx: Tables, ctx: By, prescriptionId: string): Promise<readonly Matter[]> {
  const rows = await tx
    .selectFrom('homecare.matter')
    .select([
      'matter_id',
      'kind',
      'patient_id',
      'rule',
      'reason_code',
      'words',
      'opened_at',
      'opened_by',
      'outcome_code',
      'outcome',
      'closed_at',
      'closed_by',
    ])
    .where('tenant_id', '=', ctx.tenantId)
    .where('prescription_id', '=', prescriptionId)
    .orderBy('opened_at')
    .orderBy('matter_id')
    .execute()
  return await Promise.all(
    rows.map(async (row) => ({
      matterId: row.matter_id,
      kind: row.kind,
      patientId: row.patient_id,
      rule: row.rule ?? undefined,
      reasonCode: row.reason_code ?? undefined,
      words: await opened(tx, ctx, row.patient_id, row.matter_id, 'words', row.words),
      openedAt: row.opened_at,
      openedBy: row.opened_by,
      outcomeCode: row.outcome_code ?? undefined,
      outcome: await opened(tx, ctx, row.patient_id, row.matter_id, 'outcome', row.outcome),
      closedAt: row.closed_at ?? undefined,
      closedBy: row.closed_by ?? undefined,
    })),
  )
}

/** Where the words of a matter are sealed. */
export const matterPlace = (rowId: string, column: 'words' | 'outcome') => ({ table: 'homecare.matter', column, rowId })

const opened = async (
  tx: Tables,
  ctx: By,
  patientId: string,
  matterId: string,
  column: 'words' | 'outcome',
  sealed: Buffer | null,
): Promise<string | undefined> =>
  sealed === null
    ? undefined
    : await openFor(tx, ctx, { subjectId: patientId, class: 'clinical-text' }, matterPlace(matterId, column), sealed)
