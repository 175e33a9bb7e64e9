import { sql } from 'kysely'
import type { AuditNote } from '../../../../core/command.ts'
import { commandMany } from '../../../../core/command-many.ts'
import type { Context } from '../../../../core/context.ts'
import { inTenant } from '../../../../core/database/in-tenant.ts'
import type { Reader, Tx } from '../../../../core/database/transaction.ts'
import { ConflictError } from '../../../../core/errors.ts'
import { advanceImport, type ImportStep, type ImportTables } from '../../../../core/imports/index.ts'
import type { PatientTables } from '../../../../core/patients/index.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { lockHomecareOf } from '../../steps/commands/lock-homecare.ts'
import type { HomecareWork } from '../../tables.ts'
import { fieldsOf } from '../changes-file.ts'
import type { CaseloadDecision, NameOf } from '../decide.ts'
import * as policy from '../policy.ts'
import { heldCare } from '../queries/held-care.ts'
import { type Added, addRows } from './add-rows.ts'
import { replaceRow } from './replace-care.ts'

type Writing = Extract<CaseloadDecision, { kind: 'add' | 'replace' }>
interface Input {
  readonly decision: Writing
  readonly step: ImportStep
  readonly nameOf: NameOf
}

/**
 * Applies one batch of a caseload with an audit event for each row, and moves the run on, in one transaction. Throws
 * `ConflictError`, and does nothing, when anything it decided from has changed since.
 */
export async function importRows(
  ctx: Context,
  decisions: readonly CaseloadDecision[],
  step: ImportStep,
  nameOf: NameOf,
): Promise<void> {
  const writing = decisions.filter((decision) => decision.kind === 'add' || decision.kind === 'replace')
  if (writing.length === 0) {
    await inTenant<ImportTables, void>(ctx, (tx) => advanceImport(tx, ctx, step))
    return
  }
  await applyRows(
    ctx,
    writing.map((decision) => ({ decision, step, nameOf })),
  )
}

const applyRows = commandMany<HomecareWork, Input, policy.CaseloadSubject, undefined>({
  action: 'homecare.caseload.brought-in',
  policy: policy.importCaseload,
  async load(tx, inputs, ctx) {
    const patientIds = inputs.map(({ decision }) => decision.wanted.patientId)
    await lockHomecareOf(tx, ctx, patientIds)
    const held = await heldCare(tx, ctx.tenantId, patientIds)
    for (const { decision } of inputs) {
      const now = held.get(decision.wanted.patientId)?.find(({ vtmId }) => vtmId === decision.wanted.vtmId)
      const then = decision.kind === 'add' ? undefined : decision.held
      if (JSON.stringify(now) !== JSON.stringify(then))
        throw new ConflictError('Homecare of a patient changed meanwhile')
    }
    await refuseNewlySensitive(tx as unknown as Reader<PatientTables>, ctx, inputs)
    const { kind } = await getOrganisation(tx as unknown as Reader<TenancyTables>, ctx.tenantId)
    return patientIds.map((patientId) => ({ patientId, isTrust: kind === 'nhs-trust' }))
  },
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, _subjects, inputs) {
    const added = await addRows(
      tx,
      ctx,
      inputs.flatMap(({ decision }) => (decision.kind === 'add' ? [decision.wanted] : [])),
    )
    for (const { decision } of inputs) if (decision.kind === 'replace') await replaceRow(tx, ctx, decision)
    await advanceImport(tx as unknown as Tx<ImportTables>, ctx, inputs[0]!.step)
    const made = new Map(added.map((one) => [one.wanted, one]))
    return inputs.map((input) => ({ output: undefined, note: noteOf(input, made) }))
  },
})

/** Throws `ConflictError` when a record has become sensitive since its address was read. None becomes so before the commit. */
async function refuseNewlySensitive(tx: Reader<PatientTables>, ctx: Context, inputs: readonly Input[]): Promise<void> {
  const addressed = inputs.flatMap(({ decision: { kind, wanted } }) =>
    kind === 'add' && wanted.place.is === 'address' ? [wanted.patientId] : [],
  )
  const { rows } = await sql<{ sensitive: boolean }>`
    select sensitive from core.patient
     where tenant_id = ${ctx.tenantId} and patient_id = any(${addressed}::uuid[])
     order by patient_id for share`.execute(tx)
  if (rows.some(({ sensitive }) => sensitive)) throw new ConflictError('A record has become sensitive meanwhile')
}

function noteOf({ decision, nameOf }: Input, made: ReadonlyMap<unknown, Added>): AuditNote {
  const { wanted } = decision
  const subjects = [wanted.patientId]
  if (decision.kind === 'add') {
    const { enrolmentId = '', therapyId = '' } = made.get(wanted) ?? {}
    const values = { therapyId, new: Object.fromEntries(fieldsOf(wanted, nameOf)) }
    return { subjects, entity: { type: 'homecare.enrolment', id: enrolmentId }, values }
  }
  const { differences, held } = decision
  return {
    subjects,
    entity: { type: 'homecare.enrolment', id: held.enrolment?.enrolmentId ?? '' },
    values: {
      old: Object.fromEntries(differences.map(({ field, held: before }) => [field, before])),
      new: Object.fromEntries(differences.map(({ field, sent }) => [field, sent])),
    },
  }
}
