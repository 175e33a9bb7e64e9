import type { Address } from '../../values/address.ts'
import type { HumanName } from '../../values/person-name.ts'
import type { ContactPoint, Death, LocalIdentifier, NhsNumberHeld, PatientDetails, Communication } from '../patient.ts'

/**
 * What one row says of a person. What is absent is not said: an import adds and corrects, and never takes away because a
 * file is silent.
 */
export interface SentPatient {
  readonly nhsNumber?: Extract<NhsNumberHeld, { number: string }>
  /** Why there is none, for someone who is new. */
  readonly absence?: Extract<NhsNumberHeld, { absence: string }>
  readonly identifiers: readonly LocalIdentifier[]
  readonly names: readonly HumanName[]
  readonly birthDate?: string
  readonly gender?: PatientDetails['gender']
  readonly birthSex?: PatientDetails['birthSex']
  readonly genderIdentity?: PatientDetails['genderIdentity']
  readonly sameAsAtBirth?: PatientDetails['sameAsAtBirth']
  readonly death?: Death
  readonly addresses: readonly Address[]
  readonly contactPoints: readonly ContactPoint[]
  readonly communication: Partial<Communication>
  readonly generalPractice?: string
  readonly sensitive: boolean
}

/** One thing wrong with a row: the column or element, and why; never what it holds. */
export interface RowProblem {
  readonly column: string
  readonly reason: string
}

/** What a whole resource says: its defaults are silence. A need for an interpreter can be said, but not unsaid. */
export function sentDetails(details: PatientDetails, sensitive: boolean): SentPatient {
  const { nhsNumber, communication, ...rest } = details
  const { language, interpreterRequired, accessibleNeeds, needsAskedOn, preferredChannel } = communication
  const said = Object.entries(rest).filter(
    ([field, value]) => value !== undefined && !(field === 'gender' && value === 'unknown'),
  )
  return {
    ...(Object.fromEntries(said) as Pick<SentPatient, 'identifiers' | 'names' | 'addresses' | 'contactPoints'>),
    ...('number' in nhsNumber ? { nhsNumber } : { absence: nhsNumber }),
    communication: {
      ...(language === undefined ? {} : { language }),
      ...(interpreterRequired ? { interpreterRequired } : {}),
      ...(accessibleNeeds.length > 0 ? { accessibleNeeds } : {}),
      ...(needsAskedOn === undefined ? {} : { needsAskedOn }),
      ...(preferredChannel === undefined ? {} : { preferredChannel }),
    },
    sensitive,
  }
}
