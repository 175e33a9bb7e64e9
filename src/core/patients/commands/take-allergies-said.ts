import type { Context } from '../../context.ts'
import { asTx, type AnyTx } from '../../database/any-transaction.ts'
import type { AllergyStatus } from '../../values/allergy.ts'
import type { CivilDate } from '../../values/civil-date.ts'
import { newUuid } from '../../values/uuid.ts'
import type { AllergiesSaid, PatientAllergy } from '../allergy.ts'
import { compareAllergies } from '../compare-allergies.ts'
import { getAllergyStatus, listAllergies } from '../queries/patient-parts.ts'
import { getPatient, listRecordIds } from '../queries.ts'
import type { PatientTables } from '../tables.ts'
import { lockPatientRows, updateColumns } from './store.ts'

/**
 * Takes what another organisation says of allergies into the record here. It only ever adds: an allergy that is listed here
 * stays and grows no milder, whatever the other one says. Gives the substances of which this record says more, for a person
 * to settle.
 */
export async function takeAllergiesSaid(
  anyTx: AnyTx,
  ctx: Context,
  askedId: string,
  said: AllergiesSaid,
): Promise<readonly string[]> {
  const tx = asTx<PatientTables>(anyTx)
  const asked = await getPatient(tx, ctx, askedId)
  const patientId = asked.mergedInto ?? asked.patientId
  // Whoever records an allergy at this moment holds the same lock: neither overlooks what the other writes.
  await lockPatientRows(tx, ctx, [patientId])
  const recordIds = await listRecordIds(tx, ctx, patientId)
  const here = (await listAllergies(tx, ctx, recordIds)).filter(({ endedOn }) => endedOn === undefined)
  const before = await getAllergyStatus(tx, ctx, patientId)
  const { added, worsened, onlyHere } = compareAllergies(here, said.list)
  if (added.length > 0) await insert(tx, ctx, patientId, said.askedOn, added)
  for (const one of worsened) await worsen(tx, ctx, one)
  if (added.length > 0 || worsened.length > 0 || isNews(before, said))
    await updateColumns(tx, ctx, patientId, {
      allergy_status: here.length > 0 || said.list.length > 0 ? 'listed' : 'none-known',
      allergy_asked_on: said.askedOn,
      allergy_asked_by: ctx.actor.id,
    })
  return onlyHere
}

/** The same answer asked again counts only when it was asked later; "none known" never replaces a list. */
const isNews = (before: AllergyStatus, said: AllergiesSaid): boolean =>
  before.status === 'not-yet-asked' ||
  (before.status === said.status && before.askedOn < said.askedOn) ||
  (before.status === 'none-known' && said.status === 'listed')

async function worsen(
  tx: ReturnType<typeof asTx<PatientTables>>,
  ctx: Context,
  { allergyId, severity, reactions }: PatientAllergy,
): Promise<void> {
  await tx
    .updateTable('core.patient_allergy')
    .set((row) => ({
      severity,
      reactions: [...reactions],
      version: row('version', '+', 1),
      updated_at: ctx.clock.now(),
    }))
    .where('tenant_id', '=', ctx.tenantId)
    .where('allergy_id', '=', allergyId)
    .execute()
}

async function insert(
  tx: ReturnType<typeof asTx<PatientTables>>,
  ctx: Context,
  patientId: string,
  recordedOn: CivilDate,
  list: AllergiesSaid['list'],
): Promise<void> {
  await tx
    .insertInto('core.patient_allergy')
    .values(
      list.map(({ substance, code, reactions, severity }) => ({
        tenant_id: ctx.tenantId,
        allergy_id: newUuid(ctx.clock.now()),
        patient_id: patientId,
        substance: substance.trim(),
        code: code ?? null,
        reactions: [...reactions],
        severity,
        recorded_on: recordedOn,
        note: null,
        recorded_by: ctx.actor.id,
        ended_on: null,
        updated_at: ctx.clock.now(),
      })),
    )
    .execute()
}
