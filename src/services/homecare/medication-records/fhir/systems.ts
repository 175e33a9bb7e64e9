import { unverified } from '../../../../core/values/sourced-rule.ts'

// Addresses of UK Core, FHIR R4 and our own systems of identifiers, as they stand in resources.

const UK_CORE = 'https://fhir.hl7.org.uk/StructureDefinition/UKCore-'
export const REQUEST_PROFILE = `${UK_CORE}MedicationRequest`
export const DISPENSE_PROFILE = `${UK_CORE}MedicationDispense`
export const MEDICATION_PROFILE = `${UK_CORE}Medication`

export const DMD_SYSTEM = 'https://dmd.nhs.uk'
export const SNOMED_SYSTEM = 'http://snomed.info/sct'
export const UCUM_SYSTEM = 'http://unitsofmeasure.org'
export const UUID_SYSTEM = 'https://tools.ietf.org/html/rfc4122'
export const ODS_SYSTEM = 'https://fhir.nhs.uk/Id/ods-organization-code'
export const CATEGORY_SYSTEM = 'http://terminology.hl7.org/CodeSystem/medicationrequest-category'
export const DOSE_TYPE_SYSTEM = 'http://terminology.hl7.org/CodeSystem/dose-rate-type'
export const CONFIDENTIALITY_SYSTEM = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality'

/** Nobody else can look these up, so they are URNs. */
export const ITEM_SYSTEM = 'urn:troth:id:prescription-item'
export const PACK_SYSTEM = 'urn:troth:id:dispensed-pack'

/** Routes as SNOMED CT codes them. Only “by mouth” was seen in a UK Core example. */
export const ROUTE_CODES = unverified(
  'fhir-route-codes',
  1,
  {
    cutaneous: undefined,
    inhalation: undefined,
    intramuscular: { code: '78421000', display: 'Intramuscular route' },
    intravenous: { code: '47625008', display: 'Intravenous route' },
    oral: { code: '26643006', display: 'Oral' },
    subcutaneous: { code: '34206005', display: 'Subcutaneous route' },
  },
  'SNOMED CT route of administration; UKCore-MedicationRequest-CiprofloxacinOral-Example for the oral route',
)
