import { command } from '../../../command.ts'
import { getPatient } from '../../../patients/queries.ts'
import type { Patient } from '../../../patients/patient.ts'
import { endSessionsOf } from '../../sessions/commands.ts'
import type { WithdrawReason } from '../patient-account.ts'
import { manageAccess } from '../policy.ts'
import { listAccountsOf } from '../queries.ts'
import type { AccessTables } from '../tables.ts'
import { revokeCodes } from './make-code.ts'

/** Takes a person's access away: signed out within the moment, and codes on their way no longer work. */
export const withdrawAccess = command<
  AccessTables,
  { readonly patientId: string; readonly reason: WithdrawReason },
  Patient,
  'no-access' | undefined
>({
  action: 'patient-access.withdrawn',
  policy: manageAccess,
  load: (tx, { patientId }, ctx) => getPatient(tx, ctx, patientId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { patientId }, { reason }, note) {
    const revoked = await revokeCodes(tx, ctx, patientId)
    const accounts = await listAccountsOf(tx, ctx.tenantId, patientId)
    const active = accounts.filter(({ status }) => status === 'active')
    note.values = { reason }
    if (active.length === 0 && revoked === 0) {
      note.outcome = 'refused'
      return 'no-access'
    }
    for (const { accountId } of active) {
      await tx
        .updateTable('core.patient_account')
        .set((eb) => ({
          status: 'withdrawn',
          // Whoever should not have been in may have given this number: no code may go to it again.
          code_mobile: null,
          withdrawn_at: ctx.clock.now(),
          withdrawn_by: ctx.actor.id,
          withdrawn_reason: reason,
          version: eb('version', '+', 1),
        }))
        .where('tenant_id', '=', ctx.tenantId)
        .where('account_id', '=', accountId)
        .execute()
      await endSessionsOf(tx, ctx.clock, { tenantId: ctx.tenantId, accountId })
    }
    if (active[0]) note.entity = { type: 'patient-account', id: active[0].accountId }
    return undefined
  },
})
