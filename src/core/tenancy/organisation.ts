import type { WorkingHours } from '../values/working-hours.ts'

export const ORGANISATION_KINDS = {
  'nhs-trust': 'NHS trust',
  'gp-practice': 'GP practice',
  'homecare-company': 'Homecare company',
  icb: 'Integrated care board',
  'public-site': 'Public website',
} as const
export type OrganisationKind = keyof typeof ORGANISATION_KINDS

/** An organisation that uses Troth: the controller of its own records. */
export interface Organisation {
  readonly tenantId: string
  readonly name: string
  readonly odsCode: string | null
  readonly kind: OrganisationKind
  readonly nation: 'england' | 'wales' | 'scotland' | 'northern-ireland'
  readonly telephone: string | null
  /** Postal address, one line each; empty until somebody enters it. */
  readonly addressLines: readonly string[]
  readonly openingHours: WorkingHours
  readonly safetyContact: string | null
  readonly version: number
}

/** First parts of addresses that are the program's own: an organisation of that name would hide them, or be hidden. */
export const RESERVED_SLUGS: readonly string[] = [
  'accessibility',
  'api',
  'assets',
  'cookies',
  'drafts',
  'fhir',
  'health',
  'l',
  'live',
  'metrics',
  'patient',
  'privacy',
  'promises',
  'provider',
  'safety-concern',
  'session',
  'sign-out',
  'simulators',
  'staff',
]
