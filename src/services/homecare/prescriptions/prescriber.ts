import type { StaffRole } from '../../../core/policy/roles.ts'
import type { Register } from '../../../core/values/professional-registration.ts'
import type { Refusal } from '../../../core/values/refusal.ts'
import type { PrescriberContent } from './legal-content.ts'

type Person = {
  readonly name: string
  readonly roles: readonly StaffRole[]
  readonly registrations: readonly { readonly register: Register; readonly number: string }[]
}
type Place = { readonly name: string; readonly odsCode: string | null; readonly addressLines: readonly string[] }

/** Kinds of practitioner, in the order in which someone who is several prescribes. */
const KINDS = [
  { role: 'doctor', register: 'gmc', kind: 'doctor' },
  { role: 'pharmacist', register: 'gphc', kind: 'pharmacist independent prescriber' },
  { role: 'nurse', register: 'nmc', kind: 'nurse independent prescriber' },
] as const satisfies readonly { role: StaffRole; register: Register; kind: string }[]

/** The practitioner as regulation 217 asks: name, kind, registration and address. Or what is not known of them. */
export function prescriberContent(
  person: Person,
  place: Place,
): { readonly prescriber: PrescriberContent } | { readonly refusals: readonly Refusal[] } {
  const kind = KINDS.find(({ role }) => person.roles.includes(role))
  const registration = kind && person.registrations.find(({ register }) => register === kind.register)
  const missing: Refusal[] = []
  if (kind === undefined || registration === undefined) {
    missing.push({
      name: 'no-registration',
      sentence: 'Your professional registration number is not in your account: ask an administrator to add it',
    })
  }
  if (place.addressLines.length === 0) {
    missing.push({
      name: 'no-organisation-address',
      sentence: 'A prescription states your organisation’s address: ask an administrator to enter it',
    })
  }
  if (place.odsCode === null) {
    missing.push({
      name: 'no-organisation-code',
      sentence: 'A prescription states your organisation’s ODS code: ask an administrator to enter it',
    })
  }
  if (missing.length > 0 || kind === undefined || registration === undefined) return { refusals: missing }
  return {
    prescriber: {
      name: person.name,
      kind: kind.kind,
      register: registration.register,
      registration: registration.number,
      organisation: place.name,
      organisationCode: place.odsCode ?? '',
      address: [...place.addressLines],
    },
  }
}
