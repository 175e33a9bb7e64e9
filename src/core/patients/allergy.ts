import { allergyProblem, type AllergyStatus, type ReactionSeverity } from '../values/allergy.ts'
import type { CivilDate } from '../values/civil-date.ts'
import { must } from '../values/problem-wording.ts'
import { dateProblem } from '../values/typed-date.ts'

/** What happened, as a list: fast to record, and shown beside the substance on every page. */
export const REACTIONS = {
  anaphylaxis: 'Anaphylaxis',
  breathing: 'Difficulty breathing or wheeze',
  swelling: 'Swelling of face, lips or tongue',
  rash: 'Rash or hives',
  itching: 'Itching',
  blistering: 'Blistering or peeling skin',
  stomach: 'Sickness, vomiting or diarrhoea',
  faintness: 'Faintness or low blood pressure',
  other: 'Something else',
} as const
export type Reaction = keyof typeof REACTIONS

export const isReaction = (code: string): code is Reaction => Object.hasOwn(REACTIONS, code)

export interface AllergyDetails {
  /** Substance or class in words. */
  readonly substance: string
  /** SNOMED CT or dm+d identifier. */
  readonly code: string | undefined
  readonly reactions: readonly Reaction[]
  readonly severity: ReactionSeverity
  readonly recordedOn: CivilDate
}

/** One allergy of a record. Its free text is sealed, and read apart. */
export interface PatientAllergy extends AllergyDetails {
  readonly allergyId: string
  readonly patientId: string
  readonly hasNote: boolean
  readonly recordedBy: string
  /** The day it was found to be wrong. */
  readonly endedOn: CivilDate | undefined
  readonly version: number
}

export type AllergyField = 'substance' | 'code' | 'recordedOn'

export function allergyProblems(
  details: AllergyDetails,
  today: CivilDate,
): { readonly field: AllergyField; readonly text: string }[] {
  const { substance, code, recordedOn } = details
  const problems: { field: AllergyField; text: string }[] = []
  const add = (field: AllergyField, text: string | undefined): void => {
    if (text !== undefined) problems.push({ field, text })
  }
  add('substance', allergyProblem({ substance }))
  if (substance.length > 200) add('substance', must('Medicine, food or substance', 'be 200 characters or fewer'))
  if (code !== undefined && !/^\d{6,18}$/.test(code))
    add('code', must('Code', 'be a SNOMED CT or dm+d number of 6 to 18 numbers'))
  add('recordedOn', dateProblem(recordedOn, 'Date recorded', { today, when: 'today-or-past' }))
  return problems
}

/** What another organisation knows of a person's allergies: someone there asked on that day. */
export interface AllergiesSaid {
  readonly status: 'none-known' | 'listed'
  readonly askedOn: CivilDate
  readonly list: readonly Omit<AllergyDetails, 'recordedOn'>[]
}

/** What an answer about allergies rests on: the answer itself, when it was given and to whom. */
export interface AllergyAnswer {
  readonly status: AllergyStatus['status']
  readonly askedOn: CivilDate | undefined
  readonly askedBy: string | undefined
}

/** The status with its list, worst first. A list that is missing where the answer says there is one is never "none known". */
export function allergyStatusOf(answer: AllergyAnswer, allergies: readonly PatientAllergy[]): AllergyStatus {
  const order: readonly ReactionSeverity[] = ['severe', 'moderate', 'unknown', 'mild']
  const [first, ...others] = allergies
    .filter(({ endedOn }) => endedOn === undefined)
    .map(({ substance, code, reactions, severity }) => ({
      substance,
      code,
      reaction: reactions.map((reaction) => REACTIONS[reaction].toLowerCase()).join(', ') || undefined,
      severity,
    }))
    .sort((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity))
  const { status, askedOn, askedBy } = answer
  if (first) return { status: 'listed', allergies: [first, ...others], askedOn: askedOn ?? '', askedBy: askedBy ?? '' }
  if (status === 'none-known' && askedOn !== undefined && askedBy !== undefined) return { status, askedOn, askedBy }
  return { status: 'not-yet-asked' }
}
