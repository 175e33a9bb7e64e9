import type { ControlledDrug } from '../../../core/medicines/controlled-drug.ts'
import { canonicalDigest } from '../../../core/values/canonical-digest.ts'
import { canonicalJson, type JsonValue } from '../../../core/values/canonical-json.ts'
import { ageOn, type CivilDate } from '../../../core/values/civil-date.ts'
import type { StructuredDose } from '../therapies/dose.ts'
import { doseText } from '../therapies/dose-text.ts'
import type { Interval } from '../therapies/quantity.ts'
import { quantityInFigures, quantityInWords } from './quantity-words.ts'
import { mustStateAge } from './validity.ts'

/** The shape of what is signed. A change of shape is a new name, so that old signatures verify for ever. */
export const LEGAL_CONTENT_FORM = 'troth-prescription/1'

/** A practitioner as regulation 217 asks: name, kind and address. */
export type PrescriberContent = {
  readonly name: string
  readonly kind: string
  readonly register: string
  readonly registration: string
  readonly organisation: string
  readonly organisationCode: string
  readonly address: readonly string[]
}

/** The patient as they were when it was written, the home address included. */
export type PatientContent = {
  readonly nhsNumber: string | undefined
  readonly hospitalNumber: string | undefined
  readonly name: string
  readonly birthDate: CivilDate
  readonly address: readonly string[]
}

export type ItemContent = {
  readonly lineId: string
  /** dm+d ids, as text. The brand (AMP) is named for a biologic. */
  readonly vtmId: string | undefined
  readonly vmpId: string
  readonly ampId: string | undefined
  readonly name: string
  readonly device: string | undefined
  readonly controlledDrug: ControlledDrug
  readonly dose: StructuredDose
  /** Units in each delivery. */
  readonly quantity: number
  readonly quantityUnit: string
}

export type PrescriptionContent = {
  readonly prescriptionId: string
  readonly prescriber: PrescriberContent
  readonly patient: PatientContent
  readonly items: readonly ItemContent[]
  readonly deliveries: number
  readonly interval: Interval
  readonly firstDoseOn: CivilDate
  readonly notBefore: CivilDate | undefined
}

/** Exactly what is screened and signed, as JSON. What is not known is null, never left out. */
export type LegalContent = { readonly [name: string]: JsonValue } & { readonly form: typeof LEGAL_CONTENT_FORM }

/**
 * What the law says a prescription states (regs 217 and 219; 15 for controlled drugs) and nothing of the workflow. The delivery
 * address, the company, orders and states are outside, so that they can change without breaking the signature. `on` is the
 * day it is written, for the age of a child.
 */
export function legalContent(content: PrescriptionContent, on: CivilDate): LegalContent {
  const { patient, prescriber, interval } = content
  return {
    form: LEGAL_CONTENT_FORM,
    prescriptionId: content.prescriptionId,
    prescriber: { ...prescriber, address: [...prescriber.address] },
    patient: {
      nhsNumber: patient.nhsNumber ?? null,
      hospitalNumber: patient.hospitalNumber ?? null,
      name: patient.name,
      birthDate: patient.birthDate,
      ageIfUnder12: mustStateAge(patient.birthDate, on) ? ageOn(patient.birthDate, on) : null,
      address: [...patient.address],
    },
    items: content.items.map(itemOf),
    deliveries: content.deliveries,
    interval: { every: interval.every, unit: interval.unit },
    firstDoseOn: content.firstDoseOn,
    notBefore: content.notBefore ?? null,
  }
}

/** The digest that is screened, signed, echoed by the company and worked out again at each reading. */
export const contentDigest = (content: LegalContent): string => canonicalDigest(content)

function itemOf(item: ItemContent): JsonValue {
  return {
    lineId: item.lineId,
    vtmId: item.vtmId ?? null,
    vmpId: item.vmpId,
    ampId: item.ampId ?? null,
    name: item.name,
    device: item.device ?? null,
    controlledDrugCategory: item.controlledDrug.category ?? null,
    dose: withNulls(item.dose),
    doseText: doseText(item.dose),
    quantity: item.quantity,
    quantityUnit: item.quantityUnit,
    quantityFigures: quantityInFigures(item.quantity),
    quantityWords: quantityInWords(item.quantity),
  }
}

/** A dose as the one text that it has, to compare two whatever the order of their names. */
export const doseJson = (dose: StructuredDose): string => canonicalJson(withNulls(dose))

/** The structure as JSON. Only types of this file come in, so that nothing but text, numbers, lists and objects is met. */
function withNulls(value: unknown): JsonValue {
  if (value === undefined || value === null) return null
  if (Array.isArray(value)) return value.map(withNulls)
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withNulls(part)]))
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  throw new TypeError('A prescription holds text, numbers and lists')
}
