import type { Context } from '../../../../core/context.ts'
import type { AnyTx } from '../../../../core/database/any-transaction.ts'
import { registerPatient } from '../../../../core/patients/index.ts'
import type { RegistrationBody } from '../registration-body.ts'
import { saidOfPatient } from '../said-of-patient.ts'

/** Makes a record of the patient of a registration. Undefined when another record has the NHS number after all. */
export async function registerSaid(_tx: AnyTx, ctx: Context, body: RegistrationBody): Promise<string | undefined> {
  const { idempotencyKey: _key, ...own } = ctx
  const answer = await registerPatient(own, { ...saidOfPatient(body), sensitive: body.patient.isSensitive })
  return 'refused' in answer ? undefined : answer.patientId
}
