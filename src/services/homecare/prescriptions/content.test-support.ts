import { controlledDrug } from '../../../core/medicines/controlled-drug.ts'
import { FORTNIGHTLY } from '../therapies/dose.test-support.ts'
import type { ItemContent, PrescriptionContent } from './legal-content.ts'

export const ITEM: ItemContent = {
  lineId: 'line-1',
  vtmId: '33578811000001108',
  vmpId: '38967411000001100',
  ampId: '38968011000001107',
  name: 'Amgevita 40mg/0.8ml solution for injection pre-filled pens (Amgen Ltd)',
  device: 'pre-filled pen',
  controlledDrug: controlledDrug('0000'),
  dose: FORTNIGHTLY,
  quantity: 4,
  quantityUnit: 'pre-filled pen',
}

/** Amina Khan's adalimumab, three deliveries eight weeks apart. */
export const CONTENT: PrescriptionContent = {
  prescriptionId: 'prescription-1',
  prescriber: {
    name: 'Dr Rowan Ellis',
    kind: 'doctor',
    register: 'gmc',
    registration: '7654321',
    organisation: 'Riverside NHS Trust',
    organisationCode: 'RRV01',
    address: ['1 River Road', 'Millbrook', 'ZZ1 1ZZ'],
  },
  patient: {
    nhsNumber: '9990000018',
    hospitalNumber: 'H123456',
    name: 'Mrs Amina Khan',
    birthDate: '1980-02-01',
    address: ['3 Mill Lane', 'Millbrook', 'ZZ1 2ZZ'],
  },
  items: [ITEM],
  deliveries: 3,
  interval: { every: 8, unit: 'week' },
  firstDoseOn: '2026-12-07',
  notBefore: undefined,
}
