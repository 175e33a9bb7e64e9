import { Button } from '../../../design-system/components/button.tsx'
import { DateField, Form, RadiosField, TextField } from '../../../design-system/fields.tsx'
import { dateInputs } from '../../http/form/date-field.ts'
import { choiceField, optional, textField } from '../../http/form/fields.ts'
import { ADMINISTRATIVE_GENDERS, GENDER_IDENTITIES, SAME_AS_AT_BIRTH } from '../../values/gender.ts'
import { odsCodeProblem, parseOdsCode } from '../../values/ods-code.ts'
import { BIRTH_SEXES } from '../../values/sex.ts'
import { changeDemographics } from '../commands/change-details.ts'
import { patientPaths } from '../paths.ts'
import { editPatient } from '../policy.ts'
import { birthDateField, options } from './field-kinds.ts'
import { patientPage } from './patient-page.tsx'

/** The words of a code list, by code. */
const wordsOf = <Code extends string>(
  list: Readonly<Record<Code, { readonly words?: string; readonly display: string }>>,
): Record<Code, string> =>
  Object.fromEntries(
    Object.entries<{ readonly words?: string; readonly display: string }>(list).map(([code, { words, display }]) => [
      code,
      words ?? display,
    ]),
  ) as Record<Code, string>

export const genderField = choiceField({
  label: 'Gender',
  hint: 'As the record is filed under',
  choices: ADMINISTRATIVE_GENDERS,
  missing: 'Select a gender',
})

const fields = {
  birthDate: birthDateField,
  gender: genderField,
  birthSex: optional(
    choiceField({ label: 'Sex at birth', hint: 'Some tests and doses depend on it', choices: wordsOf(BIRTH_SEXES) }),
  ),
  genderIdentity: optional(
    choiceField({ label: 'Gender identity', hint: 'As the person says', choices: wordsOf(GENDER_IDENTITIES) }),
  ),
  sameAsAtBirth: optional(
    choiceField({
      label: 'Is their gender the same as the sex they were registered with at birth?',
      choices: wordsOf(SAME_AS_AT_BIRTH),
    }),
  ),
  generalPractice: optional(
    textField<string>({
      label: 'GP practice code (optional)',
      hint: 'ODS code, like A81001',
      understand(text) {
        const problem = odsCodeProblem(text, 'GP practice code')
        return problem === undefined ? { value: parseOdsCode(text) ?? '' } : { problem }
      },
    }),
  ),
}

export const personalDetailsPage = patientPage({
  path: '/staff/patients/:patientId/personal-details',
  policy: editPatient,
  title: 'Personal details',
  form: {
    fields,
    version: ({ patient }) => patient.version,
    initial: ({ patient }) => ({
      ...dateInputs('birthDate', patient.birthDate),
      gender: patient.gender,
      birthSex: patient.birthSex,
      genderIdentity: patient.genderIdentity,
      sameAsAtBirth: patient.sameAsAtBirth,
      generalPractice: patient.generalPractice,
    }),
    async submit(ctx, { patientId }, values, { version = 0 }) {
      await changeDemographics(ctx, { patientId, version, ...values })
      return { redirect: patientPaths.record(patientId, 'saved') }
    },
  },
  View: ({ form, subject: { patient } }) => (
    <>
      <h1 class="nhsuk-heading-l">Personal details</h1>
      <Form {...form.hidden}>
        <DateField {...form.field('birthDate')} />
        <RadiosField {...form.field('gender')} options={options(fields.gender.choices)} />
        <RadiosField {...form.field('birthSex')} options={options(wordsOf(BIRTH_SEXES))} />
        <RadiosField {...form.field('genderIdentity')} options={options(wordsOf(GENDER_IDENTITIES))} />
        <RadiosField {...form.field('sameAsAtBirth')} options={options(wordsOf(SAME_AS_AT_BIRTH))} />
        {!patient.contactHidden && <TextField {...form.field('generalPractice')} width={10} spellcheck={false} />}
        <Button>Save</Button>
      </Form>
    </>
  ),
})
