import { command } from '../../../../core/command.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { HomecareWork } from '../../tables.ts'
import { hasLoadingLeft } from '../pause-limit.ts'
import { settleTreatment } from '../policy.ts'
import { findDosePlan, listPauses } from '../queries/therapies.ts'
import { lockTherapy, type LockedTherapy } from './load-therapy.ts'
import { therapyStep } from './therapy-step.ts'

/** Goes on to the usual dose once the last loading dose has been due. Answers whether it did. */
export const settleTherapy = command<
  HomecareWork & TenancyTables,
  { readonly therapyId: string },
  LockedTherapy,
  { readonly isSettled: boolean }
>({
  action: 'homecare.treatment.settled',
  policy: settleTreatment,
  load: (tx, { therapyId }, ctx) => lockTherapy(tx, ctx, therapyId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { therapy }, { therapyId }, note) {
    note.entity = { type: 'homecare.therapy', id: therapyId }
    const plan = await findDosePlan(tx, ctx.tenantId, therapyId)
    const pauses = await listPauses(tx, ctx.tenantId, therapyId)
    // A plan that is not there says nothing of what is left.
    const isLeft = plan === undefined || hasLoadingLeft({ ...plan, pauses }, ctx.clock.today())
    const taken = await therapyStep(tx, ctx, therapy, 'settle', { hasLoadingLeft: isLeft }, { isSystem: true })
    if (taken.refusals) note.outcome = 'refused'
    return { isSettled: taken.refusals === undefined }
  },
})
