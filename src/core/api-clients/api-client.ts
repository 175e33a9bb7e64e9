import type { NamedRight } from '../policy/roles.ts'
import type { Purpose } from '../policy/purposes.ts'

/** What a system may be allowed to do, in SMART system scopes and in words. */
export const API_SCOPES = {
  'system/Patient.rs': 'Read and find patients',
  'system/Patient.cu': 'Add and change patients',
  'system/RelatedPerson.rs': 'Read and find the people related to a patient',
  'system/RelatedPerson.cu': 'Add and change the people related to a patient',
  'system/MedicationRequest.rs': 'Read and find signed prescriptions',
  'system/MedicationDispense.rs': 'Read and find what was dispensed',
  'system/Medication.rs': 'Read and find medicines in the NHS dictionary',
} as const
export type ApiScope = keyof typeof API_SCOPES

/** Why a system uses the data: written on every event of the audit trail it causes. */
export const API_PURPOSES = {
  'direct-care': 'Direct care',
  administration: 'Running the service',
} as const satisfies Partial<Record<Purpose, string>>
export type ApiPurpose = keyof typeof API_PURPOSES

/** The named rights that a system can be given. Merging stays with people. */
export const API_RIGHTS = ['see-sensitive-records'] as const satisfies readonly NamedRight[]
export type ApiRight = (typeof API_RIGHTS)[number]

/** How long a token may work before it must be replaced, in days, with the words of the choice. */
export const TOKEN_LIVES = { '30': '30 days', '90': '90 days', '365': '1 year' } as const
export type TokenLife = keyof typeof TOKEN_LIVES

/** Requests that one system may make in a minute: enough for a busy hospital, and no more than this program can answer. */
export const REQUESTS_A_MINUTE = 60_000

/** Another system that an organisation lets in. Its token is known only to that system. */
export interface ApiClient {
  readonly clientId: string
  readonly name: string
  readonly purpose: ApiPurpose
  readonly scopes: readonly ApiScope[]
  readonly rights: readonly ApiRight[]
  readonly createdBy: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly revokedAt: Date | null
}

/** Whether its token works, and if not, why. */
export function apiClientState(
  client: Pick<ApiClient, 'expiresAt' | 'revokedAt'>,
  now: Date,
): 'live' | 'ended' | 'stopped' {
  if (client.revokedAt !== null) return 'stopped'
  return client.expiresAt.getTime() <= now.getTime() ? 'ended' : 'live'
}
