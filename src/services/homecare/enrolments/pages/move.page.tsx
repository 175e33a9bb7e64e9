import { textField } from '../../../../core/http/form/fields.ts'
import { Button } from '../../../../design-system/components/button.tsx'
import { Form, TextAreaField } from '../../../../design-system/fields.tsx'
import { beginMove } from '../commands/move-to-company.ts'
import { registrationPaths } from '../paths.ts'
import { moveRegistration } from '../policy.ts'
import { listSupplies } from '../queries/supplies.ts'
import { supplyField, SupplyRadios } from './begin.page.tsx'
import { formErrors, registrationPage } from './registration-page.tsx'

export const movePage = registrationPage({
  path: '/staff/homecare/registrations/:enrolmentId/move',
  policy: moveRegistration,
  title: 'Move to another company',
  load: async (tx, ctx, { vtmId, company }) =>
    (await listSupplies(tx as never, ctx.tenantId, vtmId)).filter(({ companyId }) => companyId !== company?.companyId),
  form: {
    fields: {
      supply: supplyField,
      reason: textField({ label: 'Why they move', missing: 'Enter the reason', maxLength: 500 }),
    },
    version: ({ registration }) => registration.version,
    async submit(ctx, { registration: { enrolmentId, patientId } }, { supply, reason }, { version = 0 }) {
      const { refusals } = await beginMove(ctx, { enrolmentId, version, ...supply, reason })
      return refusals.length > 0
        ? { errors: formErrors(refusals) }
        : { redirect: registrationPaths.ofPatient(patientId) }
    },
  },
  View: ({ subject: { own }, form }) => (
    <>
      <h1 class="nhsuk-heading-l">Move to another company</h1>
      {own.length === 0 ? (
        <p>No other company supplies this medicine.</p>
      ) : (
        <>
          <p>A new registration is begun with what is known. The patient must agree to the new company’s service.</p>
          <Form {...form.hidden}>
            <SupplyRadios field={form.field('supply')} supplies={own} />
            <TextAreaField {...form.field('reason')} rows={3} />
            <Button>Begin the move</Button>
          </Form>
        </>
      )}
    </>
  ),
})
