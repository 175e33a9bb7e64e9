import { InsetText } from '../../../design-system/components/inset-text.tsx'
import { SummaryList, type SummaryRow } from '../../../design-system/components/summary-list.tsx'
import { Tag } from '../../../design-system/components/tag.tsx'
import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import type { Child } from '../../html/jsx-runtime.ts'
import { allows } from '../../policy/enforce.ts'
import type { Policy } from '../../policy/policy.ts'
import { formatDate } from '../../values/civil-date.ts'
import { ADMINISTRATIVE_GENDERS, GENDER_IDENTITIES } from '../../values/gender.ts'
import { fullName } from '../../values/person-name.ts'
import { BIRTH_SEXES } from '../../values/sex.ts'
import { isStale, stalenessText } from '../../values/staleness.ts'
import { latestMeasurement, MEASUREMENT_KINDS, type MeasurementKind, type PatientMeasurement } from '../measurement.ts'
import { nameOf } from '../patient.ts'
import { patientPaths } from '../paths.ts'
import * as policy from '../policy.ts'
import { recordLinksFor } from '../record-links.ts'
import { listRecordIds } from '../queries.ts'
import { listMerges, type Merge } from '../queries/merges.ts'
import { listMeasurements, listRelatedPeople } from '../queries/patient-parts.ts'
import { howToReach } from '../reach.ts'
import { MAY_BE_TOLD, RELATIONSHIPS, type RelatedPerson } from '../related-person.ts'
import type { PatientTables } from '../tables.ts'
import { statusWords } from './allergies.page.tsx'
import { measurementWords } from './measurements.page.tsx'
import { patientPage, type PatientSubject } from './patient-page.tsx'
import {
  addressWords,
  birthWords,
  communicationWords,
  deathWords,
  nameWords,
  nhsNumberWords,
  NOT_KNOWN,
  periodWords,
  pointSource,
  pointWords,
} from './record-words.ts'

interface Parts {
  readonly related: readonly RelatedPerson[]
  readonly measurements: readonly PatientMeasurement[]
  readonly merges: readonly Merge[]
}
type Subject = PatientSubject<Parts>
type Who = Pick<Context, 'actor' | 'clock' | 'tenantId' | 'purpose'>

export const recordPage = patientPage({
  path: '/staff/patients/:patientId',
  policy: policy.viewPatient,
  async load(tx: Reader<PatientTables>, ctx, { patientId }): Promise<Parts> {
    const recordIds = await listRecordIds(tx, ctx, patientId)
    const related = await listRelatedPeople(tx, ctx, recordIds)
    const measurements = await listMeasurements(tx, ctx, recordIds)
    return { related, measurements, merges: await listMerges(tx, ctx, patientId) }
  },
  title: 'Patient record',
  backHref: patientPaths.search,
  notices: {
    saved: 'Saved.',
    registered: 'Registered.',
    confirmed: 'Contact details confirmed.',
    removed: 'Removed.',
    merged: 'The records were merged.',
    unmerged: 'The records are separate again.',
    'unmerged-kept':
      'The records are separate again. Some things were changed after the merge and stay as they are: check them.',
  },
  View: ({ subject, ctx }) => (
    <>
      <h1 class="nhsuk-heading-l">{fullName(nameOf(subject.patient, ctx.clock.today()))}</h1>
      <Prompts subject={subject} today={ctx.clock.today()} />
      <Links subject={subject} ctx={ctx} />
      <Identity subject={subject} ctx={ctx} />
      <ContactDetails subject={subject} ctx={ctx} />
      <Communication subject={subject} ctx={ctx} />
      <RelatedPeople subject={subject} ctx={ctx} />
      <Health subject={subject} ctx={ctx} />
      <AboutRecord subject={subject} ctx={ctx} />
    </>
  ),
})

