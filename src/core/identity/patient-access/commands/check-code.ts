import { record } from '../../../audit/record.ts'
import type { CoreTables } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import { columnsOf } from '../../../database/columns-of.ts'
import { inTenant } from '../../../database/in-tenant.ts'
import { platformReader } from '../../../database/platform-reader.ts'
import type { Tx } from '../../../database/transaction.ts'
import { findPatient } from '../../../patients/queries.ts'
import type { CivilDate } from '../../../values/civil-date.ts'
import { giveBack, logAttempt, takeAttempt } from '../../accounts/commands/count-attempts.ts'
import { visitorOf } from '../../accounts/commands/visitor-of.ts'
import { codeState } from '../activation-code.ts'
import { codeIndex } from '../indexes.ts'
import { findLiveRecordId } from '../queries.ts'
import type { Place } from '../step.ts'
import { patientAccessDataMap, type AccessTables, type PatientAccessTables } from '../tables.ts'
import { whyNotBegin } from '../who-may-begin.ts'
import { startStep } from './steps.ts'

/** `expired` is said only to someone who had both the code and the date of birth right. */
export type CodeCheck = { readonly token: string } | 'not-right' | 'expired'

type Tables = AccessTables & CoreTables

/**
 * Looks at a code and a date of birth. An unknown code, a used one, a wrong date and too many tries get one answer. A wrong
 * date counts against the code itself, which stops after a few; every try counts against the network address.
 */
export async function checkCode(
  ctx: Context,
  { code, birthDate }: { readonly code: string; readonly birthDate: CivilDate },
): Promise<CodeCheck> {
  const visitor = visitorOf(ctx)
  const index = codeIndex(ctx.keys, code)
  const taken = await takeAttempt(ctx, visitor, { kind: 'email', index })
  const place = taken === 'locked' ? undefined : await placeOfCode(ctx, index)
  const answer = place
    ? await inTenant<Tables, 'right' | 'not-right' | 'expired'>({ db: ctx.db, tenantId: place.tenantId }, (tx) =>
        tryCode(tx, { ...ctx, tenantId: place.tenantId }, place.id, birthDate),
      )
    : 'not-right'
  if (answer === 'right' && place && taken !== 'locked') {
    await giveBack(ctx, taken)
    return { token: await startStep(ctx, 'activate', [place]) }
  }
  const outcome = taken === 'locked' ? 'locked' : `code-${answer}`
  await logAttempt(ctx, { visitor, emailIndex: index, outcome, requestId: ctx.requestId })
  return answer === 'expired' ? 'expired' : 'not-right'
}

async function placeOfCode(ctx: Context, index: Buffer): Promise<Place | undefined> {
  return await platformReader<PatientAccessTables>(ctx)
    .selectFrom('core.activation_lookup')
    .select(['tenant_id as tenantId', 'code_id as id'])
    .where('code_index', '=', index)
    .executeTakeFirst()
}

async function tryCode(
  tx: Tx<Tables>,
  ctx: Context,
  codeId: string,
  birthDate: CivilDate,
): Promise<'right' | 'not-right' | 'expired'> {
  const code = await tx
    .selectFrom('core.activation_code')
    .select(columnsOf(patientAccessDataMap, 'core.activation_code'))
    .where('tenant_id', '=', ctx.tenantId)
    .where('code_id', '=', codeId)
    .forUpdate()
    .executeTakeFirst()
  if (!code) return 'not-right'
  const liveId = await findLiveRecordId(tx, ctx.tenantId, code.patient_id)
  const patient = liveId === undefined ? undefined : await findPatient(tx, ctx, liveId)
  const state = codeState(
    { usedAt: code.used_at, revokedAt: code.revoked_at, attempts: code.attempts, endsAt: code.ends_at },
    ctx.clock.now(),
  )
  const isTheirs = patient !== undefined && whyNotBegin(patient, ctx.clock.today()) === undefined
  const isBirthDate = patient?.birthDate === birthDate
  if (isTheirs && isBirthDate && state === 'waiting') return 'right'
  const values = { reason: state !== 'waiting' ? state : isBirthDate ? 'no-access' : 'birth-date' }
  if (state === 'waiting' && !isBirthDate) {
    await tx
      .updateTable('core.activation_code')
      .set({ attempts: code.attempts + 1 })
      .where('tenant_id', '=', ctx.tenantId)
      .where('code_id', '=', codeId)
      .execute()
  }
  await record(
    tx,
    { ...ctx, purpose: 'security' },
    {
      action: 'patient-access.code.refused',
      outcome: 'refused',
      subjects: [liveId ?? code.patient_id],
      entity: { type: 'activation-code', id: codeId },
      values,
    },
  )
  return isTheirs && isBirthDate && state === 'expired' ? 'expired' : 'not-right'
}
