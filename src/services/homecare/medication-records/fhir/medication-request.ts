import { isRegister, REGISTERS } from '../../../../core/values/professional-registration.ts'
import { PRESCRIPTION_STATES } from '../../prescriptions/prescription-state.ts'
import { partId } from '../medication-search.ts'
import { requestStatus } from '../status.ts'
import type { RequestRecord, VerifiedPrescription } from '../verified.ts'
import { medicineOf, metaOf, subjectOf } from './shared-parts.ts'
import { dosageOf, timeQuantity } from './dosage.ts'
import { CATEGORY_SYSTEM, ITEM_SYSTEM, REQUEST_PROFILE, UUID_SYSTEM } from './systems.ts'

/** UK Core MedicationRequest 2.5.0 of one item of a signed prescription. */
export function toMedicationRequest({ prescription, item, number }: RequestRecord) {
  const { prescriptionId, state, content, signedAt, isForSupply, because } = prescription
  const id = partId(prescriptionId, number)
  return {
    resourceType: 'MedicationRequest',
    id,
    meta: metaOf(prescription, prescription, REQUEST_PROFILE),
    identifier: [{ system: ITEM_SYSTEM, value: id }],
    status: requestStatus(state, isForSupply) ?? 'unknown',
    statusReason: { text: isForSupply ? PRESCRIPTION_STATES[state] : `Not for supply. ${PRESCRIPTION_STATES[state]}` },
    intent: 'order',
    category: [{ coding: [{ system: CATEGORY_SYSTEM, code: 'community', display: 'Community' }] }],
    medicationCodeableConcept: medicineOf(item),
    subject: subjectOf(prescription),
    authoredOn: signedAt.toISOString(),
    requester: requesterOf(prescription),
    groupIdentifier: { system: UUID_SYSTEM, value: prescriptionId },
    ...(isForSupply ? {} : { note: [{ text: ['Not for supply', ...because].join('. ') }] }),
    dosageInstruction: dosageOf(item.dose, content.firstDoseOn),
    dispenseRequest: {
      dispenseInterval: timeQuantity(content.interval.every, content.interval.unit),
      validityPeriod: validityOf(prescription),
      // The first supply is not a repeat.
      numberOfRepeatsAllowed: content.deliveries - 1,
      quantity: { value: item.quantity, unit: item.quantityUnit },
      expectedSupplyDuration: timeQuantity(content.interval.every, content.interval.unit),
    },
    substitution: { allowedBoolean: false },
  }
}

function requesterOf({ content: { prescriber } }: VerifiedPrescription) {
  const { register, registration, name } = prescriber
  return {
    type: 'Practitioner',
    ...(isRegister(register) ? { identifier: { system: REGISTERS[register].system, value: registration } } : {}),
    display: name,
  }
}

const validityOf = ({ content, signedAt, lastDay }: VerifiedPrescription) => ({
  start: content.notBefore ?? signedAt.toISOString(),
  ...(lastDay === undefined ? {} : { end: lastDay }),
})
