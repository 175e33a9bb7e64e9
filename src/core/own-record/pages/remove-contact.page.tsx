import { Button } from '../../../design-system/components/button.tsx'
import { Form } from '../../../design-system/fields.tsx'
import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import { page } from '../../http/page.ts'
import { removeOwnContact } from '../commands.ts'
import { ownPaths } from '../paths.ts'
import type { OwnRecordTables } from '../queries.ts'
import { pointText } from './contact-words.ts'
import { EDITING, loadPoint, versionOf, type AtEntry } from './edit-contact.tsx'
import { OwnPage } from './own-page.tsx'

export const removeContactPage = page({
  ...EDITING,
  path: '/patient/details/contact/:entry/remove',
  load: (tx: Reader<OwnRecordTables>, ctx: Context, { path }: AtEntry) =>
    loadPoint(tx, ctx, path.entry, ['phone', 'textphone', 'email']),
  form: {
    fields: {},
    version: versionOf,
    async submit(ctx, { patientId, point }, _values, { version = 0 }) {
      await removeOwnContact(ctx, { patientId, version, entryId: point.entryId })
      return { redirect: `${ownPaths.details}?notice=removed` }
    },
  },
  View: ({ subject: { point }, form, chrome }) => (
    <OwnPage chrome={chrome} title="Stop using this?" backHref={ownPaths.details}>
      <h1 class="nhsuk-heading-l">Stop using {pointText(point)}?</h1>
      <p>We will not call it or write to it any more.</p>
      <Form {...form.hidden}>
        <Button variant="warning">Stop using it</Button>
      </Form>
      <p>
        <a href={ownPaths.details}>Keep it</a>
      </p>
    </OwnPage>
  ),
})
