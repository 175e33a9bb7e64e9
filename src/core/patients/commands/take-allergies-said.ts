import type { Context } from '../../context.ts'
import { asTx, type AnyTx } from '../../database/any-transaction.ts'
import type { AllergyStatus } from '../../values/allergy.ts'
import type { CivilDate } from '../../values/civil-date.ts'
import { newUuid } from '../../values/uuid.ts'
import type { AllergiesSaid, AllergyDetails } from '../allergy.ts'
import { getAllergyStatus, listAllergies } from '../queries/patient-parts.ts'
import { getPatient, listRecordIds } from '../queries.ts'
import type { PatientTables } from '../tables.ts'
import { updateColumns } from './store.ts'

/**
 * Takes what another organisation says of allergies into the record here. It only ever adds: an allergy that is listed here
 * stays, whatever the other one says. Gives the substances that only this record lists, for a person to settle.
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
  const recordIds = await listRecordIds(tx, ctx, patientId)
  const here = (await listAllergies(tx, ctx, recordIds)).filter(({ endedOn }) => endedOn === undefined)
  const before = await getAllergyStatus(tx, ctx, patientId)
  const added = said.list.filter((one) => !here.some((known) => isSame(known, one)))
  if (added.length > 0) await insert(tx, ctx, patientId, said.askedOn, added)
  const status = here.length > 0 || said.list.length > 0 ? 'listed' : 'none-known'
  if (added.length > 0 || isNews(before, said))
    await updateColumns(tx, ctx, patientId, {
      allergy_status: status,
      allergy_asked_on: said.askedOn,
      allergy_asked_by: ctx.actor.id,
    })
  return here.filter((known) => !said.list.some((one) => isSame(known, one))).map(({ substance }) => substance)
}

type Named = Pick<AllergyDetails, 'substance' | 'code'>

const isSame = (one: Named, other: Named): boolean =>
  (one.code !== undefined && one.code === other.code) || plain(one) === plain(other)
const plain = ({ substance }: Named): string => substance.trim().toLocaleLowerCase('en-GB')

/** The same answer asked again counts only when it was asked later; "none known" never replaces a list. */
const isNews = (before: AllergyStatus, said: AllergiesSaid): boolean =>
  before.status === 'not-yet-asked' ||
  (before.status === said.status && before.askedOn < said.askedOn) ||
  (before.status === 'none-known' && said.status === 'listed')

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
