import { ageOn, type CivilDate } from '../../values/civil-date.ts'

/**
 * The youngest who can have a sign-in of their own. NHS services differ (NHS login 13, most patient-facing services 16),
 * so the higher stands until the organisation's safeguarding lead has decided.
 */
export const YOUNGEST = { age: 16, verified: false } as const

/** Why a person cannot be given a sign-in. */
export type BeginRefusal = 'merged' | 'dead' | 'no-birth-date' | 'too-young'

export const BEGIN_REFUSALS: Readonly<Record<BeginRefusal, string>> = {
  merged: 'This record was merged into another one. Open that record and give access there.',
  dead: 'This person has died, so nobody can sign in to this record.',
  'no-birth-date': 'Record the date of birth first: the person is asked for it with the code.',
  'too-young': `This person is under ${YOUNGEST.age}. Signing in for a child is not possible yet.`,
}

/** What decides whether someone can sign in to their record. */
export interface Begins {
  readonly mergedInto: string | undefined
  readonly death: object | undefined
  readonly birthDate: CivilDate | undefined
}

/** Why this person cannot be given a sign-in today; nothing when they can. */
export function whyNotBegin({ mergedInto, death, birthDate }: Begins, today: CivilDate): BeginRefusal | undefined {
  if (mergedInto !== undefined) return 'merged'
  if (death !== undefined) return 'dead'
  if (birthDate === undefined) return 'no-birth-date'
  return ageOn(birthDate, today) < YOUNGEST.age ? 'too-young' : undefined
}
