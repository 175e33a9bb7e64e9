import {
  CheckboxesField,
  NumberField,
  RadiosField,
  SelectField,
  TextAreaField,
  TextField,
} from '../../../../design-system/fields.tsx'
import type { Brand } from '../../../../core/medicines/index.ts'
import type { Field, ValuesOf } from '../../../../core/http/form/field.ts'
import { choiceField, optional, textField, tickField, wholeNumberField } from '../../../../core/http/form/fields.ts'
import type { FormView } from '../../../../core/http/form/form-view.ts'
import { type RawForm, textsOf } from '../../../../core/http/form/raw-form.ts'
import { NATIONS } from '../../../../core/values/bank-holidays.ts'
import type { Company } from '../../companies/index.ts'
import { USUAL_SUPPLY_TIMES } from '../../supply-cover/deadlines.ts'
import { DOSE_UNITS, type DoseUnit } from '../../therapies/amount.ts'
import type { SchemeContent } from '../scheme.ts'
import { signFirstCaution } from '../sign-first.ts'
import type { ProposeRefusal } from '../commands/propose.ts'
import { schemeProblems, type SchemeField } from '../scheme-problems.ts'

const UNITS = Object.fromEntries(Object.entries(DOSE_UNITS).map(([unit, { many }]) => [unit, many])) as Record<
  DoseUnit,
  string
>
const idsField = (label: string): Field<readonly string[]> => ({
  label,
  inputs: (name) => [name],
  parse: (raw, name) => ({ value: textsOf(raw, name).filter((text) => text !== '') }),
})
const amountField = (label: string) =>
  optional(
    textField<number>({
      label,
      maxLength: 12,
      understand: (text) =>
        /^\d{1,8}(\.\d{1,3})?$/.test(text.replaceAll(',', ''))
          ? { value: Number(text.replaceAll(',', '')) }
          : { problem: `${label} must be a number like 40 or 0.5` },
    }),
  )
const daysField = (label: string, hint: string, most = 730) => wholeNumberField({ label, hint, least: 0, most })

export const schemeFields = {
  isBiologic: choiceField({
    label: 'Is it a biologic medicine?',
    choices: { yes: 'Yes: prescribed by brand and never substituted', no: 'No' },
    missing: 'Select whether it is a biologic medicine',
  }),
  brands: idsField('Brands that may be prescribed'),
  companies: idsField('Homecare companies that may supply it'),
  unit: choiceField({ label: 'Unit of the dose limits', choices: { none: 'No limits are set', ...UNITS } }),
  least: amountField('Smallest usual dose'),
  most: amountField('Largest usual dose'),
  mostLoading: amountField('Largest loading dose'),
  shortestDays: optional(wholeNumberField({ label: 'Fewest days between usual doses', least: 1, most: 366 })),
  bufferDays: daysField('Days of stock kept in reserve at home', 'Two weeks is usual', 60),
  companyLead: daysField('Working days the company needs', 'From a prescription to the delivery', 30),
  pharmacyLead: daysField('Working days pharmacy needs', 'To screen it and to order', 30),
  clinicLead: daysField('Working days the clinic needs', 'To decide and to write a prescription', 30),
  nation: choiceField({ label: 'Whose bank holidays your organisation keeps', choices: NATIONS }),
  mostPauseDays: daysField('Days after which a paused treatment is looked at again before it restarts', 'Like 84'),
  mostCoverDays: daysField('Most days of stock at home', 'A delivery that goes beyond is stopped', 400),
  monitoring: textField({
    label: 'Monitoring that is expected',
    hint: 'Blood tests and how often, or “None”. Troth shows this and does not check it',
    missing: 'Enter the monitoring that is expected, or “None”',
    maxLength: 1000,
  }),
  mayCheckerScreen: tickField({ label: 'A technician or nurse may screen an unchanged repeat' }),
  maySignFirst: tickField({ label: 'A prescriber may sign before clinical screening' }),
}
export type SchemeFields = typeof schemeFields

export const PROPOSE_REFUSALS: Record<ProposeRefusal, string> = {
  'not-a-substance': 'Choose a substance that is in the dictionary of medicines',
  'brand-not-of-substance': 'A brand that you selected is not in the dictionary any more, or is of another medicine',
  'waiting-already': 'A version of this scheme waits for approval: decide on that one first',
  closed: 'This scheme is closed',
}

export function contentOf(values: ValuesOf<SchemeFields>, companies: readonly Company[]): SchemeContent {
  const company = companies.find(({ companyId }) => values.companies.includes(companyId))
  return {
    isBiologic: values.isBiologic === 'yes',
    brands: values.brands,
    companies: values.companies,
    limits:
      values.unit === 'none'
        ? undefined
        : {
            unit: values.unit,
            least: values.least ?? 0,
            most: values.most ?? 0,
            mostLoading: values.mostLoading ?? values.most ?? 0,
            shortestDays: values.shortestDays ?? 0,
          },
    times: {
      bufferDays: values.bufferDays,
      companyLead: values.companyLead,
      pharmacyLead: values.pharmacyLead,
      clinicLead: values.clinicLead,
      nation: values.nation,
      companyNation: company?.nation ?? values.nation,
    },
    mayCheckerScreen: values.mayCheckerScreen,
    maySignFirst: values.maySignFirst,
    mostPauseDays: values.mostPauseDays,
    mostCoverDays: values.mostCoverDays,
    monitoring: values.monitoring,
  }
}

