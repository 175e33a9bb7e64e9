import { Button } from '../../../design-system/components/button.tsx'
import { Form, TextAreaField } from '../../../design-system/fields.tsx'
import type { Reader } from '../../database/transaction.ts'
import type { EncryptionTables } from '../../encryption/tables.ts'
import { formatShortInstant } from '../../values/london-time.ts'
import { changeHomeAccess } from '../commands/change-home-access.ts'
import { patientPaths } from '../paths.ts'
import { seeHomeAccess } from '../policy.ts'
import { findHomeAccess } from '../queries/patient-parts.ts'
import type { PatientTables } from '../tables.ts'
import { sealedTextField } from './field-kinds.ts'
import { patientPage } from './patient-page.tsx'

const LONGEST = 1000

export const homeAccessPage = patientPage({
  path: '/staff/patients/:patientId/home-access',
  policy: seeHomeAccess,
  title: 'How to get into the home',
  notices: { saved: 'Saved.', removed: 'The instructions were removed.' },
  load: (tx: Reader<PatientTables & EncryptionTables>, ctx, patient) => findHomeAccess(tx, ctx, patient.patientId),
  form: {
    fields: {
      instructions: sealedTextField(
        'Instructions',
        'For example, who opens the door, or where a key is kept. Empty the box to remove them',
        LONGEST,
      ),
    },
    version: ({ own }) => own?.version ?? 0,
    initial: ({ own }) => ({ instructions: own?.instructions ?? '' }),
    async submit(ctx, { patientId }, { instructions = '' }, { version = 0 }) {
      await changeHomeAccess(ctx, { patientId, version, instructions })
      return { redirect: patientPaths.homeAccess(patientId, instructions === '' ? 'removed' : 'saved') }
    },
  },
  View: ({ subject: { own }, form }) => (
    <>
      <h1 class="nhsuk-heading-l">How to get into the home</h1>
      <p>Only people who arrange or make visits and deliveries see this page. Each time it is opened is recorded.</p>
      <Form {...form.hidden}>
        <TextAreaField {...form.field('instructions')} maxlength={LONGEST} rows={6} />
        <Button>Save</Button>
      </Form>
      {own && <p class="nhsuk-body-s">Last changed {formatShortInstant(own.updatedAt)}</p>}
    </>
  ),
})
