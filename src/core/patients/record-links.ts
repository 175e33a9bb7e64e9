import { allows } from '../policy/enforce.ts'
import type { Policy, Who } from '../policy/policy.ts'
import type { RecordSubject } from './record-subject.ts'

/** A page of another noun about a patient, reached from their record. */
export interface RecordLink {
  readonly text: string
  readonly href: (patientId: string) => string
  readonly policy: Policy<RecordSubject>
  /** Smaller first. */
  readonly order: number
}

const register: RecordLink[] = []

/** Adds a link to every patient's record, shown to those who may open where it leads. */
export function recordLink(link: RecordLink): void {
  register.push(link)
}

export const recordLinksFor = (who: Who, subject: RecordSubject): readonly RecordLink[] =>
  register
    .filter(({ policy }) => policy.purposes.some((purpose) => allows(policy, { ...who, purpose }, subject)))
    .sort((one, other) => one.order - other.order)
