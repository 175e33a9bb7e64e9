import { SummaryList, type SummaryRow } from '../../../design-system/components/summary-list.tsx'
import { Tag } from '../../../design-system/components/tag.tsx'
import { fullName } from '../../values/person-name.ts'
import { formatTelephoneNumber } from '../../values/telephone-number.ts'
import { isStale, stalenessText } from '../../values/staleness.ts'
import { patientPaths } from '../paths.ts'
import * as policy from '../policy.ts'
import { howToReach } from '../reach.ts'
import { MAY_BE_TOLD, RELATIONSHIPS, type RelatedPerson } from '../related-person.ts'
import { Lines, link, type Part } from './record-part.tsx'
import { addressWords, communicationWords, periodWords, pointSource, pointWords } from './record-words.ts'

/** Where they live and how to reach them. */
export const ContactDetails = (part: Part) => {
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

/** How they are written and spoken to, and what follows from it. */
export const Communication = (part: Part) => {
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

/** Who matters to them, and what each may be told. */
export const RelatedPeople = (part: Part) => {
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
      : [person.telephone && formatTelephoneNumber(person.telephone), person.email].flatMap((value) => value ?? [])),
    told.length === 0 ? 'May be told nothing' : `May be told: ${told.join('; ')}`,
    ...(person.hasNote ? ['There is a note: open to read it'] : []),
  ]
}
