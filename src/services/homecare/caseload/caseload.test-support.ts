import type { InventedPerson } from '../../../core/patients/import/import.test-support.ts'
import { SAMPLE } from '../homecare.test-support.ts'

export const HEADINGS = {
  nhsNumber: 'NHS number',
  localIdentifier: 'Hospital number',
  familyName: 'Surname',
  birthDate: 'DOB',
  medicine: 'Medicine',
  brand: 'Brand',
  route: 'Route',
  doseAmount: 'Dose',
  doseUnit: 'Dose unit',
  everyNumber: 'Every',
  everyUnit: 'Days or weeks',
  firstDoseDate: 'First dose',
  nextDoseDate: 'Next dose',
  company: 'Company',
  accountReference: 'Account reference',
  registrationDate: 'Registered',
  prescribedDate: 'Last prescription',
  prescriptionUntil: 'Valid until',
  deliveriesLeft: 'Deliveries left',
  unitsAtHome: 'Units at home',
  countedDate: 'Counted on',
  nextDeliveryDate: 'Next delivery',
  deliveryLine1: 'Delivery address 1',
  deliveryLine2: 'Delivery address 2',
  deliveryTown: 'Delivery town',
  deliveryPostcode: 'Delivery postcode',
  deliveryKind: 'Delivery place',
  deliveryTelephone: 'Delivery telephone',
  owner: 'Owner',
} as const
export type Cells = Partial<Record<keyof typeof HEADINGS, string>>

/** Adalimumab every 2 weeks from Brightwell, as a spreadsheet of the day before the test says it. */
export const ADALIMUMAB: Cells = {
  medicine: SAMPLE.adalimumabPen40,
  brand: SAMPLE.humiraPen40,
  route: 'subcutaneous',
  doseAmount: '40',
  doseUnit: 'mg',
  everyNumber: '2',
  everyUnit: 'weeks',
  firstDoseDate: '01/06/2026',
  nextDoseDate: '07/12/2026',
  company: 'Brightwell Homecare',
  accountReference: 'BW-77',
  registrationDate: '20/05/2026',
  prescribedDate: '01/09/2026',
  prescriptionUntil: '28/02/2027',
  deliveriesLeft: '1',
  unitsAtHome: '4',
  countedDate: '20/11/2026',
  nextDeliveryDate: '14/12/2026',
}

export const ofPerson = ({ nhsNumber, family, birthDate }: InventedPerson): Cells => ({
  nhsNumber,
  familyName: family,
  birthDate,
})

export const asCaseload = (rows: readonly Cells[]): string =>
  [
    Object.values(HEADINGS).join(','),
    ...rows.map((row) =>
      (Object.keys(HEADINGS) as (keyof Cells)[])
        .map((field) => `"${(row[field] ?? '').replaceAll('"', '""')}"`)
        .join(','),
    ),
  ].join('\n')
