import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { type DisclosureTables, findRecipientByOdsCode } from '../../../../core/disclosures/index.ts'
import { nameOf } from '../../../../core/patients/index.ts'
import { createTask } from '../../../../core/tasks/index.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import { say } from '../../exchange/commands/say.ts'
import type { HomecareWork } from '../../tables.ts'
import { getTherapy } from '../../therapies/queries/therapies.ts'
import { livePatient } from '../../enrolments/queries/registrations.ts'
import type { HospitalMedicineNotice } from '../notice.ts'
import { ownerOfTherapy } from '../queries/owner-of-therapy.ts'
import { hospitalMedicineInUse } from '../sayings.ts'
import { writeToTheGp } from '../task-reasons.ts'

/**
 * Tells the patient's GP practice that a treatment has started or stopped, in the transaction in which it does. A practice
 * that cannot be told through Troth gets a letter: whoever has the registration is asked to write it.
 */
export async function tellGp(
  anyTx: AnyTx,
  ctx: Context,
  therapyId: string,
  what: HospitalMedicineNotice['what'],
  on: CivilDate = ctx.clock.today(),
): Promise<void> {
  const tx = asTx<HomecareWork & TenancyTables & DisclosureTables>(anyTx)
  const therapy = await getTherapy(tx, ctx.tenantId, therapyId)
  // A homecare company and a GP practice tell nobody of what a hospital told them.
  if (therapy.counterpartId !== undefined) return
  const patient = await livePatient(tx, ctx, therapy.patientId)
  const { patientId, generalPractice } = patient
  const kind = hospitalMedicineInUse.name
  const recipient =
    generalPractice === undefined ? undefined : await findRecipientByOdsCode(tx, ctx.tenantId, generalPractice, kind)
  if (!recipient) {
    await createTask(tx, ctx, {
      reason: writeToTheGp,
      owner: await ownerOfTherapy(tx, ctx.tenantId, therapy),
      patientId,
      entity: { type: 'homecare.therapy', id: therapyId },
      key: `${therapyId}:${what}`,
    })
    return
  }
  const today = ctx.clock.today()
  const hospital = await getOrganisation(tx, ctx.tenantId)
  const { use, prefix, given, family, suffix } = nameOf(patient, today)
  await say(tx, ctx, hospitalMedicineInUse, {
    to: recipient.recipientId,
    about: therapyId,
    patientId,
    body: {
      what,
      on,
      medicine: therapy.medicine,
      patient: {
        names: [{ use, prefix: [...prefix], given: [...given], family, suffix: [...suffix] }],
        nhsNumber: patient.nhsNumber,
        birthDate: patient.birthDate,
        gender: patient.gender,
      },
      hospital: { name: hospital.name, telephone: hospital.telephone ?? undefined },
    },
  })
}
