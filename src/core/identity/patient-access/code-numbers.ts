import { howToReach } from '../../patients/reach.ts'
import type { Patient } from '../../patients/patient.ts'
import type { CivilDate } from '../../values/civil-date.ts'
import type { PatientAccount } from './patient-account.ts'

/** Whose word a number rests on: the record's, or that of whoever used the sign-in. */
export type NumberSource = 'record' | 'account'

/** The mobile numbers that a code can be texted to, E.164. */
export type CodeNumbers = { readonly [Source in NumberSource]?: string }

/**
 * Where a code for this person can be texted to. None on a record whose contact details this member of staff may not see;
 * a number given in a sign-in that was stopped is no longer believed. A number that both have is the record's.
 */
export function codeNumbers(
  patient: Patient,
  account: Pick<PatientAccount, 'status' | 'codeMobile'> | undefined,
  today: CivilDate,
): CodeNumbers {
  if (patient.contactHidden) return {}
  const record = howToReach(patient, today).ways.find(({ channel }) => channel === 'text')?.to
  const given = account?.status === 'active' ? (account.codeMobile ?? undefined) : undefined
  return {
    ...(record === undefined ? {} : { record }),
    ...(given === undefined || given === record ? {} : { account: given }),
  }
}

/** Enough of a number to ask the person whether it is theirs. */
export const lastDigits = (number: string): string => number.slice(-4)
