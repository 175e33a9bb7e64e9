import {
  EmailField,
  NumberField,
  RadiosField,
  SelectField,
  TelephoneField,
  TextAreaField,
  TextField,
} from '../../../../design-system/fields.tsx'
import type { Recipient } from '../../../../core/disclosures/index.ts'
import type { FormView } from '../../../../core/http/form/form-view.ts'
import { choiceField, optional, textField, wholeNumberField } from '../../../../core/http/form/fields.ts'
import type { ValuesOf } from '../../../../core/http/form/field.ts'
import type { RawForm } from '../../../../core/http/form/raw-form.ts'
import { NATIONS } from '../../../../core/values/bank-holidays.ts'
import { emailAddressProblem, parseEmailAddress } from '../../../../core/values/email-address.ts'
import { odsCodeProblem, parseOdsCode } from '../../../../core/values/ods-code.ts'
import { telephoneProblem } from '../../../../core/values/telephone-number.ts'
import type { CompanyRefusal } from '../commands.ts'
import type { Company, CompanyDetails } from '../company.ts'

const understood =
  (problemOf: (text: string) => string | undefined, parse: (text: string) => string | undefined) => (text: string) => {
    const problem = problemOf(text)
    return problem === undefined ? { value: parse(text) ?? text } : { problem }
  }

export const companyFields = {
  name: textField({ label: 'Name of the company', missing: 'Enter the name of the company' }),
  recipient: optional(textField({ label: 'Its organisation in Troth', maxLength: 36 })),
  odsCode: optional(textField({ label: 'ODS code (optional)', understand: understood(odsCodeProblem, parseOdsCode) })),
  telephone: optional(
    textField({ label: 'Telephone number (optional)', understand: understood(telephoneProblem, (text) => text) }),
  ),
  email: optional(
    textField({
      label: 'E-mail address (optional)',
      understand: understood((text) => emailAddressProblem(text, 'E-mail address'), parseEmailAddress),
    }),
  ),
  address: optional(textField({ label: 'Postal address (optional)', hint: 'One line each', maxLength: 500 })),
  nation: choiceField({ label: 'Whose bank holidays it keeps', choices: NATIONS }),
  answerDays: wholeNumberField({
    label: 'Working days within which it answers',
    hint: 'After that, someone here is told that it has not',
    least: 1,
    most: 20,
  }),
}
export type CompanyFields = typeof companyFields

export const COMPANY_REFUSALS: Record<CompanyRefusal, string> = {
  'not-a-recipient': 'Enter this organisation on the register of who you may send to first',
  'organisation-taken': 'Another company in the list is this organisation',
  'has-patients': 'Patients are registered with this company: move them or close their registrations first',
}

export const detailsOf = (values: ValuesOf<CompanyFields>): CompanyDetails => ({
  name: values.name,
  recipientId: values.recipient,
  odsCode: values.odsCode,
  telephone: values.telephone,
  email: values.email,
  addressLines: (values.address ?? '').split(/\r?\n/).flatMap((line) => line.trim() || []),
  nation: values.nation,
  answerDays: values.answerDays,
})

export const rawOf = (company: Company): RawForm => ({
  name: company.name,
  recipient: company.recipientId,
  odsCode: company.odsCode,
  telephone: company.telephone,
  email: company.email,
  address: company.addressLines.join('\n'),
  nation: company.nation,
  answerDays: String(company.answerDays),
})

/** The fields in their order. `recipients` are the organisations that stand on the register. */
export const CompanyInputs = ({
  form,
  recipients,
}: {
  form: FormView<CompanyFields>
  recipients: readonly Recipient[]
}) => (
  <>
    <TextField {...form.field('name')} />
    <SelectField
      {...form.field('recipient')}
      hint="What you send goes there by itself. Leave empty for a company that does not use Troth"
      placeholder="It does not use Troth"
      options={recipients
        .filter(({ endedAt }) => endedAt === null)
        .map(({ recipientId, name }) => ({ value: recipientId, label: name }))}
    />
    <TextField {...form.field('odsCode')} width={10} spellcheck={false} />
    <TelephoneField {...form.field('telephone')} />
    <EmailField {...form.field('email')} />
    <TextAreaField {...form.field('address')} rows={4} />
    <RadiosField
      {...form.field('nation')}
      options={Object.entries(NATIONS).map(([value, label]) => ({ value, label }))}
    />
    <NumberField {...form.field('answerDays')} width={3} />
  </>
)
