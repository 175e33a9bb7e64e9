import { commandMany } from '../../../../core/command-many.ts'
import { ownersOf } from '../../../../core/tasks/index.ts'
import { handOnSupply } from '../policy.ts'
import type { SupplyWork } from './load-supply.ts'
import { chosenSupplies, type ChosenSupply } from './many-supplies.ts'

export interface HandOn {
  readonly therapyId: string
  readonly to: { readonly accountId: string } | { readonly teamId: string }
}
export type HandOnAnswer = 'done' | 'not-here' | 'not-registered'

/** Gives the registrations of many treatments to one person or team, who is told from then on. */
export const handOnSupplies = commandMany<SupplyWork, HandOn, ChosenSupply, HandOnAnswer>({
  action: 'homecare.supply.handed-on',
  policy: handOnSupply,
  load: (tx, inputs, ctx) =>
    chosenSupplies(
      tx,
      ctx,
      inputs.map(({ therapyId }) => therapyId),
    ),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, subjects, inputs) {
    const { colleagues, teams } = await ownersOf(tx as never, ctx.tenantId)
    const results = []
    for (const [index, { cover, patientId }] of subjects.entries()) {
      const { to } = inputs[index]!
      const isHere =
        'accountId' in to
          ? colleagues.some(({ accountId }) => accountId === to.accountId)
          : teams.some(({ teamId }) => teamId === to.teamId)
      const output = !isHere ? 'not-here' : cover.enrolmentId === undefined ? 'not-registered' : 'done'
      if (output === 'done' && cover.enrolmentId !== undefined) {
        await tx
          .updateTable('homecare.enrolment')
          .set((row) => ({
            owner_account_id: 'accountId' in to ? to.accountId : null,
            owner_team_id: 'teamId' in to ? to.teamId : null,
            version: row('version', '+', 1),
          }))
          .where('tenant_id', '=', ctx.tenantId)
          .where('enrolment_id', '=', cover.enrolmentId)
          .execute()
      }
      results.push({
        output: output satisfies HandOnAnswer as HandOnAnswer,
        note: {
          outcome: output === 'done' ? ('done' as const) : ('refused' as const),
          entity: { type: 'homecare.therapy', id: cover.therapyId },
          subjects: [patientId],
        },
      })
    }
    return results
  },
})
