import { command } from '../../../../core/command.ts'
import { say } from '../../exchange/commands/say.ts'
import { missedProblem, type MissedProblem } from '../missed-dose.ts'
import { reportMissedDose } from '../policy.ts'
import { newestPrescription } from '../queries/newest-prescription.ts'
import { doseMissedSaid } from '../sayings.ts'
import { keepMissedDose, type MissedDose, type MissedDoseKept } from './keep-missed-dose.ts'
import { lockSupply, type LockedSupply, type SupplyWork } from './load-supply.ts'
import { settleRisk } from './settle-risk.ts'

export interface RecordMissedDose extends Omit<MissedDose, 'reportedBy' | 'missedDoseId'> {
  readonly therapyId: string
}

/**
 * Records that doses due on a day were not taken. Once for each day: a second time is the same. In the clinic a clinician is
 * asked at once what the patient should do; a homecare company tells the clinic.
 */
export const recordMissedDose = command<SupplyWork, RecordMissedDose, LockedSupply, MissedDoseKept | MissedProblem>({
  action: 'homecare.missed-dose.recorded',
  policy: reportMissedDose,
  load: (tx, { therapyId }, ctx) => lockSupply(tx, ctx, therapyId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { therapy, patientId, facts }, { therapyId, ...missed }, note) {
    note.entity = { type: 'homecare.therapy', id: therapyId }
    note.values = { new: { dueOn: missed.dueOn, doses: missed.doses, cause: missed.cause } }
    const problem = missedProblem(facts?.schedule, missed, ctx.clock.today())
    if (problem) {
      note.outcome = 'refused'
      return problem
    }
    const isOfCompany = therapy.counterpartId !== undefined
    const reportedBy = isOfCompany ? 'company' : ctx.actor.kind === 'patient' ? 'patient' : 'staff'
    const owner = { ownerAccountId: facts?.therapy.ownerAccountId, ownerTeamId: facts?.therapy.ownerTeamId }
    const kept = await keepMissedDose(
      tx,
      ctx,
      { therapyId, patientId, recordId: therapy.patientId, ...owner },
      { ...missed, reportedBy },
    )
    const about = await newestPrescription(tx, ctx.tenantId, therapyId)
    if (isOfCompany && kept.isNew && therapy.counterpartId !== undefined && about !== undefined) {
      await say(tx, ctx, doseMissedSaid, {
        to: therapy.counterpartId,
        about,
        patientId: therapy.patientId,
        body: { missedDoseId: kept.missedDoseId, dueOn: missed.dueOn, doses: missed.doses, cause: missed.cause },
      })
    }
    if (!isOfCompany) await settleRisk(tx, ctx, [therapyId])
    return kept
  },
})
