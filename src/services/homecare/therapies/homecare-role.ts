import type { Who } from '../../../core/policy/policy.ts'
import type { OrganisationKind } from '../../../core/tenancy/organisation.ts'

/** What someone does in homecare, whichever role of an organisation lets them. */
export const HOMECARE_ROLES = {
  prescriber: 'the prescriber',
  delegate: 'someone who prepares for the prescriber',
  clinician: 'a clinician',
  pharmacist: 'a pharmacist',
  checker: 'an accredited technician or nurse',
  'pharmacy-team': 'the pharmacy homecare team',
  company: 'the homecare company',
  'company-pharmacist': 'the homecare company’s pharmacist',
  courier: 'the homecare company’s driver',
  patient: 'the patient',
  system: 'Troth',
} as const
export type HomecareRole = keyof typeof HOMECARE_ROLES

/** What each role of a clinic's organisation may be in homecare. `prescribe` is a named right on top of a role. */
const IN_A_CLINIC = {
  doctor: ['prescriber', 'clinician', 'delegate'],
  nurse: ['clinician', 'delegate', 'checker'],
  pharmacist: ['pharmacist', 'pharmacy-team', 'clinician', 'delegate'],
  'pharmacy-technician': ['pharmacy-team', 'checker'],
  'homecare-coordinator': ['pharmacy-team', 'delegate'],
} as const satisfies Readonly<Record<string, readonly HomecareRole[]>>

const IN_A_COMPANY = {
  pharmacist: ['company-pharmacist', 'company', 'courier'],
  'pharmacy-technician': ['company', 'courier'],
  'homecare-coordinator': ['company', 'courier'],
  nurse: ['company'],
} as const satisfies Readonly<Record<string, readonly HomecareRole[]>>

/** Everything that someone may be in homecare, in an organisation of a kind. Nobody is anything in other kinds. */
export function homecareRolesOf({ actor }: Pick<Who, 'actor'>, kind: OrganisationKind): ReadonlySet<HomecareRole> {
  if (actor.kind === 'system') return new Set(['system'])
  if (actor.kind === 'patient') return new Set(['patient'])
  if (actor.kind !== 'staff') return new Set()
  const table: Readonly<Record<string, readonly HomecareRole[]>> =
    kind === 'homecare-company' ? IN_A_COMPANY : kind === 'nhs-trust' ? IN_A_CLINIC : {}
  const roles = actor.roles.flatMap((role) => table[role] ?? [])
  const mayPrescribe = kind === 'nhs-trust' && actor.rights.includes('prescribe')
  return new Set(mayPrescribe ? [...roles, 'prescriber'] : roles)
}