/** What is wrong in the form as a whole, on the field where it is put right. */
export const problemsOf = (
  values: ValuesOf<SchemeFields>,
  companies: readonly Company[],
): Partial<Record<SchemeField, string>> => schemeProblems(contentOf(values, companies))

const USUAL = USUAL_SUPPLY_TIMES.value

/** What the inputs hold: a version, or what is usual. */
export const rawOf = (content: SchemeContent | undefined): RawForm =>
  content === undefined
    ? {
        unit: 'milligram',
        bufferDays: String(USUAL.bufferDays),
        companyLead: String(USUAL.companyLead),
        pharmacyLead: String(USUAL.pharmacyLead),
        clinicLead: String(USUAL.clinicLead),
        nation: USUAL.nation,
        mostPauseDays: '84',
        mostCoverDays: '112',
      }
    : {
        isBiologic: content.isBiologic ? 'yes' : 'no',
        brands: content.brands,
        companies: content.companies,
        unit: content.limits?.unit ?? 'none',
        least: text(content.limits?.least),
        most: text(content.limits?.most),
        mostLoading: text(content.limits?.mostLoading),
        shortestDays: text(content.limits?.shortestDays),
        bufferDays: String(content.times.bufferDays),
        companyLead: String(content.times.companyLead),
        pharmacyLead: String(content.times.pharmacyLead),
        clinicLead: String(content.times.clinicLead),
        nation: content.times.nation,
        mostPauseDays: String(content.mostPauseDays),
        mostCoverDays: String(content.mostCoverDays),
        monitoring: content.monitoring,
        mayCheckerScreen: content.mayCheckerScreen ? 'yes' : '',
        maySignFirst: content.maySignFirst ? 'yes' : '',
      }

const text = (value: number | undefined): string => (value === undefined ? '' : String(value))
const asOptions = (choices: Readonly<Record<string, string>>) =>
  Object.entries(choices).map(([value, label]) => ({ value, label }))

export const SchemeInputs = ({
  form,
  brands,
  companies,
}: {
  form: FormView<SchemeFields>
  brands: readonly Brand[]
  companies: readonly Company[]
}) => (
  <>
    <RadiosField {...form.field('isBiologic')} options={asOptions(schemeFields.isBiologic.choices)} />
    <CheckboxesField
      {...form.field('brands')}
      hint={brands.length === 0 ? 'The dictionary has no brand of this medicine' : undefined}
      options={brands.map(({ brandId, description }) => ({ value: brandId, label: description }))}
      small
    />
    <CheckboxesField
      {...form.field('companies')}
      options={companies.map(({ companyId, name }) => ({ value: companyId, label: name }))}
      small
    />
    <h2 class="nhsuk-heading-m">Dose limits</h2>
    <p>Outside these, whoever screens the prescription must give a reason.</p>
    <SelectField {...form.field('unit')} options={asOptions(schemeFields.unit.choices)} />
    <TextField {...form.field('least')} width={5} inputmode="decimal" />
    <TextField {...form.field('most')} width={5} inputmode="decimal" />
    <TextField {...form.field('mostLoading')} width={5} inputmode="decimal" />
    <NumberField {...form.field('shortestDays')} width={4} />
    <h2 class="nhsuk-heading-m">Times</h2>
    <NumberField {...form.field('bufferDays')} width={4} />
    <NumberField {...form.field('companyLead')} width={4} />
    <NumberField {...form.field('pharmacyLead')} width={4} />
    <NumberField {...form.field('clinicLead')} width={4} />
    <RadiosField {...form.field('nation')} options={asOptions(NATIONS)} />
    <NumberField {...form.field('mostPauseDays')} width={4} />
    <NumberField {...form.field('mostCoverDays')} width={4} />
    <h2 class="nhsuk-heading-m">Checks</h2>
    <TextAreaField {...form.field('monitoring')} rows={4} />
    <CheckboxesField
      {...form.field('mayCheckerScreen')}
      label="Who may screen"
      options={[{ value: 'yes', label: schemeFields.mayCheckerScreen.label }]}
    />
    <CheckboxesField
      {...form.field('maySignFirst')}
      label="Order of work"
      hint={`A pharmacist screens it afterwards, and nothing is sent before. ${signFirstCaution ?? ''}`.trim()}
      options={[{ value: 'yes', label: schemeFields.maySignFirst.label }]}
    />
  </>
)
