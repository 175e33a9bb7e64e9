import { Button } from '../../../design-system/components/button.tsx'
import { InsetText } from '../../../design-system/components/inset-text.tsx'
import { Form, TextField } from '../../../design-system/fields.tsx'
import { allows } from '../../policy/enforce.ts'
import { markSensitive } from '../commands/mark-sensitive.ts'
import { patientPaths } from '../paths.ts'
import { markSensitive as mayMark, unmarkSensitive as mayUnmark } from '../policy.ts'
import { reasonField } from './field-kinds.ts'
import { patientPage } from './patient-page.tsx'

export const sensitiveRecordPage = patientPage({
  path: '/staff/patients/:patientId/sensitive-record',
  policy: mayMark,
  title: 'Sensitive record',
  notices: { saved: 'Saved.' },
  form: {
    fields: { reason: reasonField('Reason', 'Kept in the audit trail. Do not include an address') },
    version: ({ patient }) => patient.version,
    async submit(ctx, { patientId, sensitive }, { reason }, { version = 0 }) {
      await markSensitive(ctx, { patientId, version, sensitive: !sensitive, reason })
      return { redirect: `${patientPaths.sensitive(patientId)}?notice=saved` }
    },
  },
  View: ({ subject: { patientId, sensitive, patient }, form, ctx }) => (
    <>
      <h1 class="nhsuk-heading-l">Sensitive record</h1>
      <p>
        The address, telephone numbers and email of a sensitive record are hidden from everyone but the few people who
        have the right to see them. They are left out of every list, file and search.
      </p>
      <InsetText>
        <p>{sensitive ? 'This record is sensitive now.' : 'This record is not sensitive now.'}</p>
      </InsetText>
      {sensitive && !allows(mayUnmark, ctx, { patientId, sensitive }) && (
        <p>Only someone with the right to see sensitive records can show the contact details again.</p>
      )}
      {patient.mergedInto === undefined && (!sensitive || allows(mayUnmark, ctx, { patientId, sensitive })) && (
        <Form {...form.hidden}>
          <TextField {...form.field('reason')} />
          <Button variant={sensitive ? 'warning' : undefined}>
            {sensitive ? 'Show contact details again' : 'Make this record sensitive'}
          </Button>
        </Form>
      )}
    </>
  ),
})
