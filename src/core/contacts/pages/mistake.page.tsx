import { Button } from '../../../design-system/components/button.tsx'
import { InsetText } from '../../../design-system/components/inset-text.tsx'
import { PlainText } from '../../../design-system/components/plain-text.tsx'
import { Form, TextAreaField } from '../../../design-system/fields.tsx'
import type { Reader } from '../../database/transaction.ts'
import { NotFoundError } from '../../errors.ts'
import { textField } from '../../http/form/fields.ts'
import { listRecordIds, patientPage } from '../../patients/index.ts'
import { formatInstant } from '../../values/london-time.ts'
import { markMistake } from '../commands/mark-mistake.ts'
import { CHANNELS } from '../contact.ts'
import { contactPaths } from '../paths.ts'
import { recordContact } from '../policy.ts'
import { getContact } from '../queries/contacts.ts'
import type { ContactWork } from '../tables.ts'

const REFUSALS = {
  'marked-already': 'This contact is marked as a mistake already',
  'nothing-said': 'Enter why it is a mistake',
} as const

export const mistakePage = patientPage({
  path: '/staff/patients/:patientId/contacts/:contactId/mistake',
  policy: recordContact,
  title: 'Mark a contact as recorded by mistake',
  backHref: contactPaths.list,
  async load(tx: Reader<ContactWork>, ctx, { patientId }, { path }) {
    const contact = await getContact(tx, ctx, path.contactId)
    const recordIds = await listRecordIds(tx, ctx, patientId)
    if (!recordIds.includes(contact.patientId)) throw new NotFoundError('Contact')
    return contact
  },
  form: {
    fields: { why: textField({ label: 'Why is it a mistake?', missing: REFUSALS['nothing-said'], maxLength: 500 }) },
    async submit(ctx, { patientId, own: { contactId } }, { why }) {
      const answer = await markMistake(ctx, { contactId, why })
      return typeof answer === 'string'
        ? { errors: { why: REFUSALS[answer] } }
        : { redirect: contactPaths.list(patientId, 'mistake') }
    },
  },
  View: ({ subject: { own: contact }, form }) => (
    <>
      <h1 class="nhsuk-heading-l">Mark a contact as recorded by mistake</h1>
      <InsetText>
        <p>
          {CHANNELS[contact.channel]}, {formatInstant(contact.happenedAt)}
        </p>
        <p>
          <PlainText>{contact.summary ?? ''}</PlainText>
        </p>
      </InsetText>
      <p>It stays on the record, struck through, with your reason.</p>
      <Form {...form.hidden}>
        <TextAreaField {...form.field('why')} maxlength={500} rows={3} />
        <Button variant="warning">Mark as a mistake</Button>
      </Form>
    </>
  ),
})
