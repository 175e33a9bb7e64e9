import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { getAllergyStatus, listAllergies, listRecordIds, type PatientTables } from '../../../../core/patients/index.ts'
import type { AllergiesBody } from '../allergies-body.ts'

/** The answer of a record as it travels; undefined while nobody has asked. */
export async function allergiesBodyOf(
  tx: Reader<PatientTables>,
  ctx: Context,
  patientId: string,
): Promise<AllergiesBody | undefined> {
  const answer = await getAllergyStatus(tx, ctx, patientId)
  if (answer.status === 'not-yet-asked') return undefined
  const listed =
    answer.status === 'none-known' ? [] : await listAllergies(tx, ctx, await listRecordIds(tx, ctx, patientId))
  return {
    status: answer.status,
    askedOn: answer.askedOn,
    list: listed
      .filter(({ endedOn }) => endedOn === undefined)
      .map(({ substance, severity, code, reactions }) => ({ substance, severity, code, reactions: [...reactions] })),
  }
}
