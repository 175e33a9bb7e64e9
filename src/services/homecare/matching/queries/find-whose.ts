import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import {
  findDuplicates,
  findPatientByNhsNumber,
  hasNhsNumber,
  patientDetails,
  type PatientTables,
} from '../../../../core/patients/index.ts'
import { type SaidOfPatient, type Whose, whoseBy } from '../held-kind.ts'

/** Looks for the record that something belongs to. */
export async function findWhose(tx: Reader<PatientTables>, ctx: Context, said: SaidOfPatient): Promise<Whose> {
  const byNumber = hasNhsNumber(said.nhsNumber)
    ? await findPatientByNhsNumber(tx, ctx, said.nhsNumber.number)
    : undefined
  const alike = await findDuplicates(tx, ctx, patientDetails(said))
  return whoseBy(
    said,
    byNumber,
    alike.map(({ patient }) => patient.patientId),
  )
}
