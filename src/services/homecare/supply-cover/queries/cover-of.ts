import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import { civilDateOf } from '../../../../core/values/london-time.ts'
import { stockPosition } from '../../stock/queries/stock-position.ts'
import type { StructuredDose } from '../../therapies/dose.ts'
import { supplyFor } from '../../therapies/quantity.ts'
import type { HomecareWork } from '../../tables.ts'
import { type SupplyTimes, USUAL_SUPPLY_TIMES } from '../deadlines.ts'
import { therapyCover, type TherapyCover, type TherapyFacts } from '../therapy-cover.ts'
import { companyRows, deliveryRows, prescriptionRows, schemeTimes } from './supply-rows.ts'
import { enrolmentRows, type TherapyRow, therapyRows, type Which } from './therapy-rows.ts'
import { extraRows, missedRows, pauseRows } from './use-rows.ts'

/** A company that has said yes to the patient. */
const WITH_COMPANY: readonly string[] = ['accepted', 'active', 'suspended', 'transferring']

/** The supply of some treatments, or of everyone's, as it is now: worked out from the facts each time, and kept nowhere. */
export async function coverOf(
  tx: Reader<HomecareWork>,
  ctx: Pick<Context, 'tenantId' | 'clock'>,
  which: Which,
): Promise<readonly TherapyCover[]> {
  const today = ctx.clock.today()
  return (await supplyFactsOf(tx, ctx, which)).map((facts) => therapyCover(facts, today))
}

/** Everything that decides how long each treatment lasts, in a fixed number of round trips whatever their number. */
export async function supplyFactsOf(
  tx: Reader<HomecareWork>,
  { tenantId }: Pick<Context, 'tenantId'>,
  which: Which,
): Promise<readonly TherapyFacts[]> {
  const therapies = await therapyRows(tx, tenantId, which)
  if (therapies.length === 0) return []
  const ids = therapies.map((row) => row.therapy_id)
  const people = which === 'everyone' ? which : [...new Set(therapies.map((row) => row.person_id))]
  const [enrolments, pauses, missed, extra, stock, prescriptions, deliveries, schemes, companies] = await Promise.all([
    enrolmentRows(tx, tenantId, people),
    pauseRows(tx, tenantId, which),
    missedRows(tx, tenantId, which),
    extraRows(tx, tenantId, which),
    stockPosition(tx, tenantId, ids),
    prescriptionRows(tx, tenantId, which),
    deliveryRows(tx, tenantId, which),
    schemeTimes(tx, tenantId),
    companyRows(tx, tenantId),
  ])
  const readDose = doseReader()
  const registered = Map.groupBy(enrolments, (row) => `${row.person_id} ${row.vtm_id}`)
  return therapies.map((row) => {
    const id = row.therapy_id
    const enrolment = registered.get(`${row.person_id} ${row.vtm_id}`)?.[0]
    const company = companies.get(enrolment?.company_id ?? '')
    const times = (row.scheme_id === null ? undefined : schemes.get(row.scheme_id)) ?? USUAL_SUPPLY_TIMES.value
    return {
      therapy: {
        therapyId: id,
        patientId: row.person_id,
        recordId: row.patient_id,
        medicine: row.medicine,
        companyId: company?.company_id,
        companyName: company?.name,
        isWithCompany: WITH_COMPANY.includes(enrolment?.state ?? ''),
        enrolmentId: enrolment?.enrolment_id,
        ownerAccountId: enrolment?.owner_account_id ?? undefined,
        ownerTeamId: enrolment?.owner_team_id ?? undefined,
      },
      ...doses(row, pauses.get(id) ?? [], readDose),
      stock: stock.get(id) ?? { status: 'unknown', why: 'never-counted' },
      missed: (missed.get(id) ?? []).map(({ due_on, doses: number }) => ({ on: due_on, doses: number })),
      extraUse: (extra.get(id) ?? []).map(({ used_on, units }) => ({ on: used_on, units: Number(units) })),
      times: company ? withNation(times, company.nation) : times,
      prescriptions: (prescriptions.get(id) ?? []).map((one) => ({
        state: one.state,
        answerBy: one.answer_by === null ? undefined : civilDateOf(one.answer_by),
        lastDay: one.last_day ?? undefined,
        notBefore: one.not_before ?? undefined,
        deliveriesLeft: one.deliveries_left,
      })),
      deliveries: (deliveries.get(id) ?? []).map((one) => ({
        state: one.state,
        bookedOn: one.booked_on ?? undefined,
        units: one.units,
        usableUntil: one.usable_until ?? undefined,
      })),
    }
  })
}

type PauseRows = readonly {
  from_on: CivilDate
  until_on: CivilDate | null
  restart: 'same-days' | 'from-restart'
}[]

/** A dose without a first day, or whose unit holds nothing, cannot be counted. */
function doses(
  row: TherapyRow,
  pauses: PauseRows,
  readDose: (text: string) => StructuredDose,
): Pick<TherapyFacts, 'schedule' | 'supply'> {
  const { dose, first_dose_on, amount_per_unit } = row
  if (dose === null || first_dose_on === null || amount_per_unit === null) {
    return { schedule: undefined, supply: { amountPerUnit: 1, isShared: false } }
  }
  return {
    schedule: {
      dose: readDose(dose),
      firstDoseOn: first_dose_on,
      endsOn: row.ends_on ?? undefined,
      pauses: pauses.map(({ from_on, until_on, restart }) => ({
        from: from_on,
        until: until_on ?? undefined,
        restart,
      })),
    },
    supply: supplyFor(readDose(dose), Number(amount_per_unit), row.is_shared ?? false),
  }
}

/** Most of a caseload is on a few doses. */
function doseReader(): (text: string) => StructuredDose {
  const read = new Map<string, StructuredDose>()
  return (text) => {
    const known = read.get(text) ?? (JSON.parse(text) as StructuredDose)
    read.set(text, known)
    return known
  }
}

const withNation = (times: SupplyTimes, companyNation: SupplyTimes['companyNation']): SupplyTimes =>
  times.companyNation === companyNation ? times : { ...times, companyNation }
