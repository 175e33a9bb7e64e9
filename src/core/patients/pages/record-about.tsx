import { InsetText } from '../../../design-system/components/inset-text.tsx'
import { SummaryList, type SummaryRow } from '../../../design-system/components/summary-list.tsx'
import type { Child } from '../../html/jsx-runtime.ts'
import { formatDate } from '../../values/civil-date.ts'
import { isStale } from '../../values/staleness.ts'
import { latestMeasurement, MEASUREMENT_KINDS, type MeasurementKind } from '../measurement.ts'
import { patientPaths } from '../paths.ts'
import * as policy from '../policy.ts'
import { recordLinksFor } from '../record-links.ts'
import { statusWords } from './allergies.page.tsx'
import { measurementWords } from './measurements.page.tsx'
import { link, type Part, type Subject } from './record-part.tsx'
import { pointWords } from './record-words.ts'

/** What someone with the patient in front of them should ask now. */
export const Prompts = ({ subject: { patient }, today }: { subject: Subject; today: string }) => {
  const isCurrent = patient.mergedInto === undefined && !patient.death
  const stale = patient.contactPoints.filter(({ use, confirmedOn }) => use !== 'old' && isStale(confirmedOn, today))
  return (
    <>
      {isCurrent && stale.length > 0 && (
        <InsetText>
          <p>
            Ask whether these still reach the person: {stale.map(pointWords).join('; ')}.{' '}
            <a href={patientPaths.confirmContact(patient.patientId)}>Confirm contact details</a>
          </p>
        </InsetText>
      )}
      {isCurrent && patient.communication.needsAskedOn === undefined && (
        <InsetText>
          <p>
            Nobody has asked about language and communication needs.{' '}
            <a href={patientPaths.communication(patient.patientId)}>Ask now</a>
          </p>
        </InsetText>
      )}
    </>
  )
}

/** Pages of other nouns about this patient. */
export const Links = ({ subject, ctx }: Part) => {
  const links = recordLinksFor(ctx, subject)
  return links.length === 0 ? (
    <></>
  ) : (
    <ul class="nhsuk-list">
      {links.map(({ text, href }) => (
        <li>
          <a href={href(subject.patientId)}>{text}</a>
        </li>
      ))}
    </ul>
  )
}

/** Allergies, weight and height. */
export const Health = (part: Part) => {
  const { own, patientId, allergies } = part.subject
  const kinds = Object.keys(MEASUREMENT_KINDS) as MeasurementKind[]
  const open = (href: string, about: string): SummaryRow['actions'] => [
    { text: 'Open', href, visuallyHiddenText: about },
  ]
  const listed: Child =
    allergies.status === 'listed'
      ? allergies.allergies.map(({ substance }) => substance).join(', ')
      : statusWords(allergies)
  return (
    <SummaryList
      card={{ heading: 'Allergies and measurements', headingLevel: 2 }}
      rows={[
        { key: 'Allergies', value: listed, actions: open(patientPaths.allergies(patientId), 'allergies') },
        ...kinds.map((kind) => {
          const newest = latestMeasurement(own.measurements, kind)
          return {
            key: MEASUREMENT_KINDS[kind],
            value: newest ? `${measurementWords(newest)}, ${formatDate(newest.measuredOn)}` : 'Not recorded',
            actions: open(patientPaths.measurements(patientId), MEASUREMENT_KINDS[kind].toLowerCase()),
          }
        }),
      ]}
    />
  )
}

/** The record itself: sensitive, merged, its version. */
export const AboutRecord = (part: Part) => {
  const { patient, patientId, own, sensitive } = part.subject
  return (
    <SummaryList
      card={{ heading: 'About this record', headingLevel: 2 }}
      rows={[
        {
          key: 'Sensitive record',
          value: sensitive ? 'Yes' : 'No',
          actions: link(part, policy.markSensitive, patientPaths.sensitive(patientId), 'Change', 'sensitive record'),
        },
        ...own.merges
          .filter(({ survivorId }) => survivorId === patientId)
          .map((merge) => ({
            key: 'Merged record',
            value: <a href={patientPaths.record(merge.mergedId)}>Open the record that was merged into this one</a>,
            actions: link(
              part,
              policy.mergeRecords,
              patientPaths.unmerge(patientId, merge.mergeId),
              'Unmerge',
              'record',
            ),
          })),
        {
          key: 'Another record of the same person',
          value: '',
          actions: link(part, policy.mergeRecords, patientPaths.chooseMerge(patientId), 'Merge', 'another record'),
        },
        { key: 'Version', value: String(patient.version) },
      ]}
    />
  )
}
