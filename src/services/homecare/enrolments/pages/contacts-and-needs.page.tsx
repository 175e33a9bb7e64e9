import type { Reader } from '../../../../core/database/transaction.ts'
import { listRelatedPeople, mayTell, patientPaths, type RelatedPerson } from '../../../../core/patients/index.ts'
import { inUse } from '../../../../core/patients/reach.ts'
import { pointWords } from '../../../../core/patients/pages/record-words.ts'
import { needDetails } from '../../../../core/values/accessible-needs.ts'
import { allergyLine } from '../../../../core/values/allergy.ts'
import { languageName } from '../../../../core/values/language.ts'
import { fullName } from '../../../../core/values/person-name.ts'
import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { SummaryList } from '../../../../design-system/components/summary-list.tsx'
import type { Patient } from '../../../../core/patients/patient.ts'
import { registrationPaths } from '../paths.ts'
import { writeRegistration } from '../policy.ts'
import { countContacts } from '../queries/gather-facts.ts'
import { HIDDEN } from './words.tsx'
import { registrationPage } from './registration-page.tsx'

const waysWords = (patient: Patient, today: string): string =>
  patient.contactHidden
    ? HIDDEN
    : inUse(patient.contactPoints, ['phone', 'textphone', 'email'], today).map(pointWords).join('; ') || 'None'

const peopleWords = (people: readonly RelatedPerson[], today: string): string =>
  people
    .filter((person) => mayTell(person, 'deliveries', today))
    .map(({ name }) => fullName(name))
    .join(', ') || 'None'

const needsWords = ({ communication }: Patient): string => {
  const { language, interpreterRequired, accessibleNeeds, needsAskedOn } = communication
  const said = [
    ...(language === undefined || language === 'en' ? [] : [`Speaks ${languageName(language) ?? language}`]),
    ...(interpreterRequired ? ['Needs an interpreter'] : []),
    ...accessibleNeeds.map((need) => needDetails(need).words),
  ]
  return said.join('; ') || (needsAskedOn === undefined ? 'Nobody has asked' : 'None')
}

export const contactsPage = registrationPage({
  path: '/staff/homecare/registrations/:enrolmentId/contacts-and-needs',
  policy: writeRegistration,
  title: 'Contacts, allergies and needs',
  load: async (tx, ctx, { patientId, recordIds }) => ({
    people: await listRelatedPeople(tx as Reader<never>, ctx, recordIds),
    contacts: await countContacts(tx as never, ctx, patientId, recordIds),
  }),
  View: ({ subject: { registration, allergies, own }, ctx }) => {
    const { patient, patientId, enrolmentId } = registration
    const today = ctx.clock.today()
    const change = (href: string, about: string) => [{ text: 'Change', href, visuallyHiddenText: about }]
    return (
      <>
        <h1 class="nhsuk-heading-l">Contacts, allergies and needs</h1>
        <p>
          These are kept in the patient’s record. The company is sent what stands there when pharmacy sends the
          registration.
        </p>
        {own.contacts < 2 && (
          <InsetText>
            <p>
              Enter two people who can be told of deliveries, or two ways to reach the patient.{' '}
              <a href={patientPaths.record(patientId)}>Open the record to add them</a>
            </p>
          </InsetText>
        )}
        {allergies.status === 'not-yet-asked' && (
          <InsetText>
            <p>
              Nobody has asked about allergies. The registration cannot be sent until somebody has.{' '}
              <a href={patientPaths.allergies(patientId)}>Ask and record the answer</a>
            </p>
          </InsetText>
        )}
        <SummaryList
          rows={[
            {
              key: 'Ways to reach the patient',
              value: waysWords(patient, today),
              actions: change(patientPaths.record(patientId), 'ways to reach the patient'),
            },
            {
              key: 'People who can be told of deliveries',
              value: peopleWords(own.people, today),
              actions: change(patientPaths.relatedPerson(patientId, 'new'), 'people who can be told'),
            },
            {
              key: 'Allergies',
              value: allergyLine(allergies),
              actions: change(patientPaths.allergies(patientId), 'allergies'),
            },
            {
              key: 'Language and needs',
              value: needsWords(patient),
              actions: change(patientPaths.communication(patientId), 'language and needs'),
            },
          ]}
        />
        <Button href={registrationPaths.supplies(enrolmentId)}>Continue</Button>
      </>
    )
  },
})
