import type { VNode } from 'preact'
import type { SummaryRow } from '../../../design-system/components/summary-list.tsx'
import type { Context } from '../../context.ts'
import { allows } from '../../policy/enforce.ts'
import type { Policy } from '../../policy/policy.ts'
import type { PatientMeasurement } from '../measurement.ts'
import type { RecordSubject } from '../record-subject.ts'
import type { Merge } from '../queries/merges.ts'
import type { RelatedPerson } from '../related-person.ts'
import type { PatientSubject } from './patient-page.tsx'

/** What the record page loads beside the patient. */
export interface Parts {
  readonly related: readonly RelatedPerson[]
  readonly measurements: readonly PatientMeasurement[]
  readonly merges: readonly Merge[]
  /** Parts of other nouns, ready to be shown. */
  readonly sections: readonly VNode[]
}
export type Subject = PatientSubject<Parts>
export type Who = Pick<Context, 'actor' | 'clock' | 'tenantId' | 'purpose'>

/** What every section of the record page is given. */
export interface Part {
  readonly subject: Subject
  readonly ctx: Who
}

/** A change link, for those who may follow it and while the record is live. */
export function link(
  { subject, ctx }: Part,
  rule: Policy<RecordSubject>,
  href: string,
  text: string,
  about: string,
): SummaryRow['actions'] {
  if (subject.patient.mergedInto !== undefined || !allows(rule, ctx, subject)) return []
  return [{ text, href, visuallyHiddenText: about }]
}

/** Lines under each other. */
export const Lines = ({ lines }: { lines: readonly string[] }) => (
  <>
    {lines.map((line, at) => (
      <>
        {at > 0 && <br />}
        {line}
      </>
    ))}
  </>
)