/** What someone with the patient in front of them should ask now. */
const Prompts = ({ subject: { patient }, today }: { subject: Subject; today: string }) => {
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

/** A change link, for those who may follow it and while the record is live. */
function link(
  { subject, ctx }: { subject: Subject; ctx: Who },
  rule: Policy<policy.RecordSubject>,
  href: string,
  text: string,
  about: string,
): SummaryRow['actions'] {
  if (subject.patient.mergedInto !== undefined || !allows(rule, ctx, subject)) return []
  return [{ text, href, visuallyHiddenText: about }]
}

interface Part {
  readonly subject: Subject
  readonly ctx: Who
}

const Lines = ({ lines }: { lines: readonly string[] }) => (
  <>
    {lines.map((line, at) => (
      <>
        {at > 0 && <br />}
        {line}
      </>
    ))}
  </>
)

const Identity = (part: Part) => {
  const { patient, patientId } = part.subject
  const today = part.ctx.clock.today()
  const edit = (href: string, about: string, text = 'Change') => link(part, policy.editPatient, href, text, about)
  const details = patientPaths.demographics(patientId)
  return (
    <SummaryList
      card={{ heading: 'Who they are', headingLevel: 2 }}
      rows={[
        {
          key: 'NHS number',
          value: nhsNumberWords(patient.nhsNumber),
          actions: edit(patientPaths.nhsNumber(patientId), 'NHS number'),
        },
        ...patient.names.map((name) => ({
          key: name.end === undefined ? 'Name' : 'Past name',
          value: <Lines lines={[nameWords(name), periodWords(name)].filter((line) => line !== '')} />,
          actions: edit(patientPaths.name(patientId, name.entryId), 'name'),
        })),
        { key: 'Another name', value: '', actions: edit(patientPaths.name(patientId, 'new'), 'a name', 'Add') },
        {
          key: 'Date of birth',
          value: birthWords(patient.birthDate, patient.death?.on ?? today),
          actions: edit(details, 'date of birth'),
        },
        { key: 'Gender', value: ADMINISTRATIVE_GENDERS[patient.gender], actions: edit(details, 'gender') },
        {
          key: 'Sex at birth',
          value: patient.birthSex === undefined ? NOT_KNOWN : BIRTH_SEXES[patient.birthSex].words,
          actions: edit(details, 'sex at birth'),
        },
        patient.genderIdentity !== undefined && {
          key: 'Gender identity',
          value: GENDER_IDENTITIES[patient.genderIdentity].display,
          actions: edit(details, 'gender identity'),
        },
        { key: 'GP practice', value: patient.generalPractice ?? NOT_KNOWN, actions: edit(details, 'GP practice') },
        { key: 'Death', value: deathWords(patient.death), actions: edit(patientPaths.death(patientId), 'death') },
        ...patient.identifiers.map(({ system, value }) => ({ key: 'Other number', value: `${value} (${system})` })),
      ]}
    />
  )
}

const ContactDetails = (part: Part) => {
  const { patient, patientId } = part.subject
  const today = part.ctx.clock.today()
  const edit = (href: string, about: string, text = 'Change') =>
    link(part, policy.changeContactDetails, href, text, about)
  const hidden: SummaryRow[] = patient.contactHidden
    ? [
        {
          key: 'Hidden',
          value:
            'This is a sensitive record. You do not have the right to see where the person lives or how to reach them.',
        },
      ]
    : []
  return (
    <SummaryList
      card={{ heading: 'Contact details', headingLevel: 2 }}
      rows={[
        ...hidden,
        ...patient.addresses.map((address) => ({
          key: 'Address',
          value: <Lines lines={[addressWords(address), periodWords(address)].filter((line) => line !== '')} />,
          actions: edit(patientPaths.address(patientId, address.entryId), 'address'),
        })),
        ...patient.contactPoints.map((point) => ({
          key: point.system === 'email' ? 'Email' : 'Telephone',
          value: (
            <>
              <Lines lines={[pointWords(point), pointSource(point), stalenessText(point.confirmedOn, today)]} />
              {point.use !== 'old' && isStale(point.confirmedOn, today) && (
                <>
                  {' '}
                  <Tag colour="orange">Confirm</Tag>
                </>
              )}
            </>
          ),
          actions: edit(patientPaths.contactPoint(patientId, point.entryId), 'contact detail'),
        })),
        {
          key: 'More',
          value: '',
          actions: [
            ...(edit(patientPaths.address(patientId, 'new'), 'an address', 'Add address') ?? []),
            ...(edit(patientPaths.contactPoint(patientId, 'new'), 'a contact detail', 'Add telephone or email') ?? []),
          ],
        },
        {
          key: 'Getting into the home',
          value: 'Kept on a page of its own',
          actions: link(
            part,
            policy.seeHomeAccess,
            patientPaths.homeAccess(patientId),
            'Open',
            'how to get into the home',
          ),
        },
      ]}
    />
  )
}

const Communication = (part: Part) => {
  const { patient, patientId } = part.subject
  const { letter, arrange } = howToReach(patient, part.ctx.clock.today())
  const letters = [
    `${letter.pointSize} point`,
    ...letter.formats.map((format) => format.replace('-', ' ')),
    ...(letter.electronic ? ['electronic document'] : []),
    ...(letter.printIsEnough ? [] : ['print alone does not reach them']),
  ]
  return (
    <SummaryList
      card={{ heading: 'Language and communication', headingLevel: 2 }}
      rows={[
        {
          key: 'Needs',
          value: <Lines lines={communicationWords(patient.communication)} />,
          actions: link(
            part,
            policy.editPatient,
            patientPaths.communication(patientId),
            'Change',
            'communication needs',
          ),
        },
        { key: 'Letters', value: letters.join(', ') },
        arrange.length > 0 && { key: 'Arrange', value: <Lines lines={arrange} /> },
      ]}
    />
  )
}

const RelatedPeople = (part: Part) => {
  const { own, patientId } = part.subject
  const edit = (id: string, text: string, about: string) =>
    link(part, policy.changeRelatedPeople, patientPaths.relatedPerson(patientId, id), text, about)
  return (
    <SummaryList
      card={{ heading: 'Related people', headingLevel: 2 }}
      rows={[
        ...own.related.map((person) => ({
          key: fullName(person.name),
          value: <Lines lines={relatedWords(person)} />,
          actions: edit(person.relatedPersonId, 'Change', fullName(person.name)),
        })),
        { key: 'Someone else', value: '', actions: edit('new', 'Add', 'a related person') },
      ]}
    />
  )
}

function relatedWords(person: RelatedPerson): string[] {
  const told = person.mayBeTold.map((matter) => MAY_BE_TOLD[matter].toLowerCase())
  return [
    person.relationships.map((code) => RELATIONSHIPS[code].words).join(', '),
    ...(person.contactHidden
      ? ['Contact details hidden']
      : [person.telephone, person.email].flatMap((value) => value ?? [])),
    told.length === 0 ? 'May be told nothing' : `May be told: ${told.join('; ')}`,
    ...(person.hasNote ? ['There is a note: open to read it'] : []),
  ]
}

const Health = (part: Part) => {
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

const AboutRecord = (part: Part) => {
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

/** Pages of other nouns about this patient. */
const Links = ({ subject, ctx }: { subject: Subject; ctx: Who }) => {
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
