import { unverified, type SourcedRule } from '../values/sourced-rule.ts'
import type { Purpose } from './purposes.ts'

/** Whom data can be about. */
export const PEOPLE = {
  patients: 'Patients',
  relatives: 'Relatives, carers and friends of patients',
  staff: 'Staff',
  'other-staff': 'Staff of other organisations',
  visitors: 'Whoever visits the site',
} as const
export type People = keyof typeof PEOPLE

/** Three different questions, kept apart: the two articles of the UK GDPR, and confidence at common law. */
export interface LegalBasis {
  readonly article6: string
  /** For health data. */
  readonly article9?: string
  readonly confidentiality: string
}

const TOLD_BY_NOBODY = 'Holds nothing that a patient told in confidence'

/** Bases that an activity can rest on. A data protection officer has to agree for the organisation: none is checked yet. */
export const LEGAL_BASES = {
  care: unverified<LegalBasis>(
    'legal basis of care',
    1,
    {
      article6: 'Public task, Article 6(1)(e)',
      article9: 'Health or social care, Article 9(2)(h)',
      confidentiality: 'Implied consent, for the person’s own care',
    },
    'UK GDPR, Articles 6 and 9; promise HC-06',
  ),
  staff: unverified<LegalBasis>(
    'legal basis of staff accounts',
    1,
    { article6: 'Contract, Article 6(1)(b), or public task, Article 6(1)(e)', confidentiality: TOLD_BY_NOBODY },
    'UK GDPR, Article 6; promise HC-07, of which C-17 says that it fits only where the person is the other party',
  ),
  audit: unverified<LegalBasis>(
    'legal basis of the audit trail',
    1,
    {
      article6: 'Legal obligation, Article 6(1)(c)',
      article9: 'Health or social care, Article 9(2)(h)',
      confidentiality: 'The law requires it',
    },
    'UK GDPR, Articles 6 and 9; NHS Records Management Code; promise HC-08',
  ),
  security: unverified<LegalBasis>(
    'legal basis of keeping the service safe',
    1,
    { article6: 'Legal obligation to keep data secure, Article 6(1)(c)', confidentiality: TOLD_BY_NOBODY },
    'UK GDPR, Articles 6 and 32',
  ),
} satisfies Record<string, SourcedRule<LegalBasis>>

/** Something that is done with data. Every table belongs to exactly one; a test and the record itself refuse otherwise. */
export interface Activity {
  readonly name: string
  /** What it is for, in a sentence that a patient understands. */
  readonly why: string
  readonly people: readonly People[]
  readonly purposes: readonly Purpose[]
  /** Left out where nothing is about anyone. */
  readonly basis?: SourcedRule<LegalBasis>
  readonly tables: readonly string[]
}

const register = new Map<string, Activity>()

/** Enters an activity in the record of processing. A name can be used once. */
export function activity(spec: Activity): void {
  if (register.has(spec.name)) throw new Error(`Activity ${spec.name} is declared twice`)
  register.set(spec.name, spec)
}

export const allActivities = (): readonly Activity[] => [...register.values()]
