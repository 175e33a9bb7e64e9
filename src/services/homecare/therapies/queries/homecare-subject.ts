import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { getPatient, listRecordIds, type Patient, type PatientTables } from '../../../../core/patients/index.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { HomecareSubject } from '../homecare-subject.ts'

type Tables = Reader<PatientTables & TenancyTables>

/** A person as policies and rules look at them: the record that is in use, and those merged into it. */
export interface Person extends HomecareSubject {
  /** The record that is in use. */
  readonly patient: Patient
  readonly recordIds: readonly string[]
}

/** The person of a record, whichever of theirs it is. Throws `NotFoundError`. */
export async function getPerson(
  tx: Tables,
  ctx: Pick<Context, 'tenantId' | 'actor'>,
  patientId: string,
): Promise<Person> {
  const patients = tx as Reader<PatientTables>
  const asked = await getPatient(patients, ctx, patientId)
  const patient = asked.mergedInto === undefined ? asked : await getPatient(patients, ctx, asked.mergedInto)
  const { kind } = await getOrganisation(tx as Reader<TenancyTables>, ctx.tenantId)
  return {
    patientId: patient.patientId,
    sensitive: patient.sensitive || asked.sensitive,
    isClinic: kind === 'nhs-trust',
    patient,
    recordIds: await listRecordIds(patients, ctx, patient.patientId),
  }
}
