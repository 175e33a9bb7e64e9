import type { VerifiedPrescription } from '../verified.ts'
import type { ItemContent } from '../../prescriptions/legal-content.ts'
import { CONFIDENTIALITY_SYSTEM, DMD_SYSTEM } from './systems.ts'

/** The brand where one is named, else the product. */
export const medicineOf = ({ ampId, vmpId, name }: Pick<ItemContent, 'ampId' | 'vmpId' | 'name'>) => ({
  coding: [{ system: DMD_SYSTEM, code: ampId ?? vmpId, display: name }],
  text: name,
})

export const metaOf = (
  row: { readonly version: number; readonly changedAt: Date },
  { sensitive }: Pick<VerifiedPrescription, 'sensitive'>,
  profile: string,
) => ({
  versionId: String(row.version),
  lastUpdated: row.changedAt.toISOString(),
  profile: [profile],
  security: [
    {
      system: CONFIDENTIALITY_SYSTEM,
      code: sensitive ? 'R' : 'U',
      display: sensitive ? 'restricted' : 'unrestricted',
    },
  ],
})

/** Nothing of where a patient lives is in it: name and number lead to the record, which has its own rules. */
export const subjectOf = ({ patientId, content }: VerifiedPrescription) => ({
  reference: `Patient/${patientId}`,
  display: content.patient.name,
})
