import { Button } from '../../../design-system/components/button.tsx'
import { Form, RadiosField, SelectField, TextField } from '../../../design-system/fields.tsx'
import type { ValuesOf } from '../../http/form/field.ts'
import type { BoundField } from '../../http/form/form-view.ts'
import { choiceField, optional, textField } from '../../http/form/fields.ts'
import {
  NHS_NUMBER_ABSENCES,
  NHS_NUMBER_STATUSES,
  statusFits,
  type NhsNumberAbsence,
} from '../../values/nhs-number-status.ts'
import { formatNhsNumber, nhsNumberProblem, parseNhsNumber } from '../../values/nhs-number.ts'
import { changeNhsNumber } from '../commands/change-details.ts'
import { hasNhsNumber, type NhsNumberHeld } from '../patient.ts'
import { patientPaths } from '../paths.ts'
import { editPatient } from '../policy.ts'
import { options } from './field-kinds.ts'
import { patientPage } from './patient-page.tsx'

const STATUSES = Object.fromEntries(
  Object.entries(NHS_NUMBER_STATUSES).filter(([code]) => statusFits(code as keyof typeof NHS_NUMBER_STATUSES, true)),
) as Record<'01' | '02' | '04' | '05' | '06', string>
const ABSENCES = Object.fromEntries(
  Object.entries(NHS_NUMBER_ABSENCES).map(([code, { words }]) => [code, words]),
) as Record<NhsNumberAbsence, string>

/** The questions about an NHS number, the same at registration and later. */
export const nhsNumberFields = {
  hasNumber: choiceField({
    label: 'Do you know their NHS number?',
    choices: { yes: 'Yes', no: 'No' },
    missing: 'Select yes if you know their NHS number',
  }),
  nhsNumber: optional(textField({ label: 'NHS number', hint: '10 numbers, like 999 123 4012', maxLength: 40 })),
  status: optional(choiceField({ label: 'Has the number been checked with the NHS Spine?', choices: STATUSES })),
  absence: optional(choiceField({ label: 'Why is there no NHS number?', choices: ABSENCES })),
}
type Values = ValuesOf<typeof nhsNumberFields>

/** What no single field can tell about an NHS number. */
export function nhsNumberErrors({ hasNumber, nhsNumber, absence }: Values): {
  readonly nhsNumber?: string
  readonly absence?: string
} {
  if (hasNumber === 'no') return absence === undefined ? { absence: 'Select why there is no NHS number' } : {}
  const problem = nhsNumberProblem(nhsNumber ?? '')
  return problem === undefined ? {} : { nhsNumber: problem }
}

/** The answer; call it only when `nhsNumberErrors` found nothing. */
export const heldFrom = ({ hasNumber, nhsNumber, status, absence }: Values): NhsNumberHeld =>
  hasNumber === 'yes'
    ? { number: parseNhsNumber(nhsNumber ?? '') ?? '', status: status ?? '02' }
    : { absence: absence ?? 'not-known' }

/** The questions on a page. */
export const NhsNumberQuestions = ({ field }: { field: (name: keyof typeof nhsNumberFields) => BoundField }) => (
  <RadiosField
    {...field('hasNumber')}
    options={[
      {
        value: 'yes',
        label: 'Yes',
        conditional: (
          <>
            <TextField {...field('nhsNumber')} inputmode="numeric" width={20} spellcheck={false} />
            <SelectField {...field('status')} options={options(STATUSES)} placeholder="Not checked" />
          </>
        ),
      },
      {
        value: 'no',
        label: 'No',
        conditional: <RadiosField {...field('absence')} options={options(ABSENCES)} small />,
      },
    ]}
  />
)

export const nhsNumberPage = patientPage({
  path: '/staff/patients/:patientId/nhs-number',
  policy: editPatient,
  title: 'NHS number',
  form: {
    fields: nhsNumberFields,
    version: ({ patient }) => patient.version,
    initial: ({ patient: { nhsNumber } }) =>
      hasNhsNumber(nhsNumber)
        ? { hasNumber: 'yes', nhsNumber: formatNhsNumber(nhsNumber.number), status: nhsNumber.status }
        : { hasNumber: 'no', absence: nhsNumber.absence },
    check: nhsNumberErrors,
    async submit(ctx, { patientId }, values, { version = 0 }) {
      const answer = await changeNhsNumber(ctx, { patientId, version, nhsNumber: heldFrom(values) })
      return 'refused' in answer
        ? {
            errors: {
              nhsNumber: 'Another record has this NHS number. Check both records: they may be the same person',
            },
          }
        : { redirect: patientPaths.record(patientId, 'saved') }
    },
  },
  View: ({ form }) => (
    <>
      <h1 class="nhsuk-heading-l">NHS number</h1>
      <Form {...form.hidden}>
        <NhsNumberQuestions field={form.field} />
        <Button>Save</Button>
      </Form>
    </>
  ),
})
