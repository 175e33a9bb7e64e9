import type { FieldErrors, RawForm } from '../../../../core/http/form/raw-form.ts'
import { Details } from '../../../../design-system/components/details.tsx'
import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { CheckboxesField, Form, RadiosField, TextField } from '../../../../design-system/fields.tsx'
import { DOSE_UNITS, type DoseUnit } from '../../therapies/amount.ts'
import { doseText } from '../../therapies/dose-text.ts'
import { savePart } from '../commands/save-part.ts'
import { answersOf, doseOf, LOADING_NUMBERS } from '../dose-answers.ts'
import { prescriptionPaths } from '../paths.ts'
import { writePrescription } from '../policy.ts'
import { findProduct } from '../queries/find-product.ts'
import { doseFields, fromAnswers, toAnswers } from './dose-fields.ts'
import { prescriptionPage } from './prescription-page.tsx'
import { refusalErrors } from './refusal-errors.ts'

const FIELD_OF = {
  amount: 'amount',
  'not-whole': 'amount',
  unit: 'unit',
  'strength-unknown': 'unit',
  frequency: 'every',
  'weekly-only': 'every',
  'day-of-week': 'days',
  'weekly-day': 'days',
  'time-of-day': 'moments',
  'time-twice': 'at',
  'amounts-alike': 'second',
  'most-in-a-day': 'mostInADay',
  'phase-order': 'fromDay',
  'phase-length': 'lastsDays',
  'loading-after-maintenance': 'loading1',
  'loading-again': 'loadAgainReason',
} as const

/** Boxes that most doses leave empty, out of the way until somebody opens them or something is in one. */
const TIMING = ['times', 'days', 'moments', 'at', 'second', 'secondMoments', 'mostInADay', 'lastsDays']
const LOADING = [
  ...LOADING_NUMBERS.flatMap((number) => [`loading${number}`, `loading${number}Day`]),
  'fromDay',
  'loadAgainReason',
]
/** What a box holds that nobody has touched. */
const USUAL: Readonly<Record<string, string>> = { fromDay: '1' }
const isFilled = ({ values, errors }: { values: RawForm; errors: FieldErrors }, names: readonly string[]): boolean =>
  names.some((name) => errors[name] !== undefined || !['', USUAL[name]].includes(String(values[name] ?? '')))

export const dosePage = prescriptionPage({
  path: '/staff/homecare/prescriptions/:prescriptionId/dose',
  policy: writePrescription,
  title: 'Dose',
  backHref: ({ prescription }) => prescriptionPaths.product(prescription.prescriptionId),
  async load(tx, _ctx, { stored }) {
    const id = stored?.draft.ampId ?? stored?.draft.vmpId
    return id === undefined ? undefined : await findProduct(tx, id)
  },
  form: {
    fields: doseFields,
    version: ({ prescription }) => prescription.version,
    initial: ({ stored }) =>
      fromAnswers(stored?.draft.dose && answersOf(stored.draft.dose), stored?.draft.loadAgainReason),
    check: ({ second, secondMoments }) =>
      second === undefined && secondMoments.length > 0 ? { second: 'Enter the second amount' } : {},
    async submit(ctx, { prescription: { prescriptionId }, therapy }, values, { version = 0 }) {
      const dose = doseOf(toAnswers(values), therapy.route)
      const answers = { dose, loadAgainReason: values.loadAgainReason }
      const answer = await savePart(ctx, { prescriptionId, version, part: 'dose', answers })
      return 'refused' in answer
        ? { errors: refusalErrors(answer.refused, FIELD_OF) }
        : { redirect: prescriptionPaths.doseText(prescriptionId) }
    },
  },
  View: ({ form, subject: { therapy, stored, own } }) => {
    const dose = stored?.draft.dose
    const units =
      own === undefined ? (Object.keys(DOSE_UNITS) as DoseUnit[]) : unitsOf(own.unit.doseUnit, own.unit.holds)
    return (
      <>
        <h1 class="nhsuk-heading-l">
          <span class="nhsuk-caption-l">{own?.name ?? therapy.medicine}</span>
          Dose
        </h1>
        {dose !== undefined && answersOf(dose) === undefined && (
          <InsetText>
            <p>The dose until now cannot be changed on this page. Write it again. It was: {doseText(dose)}</p>
          </InsetText>
        )}
        <Form {...form.hidden}>
          <TextField {...form.field('amount')} inputmode="decimal" width={5} />
          <RadiosField
            {...form.field('unit')}
            small
            options={units.map((unit) => ({ value: unit, label: DOSE_UNITS[unit].many }))}
          />
          <TextField {...form.field('every')} inputmode="numeric" width={3} />
          <RadiosField
            {...form.field('period')}
            small
            options={Object.entries(doseFields.period.choices).map(([value, label]) => ({ value, label }))}
          />
          <Details summary="Times, days or an end" open={isFilled(form, TIMING)}>
            <TextField {...form.field('times')} inputmode="numeric" width={2} />
            <CheckboxesField
              {...form.field('days')}
              small
              options={Object.entries(doseFields.days.choices).map(([value, label]) => ({ value, label }))}
            />
            <CheckboxesField
              {...form.field('moments')}
              small
              options={Object.entries(doseFields.moments.choices).map(([value, label]) => ({ value, label }))}
            />
            <TextField {...form.field('at')} width={20} />
            <TextField {...form.field('second')} inputmode="decimal" width={5} />
            <CheckboxesField
              {...form.field('secondMoments')}
              small
              options={Object.entries(doseFields.secondMoments.choices).map(([value, label]) => ({ value, label }))}
            />
            <TextField {...form.field('mostInADay')} inputmode="decimal" width={5} />
            <TextField {...form.field('lastsDays')} inputmode="numeric" width={4} />
          </Details>
          <Details summary="Loading doses" open={isFilled(form, LOADING)}>
            <p>Leave empty if there are none. They are given once and never repeated.</p>
            {LOADING_NUMBERS.map((number) => (
              <>
                <TextField {...form.field(`loading${number}`)} inputmode="decimal" width={5} />
                <TextField {...form.field(`loading${number}Day`)} inputmode="numeric" width={3} />
              </>
            ))}
            <TextField {...form.field('fromDay')} inputmode="numeric" width={3} />
            {therapy.state !== 'planned' && <TextField {...form.field('loadAgainReason')} />}
          </Details>
          <TextField {...form.field('instruction')} />
          <Button>See the dose in words</Button>
        </Form>
      </>
    )
  },
})

const unitsOf = (
  unit: DoseUnit | undefined,
  holds: Readonly<Partial<Record<DoseUnit, number>>>,
): readonly DoseUnit[] => [...(Object.keys(holds) as DoseUnit[]), ...(unit === undefined ? [] : [unit])]
