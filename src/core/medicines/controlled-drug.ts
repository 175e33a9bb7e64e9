/** `not-stated` when the dictionary does not say, or says what nobody knows: never to be taken for none. */
export type Schedule = 1 | 2 | 3 | 4 | 5 | 'none' | 'not-stated'

export interface ControlledDrug {
  /** dm+d CONTROL_DRUG_CATEGORY, as it stands. */
  readonly category: string | undefined
  readonly schedule: Schedule
  readonly words: string
}

/** Misuse of Drugs Regulations 2001, by dm+d’s CONTROL_DRUG_CATEGORY (NHSBSA dm+d Data Model). */
const CATEGORIES: Readonly<Record<string, readonly [Schedule, string]>> = {
  '0000': ['none', 'Not a controlled drug'],
  '0001': [1, 'Schedule 1 controlled drug'],
  '0002': [2, 'Schedule 2 controlled drug'],
  '0003': [2, 'Schedule 2 controlled drug, exempt from safe custody'],
  '0004': [3, 'Schedule 3 controlled drug'],
  '0005': [3, 'Schedule 3 controlled drug, exempt from safe custody'],
  '0006': [3, 'Schedule 3 controlled drug (phenobarbital)'],
  '0007': [3, 'Schedule 3 controlled drug (temazepam)'],
  '0008': [4, 'Schedule 4 controlled drug (anabolic)'],
  '0009': [4, 'Schedule 4 controlled drug (benzodiazepine)'],
  '0010': [5, 'Schedule 5 controlled drug'],
}

/** What a dm+d category means. */
export function controlledDrug(category: string | undefined): ControlledDrug {
  const known = category !== undefined && Object.hasOwn(CATEGORIES, category) ? CATEGORIES[category] : undefined
  const [schedule, words] = known ?? (['not-stated', 'Controlled drug status not stated: treat as controlled'] as const)
  return { category, schedule, words }
}

/** Schedules 1 to 3, and what is not stated: these never leave by an electronic exit. */
export const isPaperOnly = ({ schedule }: Pick<ControlledDrug, 'schedule'>): boolean =>
  schedule === 1 || schedule === 2 || schedule === 3 || schedule === 'not-stated'
