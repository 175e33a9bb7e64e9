import { command } from '../../../../core/command.ts'
import { sendEmail } from '../../../../core/notifications/index.ts'
import { findPatient, howToReach, type PatientTables } from '../../../../core/patients/index.ts'
import { somethingToDo } from '../messages.ts'
import { remindOfStockCheck as policy } from '../policy.ts'
import { reminderKey } from '../reminder.ts'

/** Reminds one person by e-mail, unless nothing may be sent to them before somebody has looked. */
export const remindOfStockCheck = command<
  PatientTables,
  { readonly patientId: string; readonly deliverBy: string },
  undefined,
  boolean
>({
  action: 'homecare.stock-check.reminded',
  policy,
  load: () => Promise.resolve(undefined),
  subjects: (_subject, { patientId }) => [patientId],
  async run(tx, ctx, _subject, { patientId, deliverBy }, note) {
    const patient = await findPatient(tx, ctx, patientId)
    const reach = patient && howToReach(patient, ctx.clock.today())
    const address = reach?.ways.find(({ channel }) => channel === 'email')?.to
    if (reach === undefined || reach.holds.length > 0 || address === undefined) {
      note.outcome = 'refused'
      return false
    }
    await sendEmail(tx, ctx, {
      to: { address, subjectId: patientId },
      template: somethingToDo,
      data: undefined,
      waitingKey: reminderKey(patientId, deliverBy),
    })
    return true
  },
})
