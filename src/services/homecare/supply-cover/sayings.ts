import { z } from 'zod'
import { isCivilDate } from '../../../core/values/civil-date.ts'
import { saying } from '../exchange/commands/saying.ts'
import { careAround } from '../deliveries/queries/delivery-care.ts'
import { findPrescription } from '../prescriptions/queries/prescriptions.ts'
import { keepMissedDose } from './commands/keep-missed-dose.ts'
import { lockSupply } from './commands/load-supply.ts'
import { settleRisk } from './commands/settle-risk.ts'
import { MISSED_CAUSES, type MissedCause } from './missed-dose.ts'

/** A homecare company learned of a missed dose: the clinic decides what the patient should do now. */
export const doseMissedSaid = saying({
  name: 'homecare.dose-missed',
  title: 'Missed dose',
  why: 'A homecare company that learns of a missed dose tells the clinic, whose clinician decides what the patient should do.',
  body: z.strictObject({
    missedDoseId: z.uuid(),
    dueOn: z.string().refine(isCivilDate),
    doses: z.int().min(1).max(100),
    cause: z.enum(Object.keys(MISSED_CAUSES) as [MissedCause, ...MissedCause[]]),
  }),
  async take(tx, ctx, body, { about, from }) {
    const prescription = await findPrescription(tx, ctx.tenantId, about)
    if (!prescription) return { subjects: [], refusals: ['We have no prescription to which this missed dose belongs'] }
    const { therapyId } = prescription
    const { therapy, patientId, facts } = await lockSupply(tx as never, ctx, therapyId)
    const { otherSide } = await careAround(tx, ctx.tenantId, about)
    if (otherSide !== from.tenantId) {
      return {
        subjects: [patientId],
        patientId,
        refusals: ['This missed dose is from an organisation that does not supply the patient'],
      }
    }
    const owner = { ownerAccountId: facts?.therapy.ownerAccountId, ownerTeamId: facts?.therapy.ownerTeamId }
    await keepMissedDose(
      tx,
      ctx,
      { therapyId, patientId, recordId: therapy.patientId, ...owner },
      { ...body, reportedBy: 'company' },
    )
    await settleRisk(tx, ctx, [therapyId])
    return { subjects: [patientId], patientId }
  },
})
