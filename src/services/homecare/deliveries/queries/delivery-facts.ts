import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { EncryptionTables } from '../../../../core/encryption/tables.ts'
import { findPacksByBarcode, listBrands, listPacks, type MedicineTables } from '../../../../core/medicines/index.ts'
import { findPatient, listRecordIds, type PatientTables } from '../../../../core/patients/index.ts'
import { ageOn } from '../../../../core/values/civil-date.ts'
import { civilDateOf } from '../../../../core/values/london-time.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import { refuseDispensing } from '../../prescriptions/validity.ts'
import { countedAgo } from '../../stock/queries/counted-ago.ts'
import { stockPosition } from '../../stock/queries/stock-position.ts'
import type { HomecareTables } from '../../tables.ts'
import { deliveryFactsOf } from '../../therapies/facts-of.ts'
import { loadSnapshot } from '../../therapies/queries/load-snapshot.ts'
import type { HomecareSnapshot } from '../../therapies/snapshot.ts'
import type { ActOf, DeliveryAct } from '../act.ts'
import { reasonOf } from '../act.ts'
import type { DeliveryFacts } from '../delivery.ts'
import type { Dispensed } from '../dispensed.ts'
import { packVerdict, quantityVerdict, type RightPack, worstPack } from '../dispensing.ts'
import { isContactWindowOpen, isWithinMostCover, lastDoseDay, usedInInterval } from '../plan.ts'
import { COUNT_FRESH, DISPUTE_TIME } from '../time-limits.ts'
import type { DeliveryCare } from './delivery-care.ts'
import { signedPrescription } from './signed-prescription.ts'

export type FactTables = HomecareTables & PatientTables & MedicineTables & EncryptionTables
type By = Pick<Context, 'tenantId' | 'keys' | 'clock' | 'actor'>

/** What the guards of an act look at, and for a dispensing what will be kept of it. What nobody knows is false and refuses. */
export interface ActFacts {
  readonly facts: DeliveryFacts
  readonly dispensed: Dispensed | undefined
  readonly snapshot: HomecareSnapshot
  readonly usable: number | undefined
}

export async function deliveryFacts(
  tx: Reader<FactTables>,
  ctx: By,
  care: DeliveryCare,
  act: DeliveryAct,
  at: Date,
): Promise<ActFacts> {
  const { delivery, prescription } = care
  const today = civilDateOf(at)
  const recordIds = await listRecordIds(tx as Reader<PatientTables>, ctx, delivery.patientId)
  const snapshot = await loadSnapshot(tx, ctx.tenantId, recordIds)
  const usable = await usableUnits(tx, ctx.tenantId, delivery.therapyId)
  const counted = await countedAgo(tx, ctx.tenantId, delivery.therapyId, today)
  const dispensing =
    act.event === 'dispense' ? await dispensingFacts(tx, ctx, care, act, at, snapshot) : NOTHING_DISPENSED
  const { interval } = prescription
  const facts: DeliveryFacts = {
    ...deliveryFactsOf(dispensing.snapshot ?? snapshot, {
      prescriptionId: delivery.prescriptionId,
      units: dispensing.units ?? delivery.units,
      dispensed: delivery.dispensed,
    }),
    isContactWindowOpen: isContactWindowOpen(delivery.deliverBy, today),
    isStockCounted: counted !== undefined && counted <= COUNT_FRESH.value.days,
    isBufferKept: act.event === 'defer' && act.until <= delivery.deliverBy,
    isEscalated: act.event === 'defer' && act.hasToldClinic,
    isInTime: act.event === 'book' && act.day <= delivery.deliverBy,
    reason: reasonOf(act),
    recipientAge: act.event === 'book' ? await recipientAge(tx, ctx, care, act) : undefined,
    isWithinMostCover:
      act.event === 'book' &&
      interval !== undefined &&
      isWithinMostCover({
        usable,
        units: delivery.units,
        used: usedInInterval(delivery.lines, delivery.units),
        plannedOn: delivery.plannedOn,
        interval,
        mostCoverDays: care.mostCoverDays,
      }),
    ...dispensing.facts,
    hasProof: act.event === 'deliver' && act.takenBy.trim() !== '',
    isWithinDisputeTime:
      delivery.proof !== undefined &&
      at.getTime() - new Date(delivery.proof.at).getTime() <= DISPUTE_TIME.value.hours * 3_600_000,
    outcome: 'outcome' in act ? act.outcome : '',
    isInvoiceMatched: false,
  }
  return { facts, dispensed: dispensing.dispensed, snapshot, usable }
}

/** Units that can be used at home; undefined when nobody knows. */
async function usableUnits(tx: Reader<FactTables>, tenantId: string, therapyId: string): Promise<number | undefined> {
  const position = (await stockPosition(tx, tenantId, [therapyId])).get(therapyId)
  if (position?.status !== 'counted') return undefined
  const usable = position.lots.filter(({ state }) => state === 'usable')
  return usable.some(({ units }) => units === 'unknown')
    ? undefined
    : usable.reduce((sum, { units }) => sum + Number(units), 0)
}

