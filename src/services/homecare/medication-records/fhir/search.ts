import {
  COMMON_PARAMETERS,
  type Criteria,
  referenceParameter,
  tokenParameter,
} from '../../../../core/fhir/search-parameters.ts'
import type { Token } from '../../../../core/fhir/search-values.ts'
import type { MedicationSearch } from '../medication-search.ts'

/** What signed prescriptions and supplies can be found by. */
export const MEDICATION_PARAMETERS = {
  ...COMMON_PARAMETERS,
  patient: referenceParameter('Patient', 'The patient; records merged into theirs count.'),
  identifier: tokenParameter('The identifier, alone or with its system.'),
  status: tokenParameter('The status, such as active or completed.'),
}
type Asked = Criteria<typeof MEDICATION_PARAMETERS>

/** What a search asks for, in the words of the record. `system` is that of the identifiers. */
export function medicationSearch(
  { _id, _lastUpdated, patient, identifier, status }: Asked,
  system: string,
): MedicationSearch {
  const ids = [
    ...(_id ?? []).map((any) => any.map(({ code }) => code)),
    // An identifier of another system is nobody's here.
    ...(identifier ?? []).map((any) => any.filter((token) => isOf(token, system)).map(({ code }) => code)),
  ]
  return {
    ids: ids.length > 0 ? ids : undefined,
    patientIds: patient,
    statuses: status?.map((any) => any.map(({ code }) => code)),
    updated: _lastUpdated,
  }
}

const isOf = (token: Token, system: string): boolean => token.system === undefined || token.system === system
