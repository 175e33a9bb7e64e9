import { command } from '../../../../core/command.ts'
import { createTask } from '../../../../core/tasks/index.ts'
import { NotFoundError } from '../../../../core/errors.ts'
import { getDelivery } from '../../deliveries/queries/delivery-care.ts'
import { openMatter } from '../../matters/commands/keep-matter.ts'
import { lockSupply, type LockedSupply, type SupplyWork } from '../../supply-cover/commands/load-supply.ts'
import { settleRisk } from '../../supply-cover/commands/settle-risk.ts'
import { ownerOf } from '../../supply-cover/owner.ts'
import { tellOfOwnHomecare } from '../policy.ts'
import { type Problem, PROBLEMS, stepFor } from '../problem.ts'
import { problemTold } from '../task-reasons.ts'
import { ownAct } from './own-act.ts'

export interface ReportOwnProblem {
  readonly therapyId: string
  readonly problem: Problem
  /** The delivery that it is about, where it is about one. */
  readonly deliveryId: string | undefined
  readonly words: string | undefined
}

/** Something is wrong with a delivery or a medicine: a named person is asked to call, and what may be unsafe is set aside. */
export const reportOwnProblem = command<SupplyWork, ReportOwnProblem, LockedSupply, { readonly matterId: string }>({
  action: 'homecare.own-problem.reported',
  policy: tellOfOwnHomecare,
  load: (tx, { therapyId }, ctx) => lockSupply(tx, ctx, therapyId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { therapy, patientId, facts }, { therapyId, problem, deliveryId, words }, note) {
    note.entity = { type: 'homecare.therapy', id: therapyId }
    note.values = { new: { problem } }
    const delivery = deliveryId === undefined ? undefined : await getDelivery(tx, ctx.tenantId, deliveryId)
    if (delivery !== undefined && delivery.therapyId !== therapyId) throw new NotFoundError('Delivery')
    const matterId = await openMatter(tx, ctx, {
      kind: 'problem',
      patientId: therapy.patientId,
      therapyId,
      prescriptionId: delivery?.prescriptionId,
      deliveryId,
      reasonCode: problem,
      words,
    })
    const step = delivery && stepFor(problem, delivery.state)
    if (delivery && step) await ownAct(tx, ctx, delivery.deliveryId, { event: step, reason: PROBLEMS[problem] })
    await createTask(tx, ctx, {
      reason: problemTold,
      owner: ownerOf({ ownerAccountId: facts?.therapy.ownerAccountId, ownerTeamId: facts?.therapy.ownerTeamId }),
      patientId,
      entity: { type: 'homecare.therapy', id: therapyId },
      key: matterId,
      note: [PROBLEMS[problem], words ?? ''].filter((text) => text.trim() !== '').join('. '),
    })
    await settleRisk(tx, ctx, [therapyId])
    return { matterId }
  },
})
