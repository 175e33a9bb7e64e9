import { partId } from '../medication-search.ts'
import type { DispenseRecord, DispensedDelivery } from '../verified.ts'
import { medicineOf, metaOf, subjectOf } from './shared-parts.ts'
import { dosageOf } from './dosage.ts'
import { DISPENSE_PROFILE, MEDICATION_PROFILE, ODS_SYSTEM, PACK_SYSTEM } from './systems.ts'

/** UK Core MedicationDispense 2.4.0 of one batch: brand and batch are what a report of a side effect must name. */
export function toMedicationDispense({ prescription, item, itemNumber, number, delivery, pack }: DispenseRecord) {
  const id = partId(delivery.deliveryId, number)
  return {
    resourceType: 'MedicationDispense',
    id,
    meta: metaOf(delivery, prescription, DISPENSE_PROFILE),
    contained: [
      {
        resourceType: 'Medication',
        id: 'medication',
        meta: { profile: [MEDICATION_PROFILE] },
        code: medicineOf(item),
        batch: { lotNumber: pack.batch, expirationDate: pack.usableUntil },
      },
    ],
    identifier: [{ system: PACK_SYSTEM, value: id }],
    status: delivery.status,
    medicationReference: { reference: '#medication', display: item.name },
    subject: subjectOf(prescription),
    ...performerOf(delivery),
    authorizingPrescription: [{ reference: `MedicationRequest/${partId(prescription.prescriptionId, itemNumber)}` }],
    quantity: { value: pack.units, unit: item.quantityUnit },
    whenPrepared: delivery.dispensedAt.toISOString(),
    ...(delivery.handedOverAt === undefined ? {} : { whenHandedOver: delivery.handedOverAt }),
    dosageInstruction: dosageOf(item.dose, prescription.content.firstDoseOn),
    substitution: { wasSubstituted: false },
  }
}

function performerOf({ supplier }: DispensedDelivery) {
  if (supplier === undefined) return {}
  const { name, odsCode } = supplier
  const identifier = odsCode === undefined ? {} : { identifier: { system: ODS_SYSTEM, value: odsCode } }
  return { performer: [{ actor: { type: 'Organization', ...identifier, display: name } }] }
}
