import { choicesField, optional, textField } from '../../../http/form/fields.ts'
import type { RawForm } from '../../../http/form/raw-form.ts'
import { NAMED_RIGHTS, ROLES } from '../../../policy/roles.ts'
import {
  parseRegistration,
  registrationProblem,
  REGISTERS,
  type Register,
} from '../../../values/professional-registration.ts'
import { lowerFirst } from '../../../values/problem-wording.ts'
import type { AddStaffRefusal } from '../../accounts/commands/insert-staff.ts'
import { registrationMissing, type Registration, type StaffAccount } from '../../accounts/staff-account.ts'
import type { ChangeAccessRefusal } from '../commands/change-access.ts'

const registrationField = (register: Register) =>
  optional(
    textField<string>({
      label: `${REGISTERS[register].short} number`,
      hint: REGISTERS[register].name,
      understand(text) {
        const number = parseRegistration(register, text)
        return number === undefined ? { problem: registrationProblem(register, text) ?? '' } : { value: number }
      },
    }),
  )

export const nameField = textField({ label: 'Full name', missing: 'Enter the person’s full name' })

/** What someone is and may do: the same questions for an invitation and for a change. */
export const accessFields = {
  roles: choicesField({ label: 'Roles', choices: ROLES, least: 1, missing: 'Select at least one role' }),
  rights: choicesField({ label: 'Extra rights', choices: NAMED_RIGHTS }),
  gmc: registrationField('gmc'),
  gphc: registrationField('gphc'),
  nmc: registrationField('nmc'),
  hcpc: registrationField('hcpc'),
}

type RegistrationValues = { readonly [Name in Register]: string | undefined }

/** The registrations that were entered. */
export const registrationsOf = (values: RegistrationValues): readonly Registration[] =>
  (Object.keys(REGISTERS) as Register[]).flatMap((register) => {
    const number = values[register]
    return number === undefined ? [] : [{ register, number }]
  })

/** A role without the registration it needs is said at the number that is missing. */
export function accessProblems(values: RegistrationValues & { readonly roles: StaffAccount['roles'] }): {
  readonly [Name in Register]?: string
} {
  const missing = registrationMissing(values.roles, registrationsOf(values))
  if (!missing) return {}
  const { register, role } = missing
  const isWrongKind = values[register] !== undefined
  return {
    [register]: isWrongKind
      ? `${REGISTERS[register].short} number must be that of a ${lowerFirst(ROLES[role])}`
      : `Enter the ${REGISTERS[register].short} number, which a ${lowerFirst(ROLES[role])} must have`,
  }
}

/** What the form holds when it is opened for someone who is here. */
export const accessInputs = ({ roles, rights, registrations }: StaffAccount): RawForm => ({
  roles,
  rights,
  ...Object.fromEntries(registrations.map(({ register, number }) => [register, number])),
})

export const REFUSALS: Readonly<Record<AddStaffRefusal | ChangeAccessRefusal, string>> = {
  'email-not-valid': 'Email address must be in the correct format, like name@example.com',
  'email-taken': 'Someone in your organisation already has this email address. If they have left, invite them again',
  'registration-missing': 'Enter the registration number that the role needs',
  'registration-taken':
    'Someone in your organisation already has this registration number. If they have left, invite them again',
  'last-administrator': 'Your organisation must have an administrator. Give someone else the role first',
  'has-left': 'This person has left. Invite them again first',
}
