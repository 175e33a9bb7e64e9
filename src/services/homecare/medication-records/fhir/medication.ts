import type { DictionaryEntry } from '../dictionary-entry.ts'
import { DMD_SYSTEM, MEDICATION_PROFILE } from './systems.ts'

/** UK Core Medication. */
export const toMedication = ({ id, name, isLive, releasedOn, importedAt }: DictionaryEntry) => ({
  resourceType: 'Medication',
  id,
  meta: { versionId: releasedOn, lastUpdated: importedAt.toISOString(), profile: [MEDICATION_PROFILE] },
  code: { coding: [{ system: DMD_SYSTEM, code: id, display: name }], text: name },
  status: isLive ? 'active' : 'inactive',
})
