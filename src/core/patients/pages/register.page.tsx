import { Button } from '../../../design-system/components/button.tsx'
import { DateField, EmailField, Form, RadiosField, TelephoneField, TextField } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import { readInTenant } from '../../database/in-tenant.ts'
import { dateInputs } from '../../http/form/date-field.ts'
import type { ValuesOf } from '../../http/form/field.ts'
import { hiddenField, optional, textField } from '../../http/form/fields.ts'
import { page } from '../../http/page.ts'
import { emailAddressProblem, parseEmailAddress } from '../../values/email-address.ts'
import { nameProblems } from '../../values/person-name.ts'
import { isMobileNumber } from '../../values/telephone-number.ts'
import { isUuid } from '../../values/uuid.ts'
import { registerAfterCheck } from '../commands/register-after-check.ts'
import { patientDetails, type ContactPoint, type NewPatient } from '../patient.ts'
import { patientPaths } from '../paths.ts'
import { registerAtDesk } from '../policy.ts'
import { findDuplicates, type Duplicate } from '../queries/find-duplicates.ts'
import type { PatientTables } from '../tables.ts'
import { AddressBoxes, addressErrors, addressFields, addressOf } from './address-fields.tsx'
import { birthDateField, firstProblem, optionalTelephone, options } from './field-kinds.ts'
import { DuplicatesFound } from './duplicates-found.tsx'
import { nameFrom, namePartFields } from './name.page.tsx'
import { heldFrom, nhsNumberErrors, nhsNumberFields, NhsNumberQuestions } from './nhs-number.page.tsx'
import { genderField } from './personal-details.page.tsx'

const fields = {
  ...nhsNumberFields,
  ...namePartFields,
  birthDate: birthDateField,
  gender: genderField,
  ...addressFields,
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
  /** The people who were shown as probably the same, and why they are not. */
  seen: hiddenField(),
  notTheSame: optional(textField({ label: 'Why none of them is this person', maxLength: 200 })),
  again: hiddenField(),
}
type Values = ValuesOf<typeof fields>

export const registerPage = page({
  path: patientPaths.register(),
  audience: 'staff',
  policy: registerAtDesk,
  purpose: 'direct-care',
  load: () => Promise.resolve(undefined),
  shows: () => [],
  form: {
    fields,
    check(values) {
      const name = nameFrom(values, 'usual')
      const family = firstProblem(nameProblems(name), 'family')
      const { start: _start, end: _end, ...address } = addressErrors(addressOf(values, 'home'))
      return { ...nhsNumberErrors(values), ...address, ...(family === undefined ? {} : { family }) }
    },
    async submit(ctx, _subject, values) {
      if (values.again === 'yes') return { errors: { form: 'Check what you entered, then continue' } }
      const patient = patientFrom(values, ctx.clock.today())
      const seen = values.seen.split(',').filter(isUuid)
      const { notTheSame: reason } = values
      const notTheSame = reason === undefined || seen.length === 0 ? undefined : { patientIds: seen, reason }
      const answer = await registerAfterCheck(ctx, { patient, notTheSame })
      if (!('refused' in answer)) return { redirect: patientPaths.record(answer.patientId, 'registered') }
      const duplicates = await readInTenant<PatientTables, Duplicate[]>(ctx, (tx) =>
        findDuplicates(tx, ctx, patientDetails(patient)),
      )
      return {
        show: (chrome) => (
          <DuplicatesFound
            chrome={chrome}
            now={ctx.clock.now()}
            duplicates={duplicates}
            mayGoOn={answer.refused === 'probable-duplicates'}
            typed={typedAgain(values)}
            reasonMissing={seen.length > 0 && reason === undefined}
          />
        ),
      }
    },
  },
  View: ({ form, chrome }) => (
    <Layout {...chrome} title="Register a new patient" backHref={patientPaths.search()}>
      <h1 class="nhsuk-heading-l">Register a new patient</h1>
      <p>Search first: the person may already have a record here. You can add more after registering.</p>
      <Form {...form.hidden}>
        <NhsNumberQuestions field={form.field} />
        <TextField {...form.field('prefix')} width={10} spellcheck={false} autocomplete="off" />
        <TextField {...form.field('given')} spellcheck={false} autocomplete="off" />
        <TextField {...form.field('family')} spellcheck={false} autocomplete="off" />
        <DateField {...form.field('birthDate')} />
        <RadiosField {...form.field('gender')} options={options(genderField.choices)} inline />
        <h2 class="nhsuk-heading-m">Home address</h2>
        <AddressBoxes form={form} />
        <h2 class="nhsuk-heading-m">Contact details</h2>
        <TelephoneField {...form.field('telephone')} />
        <EmailField {...form.field('email')} />
        <Button>Continue</Button>
      </Form>
    </Layout>
  ),
})

/** What was typed, as a record. Whoever is at the desk said it today. */
function patientFrom(values: Values, today: string): NewPatient {
  const { telephone, email, birthDate, gender } = values
  const address = addressOf(values, 'home')
  const said = { source: 'patient', confirmedOn: today } as const
  const contactPoints: ContactPoint[] = [
    ...(telephone === undefined
      ? []
      : [{ system: 'phone', use: isMobileNumber(telephone) ? 'mobile' : 'home', value: telephone, ...said } as const]),
    ...(email === undefined ? [] : [{ system: 'email', use: 'home', value: email, ...said } as const]),
  ]
  return {
    nhsNumber: heldFrom(values),
    names: [nameFrom(values, 'usual')],
    birthDate,
    gender,
    addresses: address ? [address] : [],
    contactPoints,
  }
}

/** Every answer under the names of its inputs, to be carried through the question about duplicates. */
function typedAgain({
  birthDate,
  seen: _seen,
  notTheSame: _reason,
  again: _again,
  ...values
}: Values): Record<string, string> {
  const given = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
  return { ...Object.fromEntries(given), ...dateInputs('birthDate', birthDate) }
}
