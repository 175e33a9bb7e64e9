import { SummaryList } from '../../../design-system/components/summary-list.tsx'
import { ADMINISTRATIVE_GENDERS, GENDER_IDENTITIES } from '../../values/gender.ts'
import { BIRTH_SEXES } from '../../values/sex.ts'
import { patientPaths } from '../paths.ts'
import * as policy from '../policy.ts'
import { Lines, link, type Part } from './record-part.tsx'
import { birthWords, deathWords, nameWords, nhsNumberWords, NOT_KNOWN, periodWords } from './record-words.ts'

/** Number, names, birth, sex, gender, death. */
export const Identity = (part: Part) => {
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
        patient.contactHidden
          ? { key: 'GP practice', value: 'Hidden, because this is a sensitive record' }
          : {
              key: 'GP practice',
              value: patient.generalPractice ?? NOT_KNOWN,
              actions: edit(details, 'GP practice'),
            },
        { key: 'Death', value: deathWords(patient.death), actions: edit(patientPaths.death(patientId), 'death') },
        ...patient.identifiers.map(({ system, value }) => ({ key: 'Other number', value: `${value} (${system})` })),
      ]}
    />
  )
}
