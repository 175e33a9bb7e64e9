import { Button } from '../../../design-system/components/button.tsx'
import { CheckboxesField, Form, SelectField, TextAreaField, TextField } from '../../../design-system/fields.tsx'
import type { Reader } from '../../database/transaction.ts'
import type { EncryptionTables } from '../../encryption/tables.ts'
import { NotFoundError } from '../../errors.ts'
import type { ValuesOf } from '../../http/form/field.ts'
import { choicesField, optional, textField, tickField } from '../../http/form/fields.ts'
import { emailAddressProblem, parseEmailAddress } from '../../values/email-address.ts'
import { formatTelephoneNumber } from '../../values/telephone-number.ts'
import { addRelatedPerson, changeRelatedPerson, removeRelatedPerson } from '../commands/change-related-people.ts'
import { patientPaths } from '../paths.ts'
import { changeRelatedPeople } from '../policy.ts'
import { listRecordIds } from '../queries.ts'
import { findRelatedPersonNote, getRelatedPerson } from '../queries/patient-parts.ts'
import {
  MAY_BE_TOLD,
  RELATIONSHIPS,
  relatedPersonProblems,
  type RelatedPersonDetails,
  type Relationship,
} from '../related-person.ts'
import type { PatientTables } from '../tables.ts'
import { AddressBoxes, addressErrors, addressFields, addressInputs, addressOf } from './address-fields.tsx'
import {
  firstProblem,
  languageField,
  languageOptions,
  optionalTelephone,
  options,
  sealedTextField,
} from './field-kinds.ts'
import { nameFrom, namePartFields, RemoveBox } from './name.page.tsx'
import { patientPage } from './patient-page.tsx'

const WHO = Object.fromEntries(Object.entries(RELATIONSHIPS).map(([code, { words }]) => [code, words])) as Record<
  Relationship,
  string
>

const fields = {
  ...namePartFields,
  relationships: choicesField({
    label: 'Who they are to the patient',
    choices: WHO,
    least: 1,
    missing: 'Select who they are to the patient',
  }),
  telephone: optionalTelephone('Telephone number (optional)'),
  email: optional(
    textField<string>({
      label: 'Email address (optional)',
      maxLength: 320,
      understand(text) {
        const problem = emailAddressProblem(text)
        return problem === undefined ? { value: parseEmailAddress(text) ?? '' } : { problem }
      },
    }),
  ),
  ...addressFields,
  language: languageField,
  interpreter: tickField({ label: 'They need an interpreter' }),
  mayBeTold: choicesField({
    label: 'What the patient agreed they may be told',
    hint: 'Leave all empty if nothing was agreed',
    choices: MAY_BE_TOLD,
  }),
  note: sealedTextField('Note (optional)', 'What may be said, in the words agreed with the patient', 500),
  remove: tickField({ label: 'Remove this person from the record' }),
}

export const relatedPersonPage = patientPage({
  path: '/staff/patients/:patientId/related-people/:relatedPerson',
  policy: changeRelatedPeople,
  async load(tx: Reader<PatientTables & EncryptionTables>, ctx, patient, { path }) {
    if (path.relatedPerson === 'new') return undefined
    const person = await getRelatedPerson(tx, ctx, path.relatedPerson)
    const recordIds = await listRecordIds(tx, ctx, patient.patientId)
    if (!recordIds.includes(person.patientId)) throw new NotFoundError('Related person')
    return { person, note: person.hasNote ? await findRelatedPersonNote(tx, ctx, person.relatedPersonId) : undefined }
  },
  title: ({ own }) => (own ? 'Change a related person' : 'Add a related person'),
  form: {
    fields,
    version: ({ own }) => own?.person.version ?? 0,
    initial({ own }) {
      if (!own) return {}
      const { person, note } = own
      return {
        prefix: person.name.prefix.join(' '),
        given: person.name.given.join(' '),
        family: person.name.family,
        relationships: person.relationships,
        telephone: person.telephone && formatTelephoneNumber(person.telephone),
        email: person.email,
        ...addressInputs(person.address),
        language: person.language,
        interpreter: person.interpreterRequired ? 'yes' : '',
        mayBeTold: person.mayBeTold,
        note,
      }
    },
    check(values) {
      if (values.remove) return {}
      const family = firstProblem(relatedPersonProblems(detailsFrom(values)), 'family')
      const { start: _start, end: _end, ...errors } = addressErrors(addressOf(values, 'home'))
      return { ...errors, ...(family === undefined ? {} : { family }) }
    },
    async submit(ctx, { patientId, own }, values, { version = 0 }) {
      if (own && values.remove) {
        await removeRelatedPerson(ctx, { relatedPersonId: own.person.relatedPersonId, version })
        return { redirect: patientPaths.record(patientId, 'removed') }
      }
      const person = detailsFrom(values)
      const { note = '' } = values
      if (own) {
        const { start, end, relatedPersonId } = own.person
        await changeRelatedPerson(ctx, { relatedPersonId, version, person: { ...person, start, end }, note })
      } else await addRelatedPerson(ctx, { patientId, person, note })
      return { redirect: patientPaths.record(patientId, 'saved') }
    },
  },
  View: ({ subject: { own }, form }) => (
    <>
      <h1 class="nhsuk-heading-l">{own ? 'Change a related person' : 'Add a related person'}</h1>
      <Form {...form.hidden}>
        <TextField {...form.field('prefix')} width={10} />
        <TextField {...form.field('given')} spellcheck={false} />
        <TextField {...form.field('family')} spellcheck={false} />
        <CheckboxesField {...form.field('relationships')} options={options(WHO)} small />
        <TextField {...form.field('telephone')} inputmode="tel" width={20} autocomplete="off" />
        <TextField {...form.field('email')} inputmode="email" autocomplete="off" spellcheck={false} />
        <h2 class="nhsuk-heading-m">Address (optional)</h2>
        <AddressBoxes form={form} />
        <SelectField
          {...form.field('language')}
          options={languageOptions(own?.person.language)}
          placeholder="Not known"
        />
        <RemoveBox {...form.field('interpreter')} />
        <CheckboxesField {...form.field('mayBeTold')} options={options(MAY_BE_TOLD)} />
        <TextAreaField {...form.field('note')} maxlength={500} rows={4} />
        {own && <RemoveBox {...form.field('remove')} />}
        <Button>Save</Button>
      </Form>
    </>
  ),
})

const detailsFrom = (values: ValuesOf<typeof fields>): RelatedPersonDetails => ({
  name: nameFrom(values, 'usual'),
  relationships: values.relationships,
  telephone: values.telephone,
  email: values.email,
  address: addressOf(values, 'home'),
  language: values.language,
  interpreterRequired: values.interpreter,
  mayBeTold: values.mayBeTold,
  start: undefined,
  end: undefined,
})
