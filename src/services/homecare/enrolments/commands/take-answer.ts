import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import type { Heard, Taken } from '../../exchange/commands/saying.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { HomecareWork } from '../../tables.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { getRegistration } from '../queries/registrations.ts'
import type { RegistrationAnswer } from '../sayings/answered.ts'
import { findOfCompany } from './find-of-company.ts'
import { keepAnswer } from './keep-answer.ts'
import { isAskedToConfirm, keepWord } from './keep-word.ts'

/** In the trust's records: what a company that uses Troth answered. Only the company of the registration can. */
export async function takeAnswer(anyTx: AnyTx, ctx: Context, body: RegistrationAnswer, heard: Heard): Promise<Taken> {
  const tx = asTx<HomecareWork & TenancyTables>(anyTx)
  const found = await findOfCompany(tx, ctx, heard)
  if (!found) return { subjects: [], refusals: ['This company has no such registration from us'] }
  await lockHomecare(tx, ctx, found.patientId)
  const registration = await getRegistration(tx, ctx, heard.about)
  const { patientId } = registration
  if (isAskedToConfirm(registration)) {
    await keepWord(tx, ctx, registration, body)
    return { subjects: [patientId], patientId }
  }
  const kept = await keepAnswer(tx, ctx, registration, body, { source: 'organisation' })
  return {
    subjects: [patientId],
    patientId,
    ...('refusals' in kept ? { refusals: kept.refusals.map(({ sentence }) => sentence) } : {}),
  }
}