/** Named without an age, it is the patient themself. */
async function recipientAge(
  tx: Reader<FactTables>,
  ctx: By,
  { delivery }: DeliveryCare,
  { recipient, day }: ActOf<'book'>,
): Promise<number | undefined> {
  if (recipient.age !== undefined) return recipient.age
  const patient = await findPatient(tx as Reader<PatientTables>, ctx, delivery.patientId)
  return patient?.birthDate === undefined ? undefined : ageOn(patient.birthDate, day)
}

const NOT_CHECKED: readonly Refusal[] = [{ name: 'not-checked', sentence: 'This could not be checked: try again' }]
const NOTHING_DISPENSED = {
  facts: {
    dispensingRefusals: NOT_CHECKED,
    isSignatureVerified: false,
    pack: 'unknown',
    batch: '',
    isExpiryAfterLastDose: false,
  },
  dispensed: undefined,
  snapshot: undefined,
  units: undefined,
} as const

async function dispensingFacts(
  tx: Reader<FactTables>,
  ctx: By,
  { delivery, prescription }: DeliveryCare,
  act: ActOf<'dispense'>,
  at: Date,
  snapshot: HomecareSnapshot,
) {
  const signed = await signedPrescription(tx, ctx, prescription.prescriptionId)
  const { interval, schedule, notBefore, lastDay, deliveries } = prescription
  if (signed?.signedAt === undefined || interval === undefined || deliveries === undefined) return NOTHING_DISPENSED
  const right = await rightPacks(tx, signed.lines)
  const verdicts = await Promise.all(
    act.packs.map(async ({ code }) => packVerdict(await findPacksByBarcode(tx, code, civilDateOf(at)), right)),
  )
  const packs = act.packs.map((pack, index) => ({ ...pack, lineId: verdicts[index]?.lineId ?? pack.lineId }))
  const units = packs.reduce((sum, pack) => sum + pack.units, 0)
  const quantity = quantityVerdict(
    delivery.lines,
    packs.map((pack, index) => ({ ...pack, packSize: verdicts[index]?.packSize })),
  )
  const supplies = snapshot.deliveries.filter(
    ({ id, prescriptionId, dispensed }) =>
      prescriptionId === prescription.prescriptionId && id !== delivery.deliveryId && dispensed !== undefined,
  ).length
  const validity = refuseDispensing(
    { signedAt: signed.signedAt, notBefore, schedule, occasions: deliveries, ceilingMonths: undefined },
    at,
    supplies,
  )
  const refusals: readonly Refusal[] = [
    ...validity,
    ...(supplies === 0 && lastDay !== undefined && civilDateOf(at) > lastDay && validity.length === 0
      ? [{ name: 'expired', sentence: 'This prescription has expired' }]
      : []),
    ...(quantity.fit === 'too-much'
      ? [{ name: 'over-planned', sentence: 'This is more than was planned for this delivery' }]
      : []),
    ...(quantity.fit !== 'exact' && quantity.fit !== 'too-much' && act.quantityReason.trim() === ''
      ? [{ name: 'quantity-reason', sentence: 'Enter why this is not the quantity that was planned' }]
      : []),
  ]
  const extra = quantity.fit === 'original-pack' ? quantity.extraUnits : 0
  const isReleased = act.releaseReason.trim() !== ''
  return {
    facts: {
      dispensingRefusals: refusals,
      isSignatureVerified: signed.isVerified,
      pack: worstPack(verdicts, isReleased),
      batch: packs.every(({ batch }) => batch.trim() !== '') ? (packs[0]?.batch ?? '') : '',
      isExpiryAfterLastDose: packs.every(({ usableUntil }) => usableUntil >= lastDoseDay(delivery, interval)),
      reason: isReleased ? act.releaseReason : reasonOf(act),
    },
    dispensed: {
      packs,
      wasSigned: true,
      isSignatureVerified: signed.isVerified,
      wasInWindow: validity.length === 0,
      isForSupply: signed.isForSupply,
      extraUnits: extra,
    },
    units,
    snapshot: {
      ...snapshot,
      prescriptions: snapshot.prescriptions.map((one) =>
        one.id === prescription.prescriptionId ? { ...one, recordedExtraUnits: one.recordedExtraUnits + extra } : one,
      ),
    },
  }
}

/** The packs that may be supplied for the items: of the brand where one is named. */
async function rightPacks(
  tx: Reader<MedicineTables>,
  lines: readonly { readonly lineId: string; readonly vmpId: string; readonly ampId: string | null }[],
): Promise<RightPack[]> {
  const found: RightPack[] = []
  for (const { lineId, vmpId, ampId } of lines) {
    const brands = ampId === null ? (await listBrands(tx, vmpId)).map(({ brandId }) => brandId) : [ampId]
    for (const brand of brands) {
      for (const pack of await listPacks(tx, brand)) {
        const units = Number(pack.quantity)
        found.push({ packId: pack.packId, lineId, units: Number.isInteger(units) && units > 0 ? units : undefined })
      }
    }
  }
  return found
}
