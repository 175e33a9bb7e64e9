import { Button } from '../../../../design-system/components/button.tsx'
import { Form, TextAreaField } from '../../../../design-system/fields.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { NotFoundError } from '../../../../core/errors.ts'
import { textField } from '../../../../core/http/form/fields.ts'
import { patientPage } from '../../../../core/patients/index.ts'
import { formatDate } from '../../../../core/values/civil-date.ts'
import { withdrawMissedDose } from '../commands/withdraw-missed-dose.ts'
import { supplyPaths } from '../paths.ts'
import { seeSupplyOfPatient } from '../policy.ts'
import { supplyOfTherapy } from '../queries/supply-page.ts'
import type { WorklistTables } from '../queries/worklist-page.ts'

const LONGEST = 1_000

export const withdrawMissedDosePage = patientPage({
  path: '/staff/patients/:patientId/homecare/supply/:therapyId/missed-dose/:missedDoseId/withdraw',
  policy: seeSupplyOfPatient,
  title: 'Withdraw a missed dose',
  async load(tx: Reader<WorklistTables>, ctx, patient, { path }) {
    const own = await supplyOfTherapy(tx, ctx, path.therapyId, patient.patientId)
    const miss = own.missed.find(({ missedDoseId }) => missedDoseId === path.missedDoseId)
    if (!miss) throw new NotFoundError('Missed dose')
    return miss
  },
  form: {
    fields: {
      reason: textField({
        label: 'Why is it withdrawn?',
        missing: 'Enter why the missed dose is withdrawn',
        maxLength: LONGEST,
      }),
    },
    async submit(ctx, { patientId }, { reason }, { path: { therapyId, missedDoseId } }) {
      await withdrawMissedDose(ctx, { therapyId, missedDoseId, reason })
      return { redirect: supplyPaths.supply(patientId, therapyId, 'withdrawn') }
    },
  },
  View: ({ subject: { own }, form }) => (
    <>
      <h1 class="nhsuk-heading-l">Withdraw the missed dose of {formatDate(own.dueOn)}</h1>
      <p>Do this only when the dose was not missed. The clinician’s task about it is finished too.</p>
      <Form {...form.hidden}>
        <TextAreaField {...form.field('reason')} maxlength={LONGEST} rows={3} />
        <Button>Withdraw</Button>
      </Form>
    </>
  ),
})
