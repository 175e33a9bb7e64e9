import { wordList } from '../../values/problem-wording.ts'
import { gphcProfession, REGISTERS, type Register } from '../../values/professional-registration.ts'
import { NAMED_RIGHTS, ROLES, type NamedRight, type StaffRole } from '../../policy/roles.ts'

/** invited: has a link but no password yet; active: may sign in; left: may not, and stays for the audit trail. */
export type StaffStatus = 'invited' | 'active' | 'left'

export const STAFF_STATUSES: Readonly<Record<StaffStatus, string>> = {
  invited: 'Invited',
  active: 'Active',
  left: 'Left',
}

/** An account, before its organisation has been entered. */
export interface AccountRef {
  readonly tenantId: string
  readonly accountId: string
}

export interface Registration {
  readonly register: Register
  readonly number: string
}

/** A member of staff in one organisation. */
export interface StaffAccount {
  readonly accountId: string
  readonly name: string
  readonly email: string
  readonly status: StaffStatus
  readonly isDemonstration: boolean
  readonly roles: readonly StaffRole[]
  readonly rights: readonly NamedRight[]
  readonly registrations: readonly Registration[]
  readonly joinedAt: Date | null
  readonly leftAt: Date | null
  readonly version: number
}

/** The register a role cannot be held without (Medical Act 1983; Pharmacy Order 2010; Nursing and Midwifery Order 2001). */
export const REGISTER_OF_ROLE: Partial<Record<StaffRole, Register>> = {
  doctor: 'gmc',
  pharmacist: 'gphc',
  'pharmacy-technician': 'gphc',
  nurse: 'nmc',
}

/** The first of the roles that these registrations do not allow, and the register it needs. */
export function registrationMissing(
  roles: readonly StaffRole[],
  registrations: readonly Registration[],
): { role: StaffRole; register: Register } | undefined {
  for (const role of roles) {
    const register = REGISTER_OF_ROLE[role]
    if (!register) continue
    const held = registrations.find((registration) => registration.register === register)
    // Pharmacists and pharmacy technicians share a register, and one may not do the other's work.
    if (!held || (register === 'gphc' && gphcProfession(held.number) !== role)) return { role, register }
  }
  return undefined
}

/** "Doctor and Administrator" for the header; a person with no role has none to show. */
export const roleWords = (roles: readonly StaffRole[]): string => wordList(roles.map((role) => ROLES[role]))

export const isStaffRole = (text: string): text is StaffRole => Object.hasOwn(ROLES, text)
export const isNamedRight = (text: string): text is NamedRight => Object.hasOwn(NAMED_RIGHTS, text)

/** "GMC 1234567". */
export const registrationWords = ({ register, number }: Registration): string =>
  `${REGISTERS[register].short} ${number}`

/** Who must prove themselves with an authenticator app as well as a password. Administrators always must. */
export function needsAuthenticator(
  account: Pick<StaffAccount, 'roles' | 'isDemonstration'>,
  rule: 'everyone' | 'administrators',
): boolean {
  // A demonstration account works in a demonstration only, where nobody is real.
  if (account.isDemonstration) return false
  return rule === 'everyone' || account.roles.some((role) => ALWAYS_AUTHENTICATED.includes(role))
}

/** Roles that can open doors for others. */
const ALWAYS_AUTHENTICATED: readonly StaffRole[] = ['administrator', 'data-protection-officer']
