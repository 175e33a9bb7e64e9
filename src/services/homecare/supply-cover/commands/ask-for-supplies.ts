import { commandMany } from '../../../../core/command-many.ts'
import { createTasks } from '../../../../core/tasks/index.ts'
import { ownerOf } from '../owner.ts'
import { handOnSupply } from '../policy.ts'
import { askForRenewal, checkStock } from '../task-reasons.ts'
import type { SupplyWork } from './load-supply.ts'
import { chosenSupplies, type ChosenSupply } from './many-supplies.ts'

const REASONS = { 'stock-check': checkStock, renewal: askForRenewal } as const
export type Ask = keyof typeof REASONS

/** Makes a task for whoever owns each of many treatments. One that is open already is not made a second time. */
export const askForSupplies = commandMany<
  SupplyWork,
  { readonly therapyId: string; readonly what: Ask },
  ChosenSupply,
  { readonly taskId: string; readonly isNew: boolean }
>({
  action: 'homecare.supply.asked-for',
  policy: handOnSupply,
  load: (tx, inputs, ctx) =>
    chosenSupplies(
      tx,
      ctx,
      inputs.map(({ therapyId }) => therapyId),
    ),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, subjects, inputs) {
    const made = await createTasks(
      tx,
      ctx,
      subjects.map(({ cover, patientId }, index) => ({
        reason: REASONS[inputs[index]!.what],
        owner: ownerOf(cover),
        patientId,
        entity: { type: 'homecare.therapy', id: cover.therapyId },
        key: cover.therapyId,
      })),
    )
    return subjects.map(({ cover, patientId }, index) => ({
      output: { taskId: made[index]!.taskId, isNew: made[index]!.isNew },
      note: { entity: { type: 'homecare.therapy', id: cover.therapyId }, subjects: [patientId] },
    }))
  },
})
