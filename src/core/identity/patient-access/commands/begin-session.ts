import { record } from '../../../audit/record.ts'
import type { CoreTables } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import { inTenant } from '../../../database/in-tenant.ts'
import { getOrganisation } from '../../../tenancy/queries.ts'
import type { Tx } from '../../../database/transaction.ts'
import { rememberBrowser } from '../../accounts/commands/known-browser.ts'
import type { AccountTables } from '../../accounts/tables.ts'
import { visitorOf } from '../../accounts/commands/visitor-of.ts'
import { endSessionOfToken, startSession } from '../../sessions/commands.ts'
import { maySignIn } from '../patient-account.ts'
import { accountsNow } from '../queries.ts'
import { patientLimits } from '../signed-in-patient.ts'
import type { Place } from '../step.ts'
import type { AccessTables, PatientAccessTables } from '../tables.ts'

/** A session that has begun, with what the browser holds from now on. */
export interface Begun {
  readonly token: string
  readonly browser: string
}

/** Starts a patient's session with a new token, and ends the one this browser had. Looks at the account once more first. */
export async function beginSession(
  ctx: Context,
  { tenantId, id }: Place,
  method: 'password' | 'code',
): Promise<Begun | 'refused'> {
  return await inTenant<AccessTables & CoreTables, Begun | 'refused'>({ db: ctx.db, tenantId }, async (tx) => {
    // Held until the session is there, so that withdrawing access at the same moment ends it.
    const found = await accountsNow(tx, tenantId)
      .where('account.account_id', '=', id)
      .forShare('account')
      .executeTakeFirst()
    if (!found || !maySignIn(found, ctx.demonstration === true)) return 'refused'
    const { settings } = await getOrganisation(tx, tenantId)
    const { tokenHash } = visitorOf(ctx)
    if (tokenHash) await endSessionOfToken(tx, ctx.clock, tokenHash)
    const { token, sessionId } = await startSession(
      tx,
      ctx.clock,
      { tenantId, accountId: id, accountKind: 'patient' },
      patientLimits(settings),
    )
    await record(
      tx,
      {
        ...ctx,
        tenantId,
        sessionId,
        purpose: 'own-record',
        actor: { kind: 'patient', id, roles: ['patient'], rights: [], patientId: found.livePatientId },
      },
      {
        action: 'patient-access.signed-in',
        outcome: 'done',
        subjects: [found.livePatientId],
        entity: { type: 'patient-account', id },
        values: { method },
      },
    )
    const names = await (tx as unknown as Tx<PatientAccessTables>)
      .selectFrom('core.patient_sign_in')
      .select('name_index')
      .where('tenant_id', '=', tenantId)
      .where('account_id', '=', id)
      .execute()
    const known = names.map((row) => row.name_index)
    return { token, browser: await rememberBrowser(tx as unknown as Tx<AccountTables>, ctx, known) }
  })
}
