import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { Form, RadiosField, SelectField, TextField } from '../../../../design-system/fields.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { choiceField, optional, textField } from '../../../../core/http/form/fields.ts'
import type { IdentityTables } from '../../../../core/identity/accounts/tables.ts'
import { patientPage, type PatientTables } from '../../../../core/patients/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { NotAllowedError } from '../../../../core/errors.ts'
import { isUuid } from '../../../../core/values/uuid.ts'
import { ENROLMENT_STATES, mayPrescribe } from '../../enrolments/enrolment.ts'
import type { HomecareTables } from '../../tables.ts'
import { DOSE_ROUTES } from '../../therapies/dose.ts'
import { getPerson } from '../../therapies/queries/homecare-subject.ts'
import { beginPrescription } from '../commands/begin-prescription.ts'
import { prescriptionPaths } from '../paths.ts'
import { beginPrescriptionFor, mayPrescribeMedicines, writePrescription } from '../policy.ts'
import { listPrescribers } from '../queries/prescribers.ts'
import { listRegistrations } from '../queries/registrations.ts'
import { refusalErrors } from './refusal-errors.ts'

const idField = (label: string, missing: string) =>
  textField<string>({ label, missing, understand: (text) => (isUuid(text) ? { value: text } : { problem: missing }) })
const fields = {
  registration: idField('Which homecare registration?', 'Select a homecare registration'),
  route: choiceField({ label: 'How it is given', choices: DOSE_ROUTES, missing: 'Select how it is given' }),
  indication: optional(textField({ label: 'What it is for (optional)', maxLength: 200 })),
  prescriber: optional(idField('Who will prescribe this?', 'Choose who will prescribe this')),
  twoBiologicsReason: optional(
    textField({
      label: 'Reason for two biologic medicines',
      hint: 'Only if the patient already has another one',
      maxLength: 500,
    }),
  ),
}

export const beginPage = patientPage({
  path: '/staff/patients/:patientId/homecare/prescribe',
  policy: beginPrescriptionFor,
  title: 'New prescription',
  backHref: (patientId) => prescriptionPaths.homecare(patientId),
  async load(tx: Reader<HomecareTables & TenancyTables & IdentityTables & PatientTables>, ctx, patient) {
    const { recordIds, isClinic } = await getPerson(tx, ctx, patient.patientId)
    if (!isClinic) throw new NotAllowedError(writePrescription.name)
    const registrations = await listRegistrations(tx, ctx.tenantId, recordIds)
    return {
      registrations: registrations.filter(({ state }) => mayPrescribe(state)),
      prescribers: mayPrescribeMedicines(ctx) ? [] : await listPrescribers(tx, ctx.tenantId),
    }
  },
  form: {
    fields,
    initial: ({ own }) => ({
      registration: own.registrations.length === 1 ? own.registrations[0]?.enrolmentId : undefined,
      route: 'subcutaneous',
    }),
    async submit(ctx, { patientId }, { registration, route, indication, prescriber, twoBiologicsReason }) {
      const answer = await beginPrescription(ctx, {
        patientId,
        enrolmentId: registration,
        route,
        indication,
        prescriberId: prescriber,
        twoBiologicsReason,
      })
      return 'refused' in answer
        ? {
            errors: refusalErrors(answer.refused, {
              'no-prescriber': 'prescriber',
              'not-registered': 'registration',
              'no-scheme': 'registration',
              'two-biologics': 'twoBiologicsReason',
              'same-substance': 'registration',
              'being-written': 'registration',
              'other-prescription': 'registration',
            } as const),
          }
        : { redirect: prescriptionPaths.product(answer.prescriptionId) }
    },
  },
  View: ({ form, subject: { own } }) => (
    <>
      <h1 class="nhsuk-heading-l">New prescription</h1>
      {own.registrations.length === 0 ? (
        <InsetText>
          <p>This patient has no homecare registration that a prescription can be written for. Register them first.</p>
        </InsetText>
      ) : (
        <Form {...form.hidden}>
          <RadiosField
            {...form.field('registration')}
            options={own.registrations.map(({ enrolmentId, medicine, company, state }) => ({
              value: enrolmentId,
              label: `${medicine} from ${company}`,
              hint: ENROLMENT_STATES[state],
            }))}
          />
          <RadiosField
            {...form.field('route')}
            small
            options={Object.entries(DOSE_ROUTES).map(([value, label]) => ({ value, label }))}
          />
          <TextField {...form.field('indication')} />
          {own.prescribers.length > 0 && (
            <SelectField
              {...form.field('prescriber')}
              placeholder="Choose a prescriber"
              options={own.prescribers.map(({ accountId, name }) => ({ value: accountId, label: name }))}
            />
          )}
          <TextField {...form.field('twoBiologicsReason')} />
          <Button>Save and continue</Button>
        </Form>
      )}
    </>
  ),
})
