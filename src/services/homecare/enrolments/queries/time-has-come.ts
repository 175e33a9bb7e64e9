import { sql } from 'kysely'
import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { WITH_COMPANY_STATES } from '../enrolment.ts'
import type { EnrolmentTables } from '../tables.ts'

/** Registrations that a company should have answered by now, or whose new address it should know, and those suspended until today or earlier. */
export async function whoseTimeHasCome(
  tx: Reader<EnrolmentTables>,
  ctx: Pick<Context, 'tenantId' | 'clock'>,
): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('homecare.enrolment')
    .select('enrolment_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('counterpart_tenant_id', 'is', null)
    .where((row) =>
      row.or([
        // Of one that goes on already, a company was only asked whether it has the patient.
        row.and([
          row('state', 'in', ['submitted', 'accepted', 'active', 'suspended', 'transferring']),
          row('answer_by', '<=', ctx.clock.now()),
        ]),
        row.and([
          row('state', 'in', [...WITH_COMPANY_STATES]),
          sql<boolean>`details -> 'placeChange' ->> 'acknowledged' is null`,
          sql<boolean>`details -> 'placeChange' ->> 'isChased' is null`,
          sql<boolean>`(details -> 'placeChange' ->> 'answerBy')::timestamptz <= ${ctx.clock.now()}`,
        ]),
        row.and([row('state', '=', 'suspended'), row('review_on', '<=', ctx.clock.today())]),
      ]),
    )
    .orderBy('enrolment_id')
    .execute()
  return rows.map((row) => row.enrolment_id)
}
