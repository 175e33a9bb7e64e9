import { Button } from '../../../design-system/components/button.tsx'
import { Form, TelephoneField } from '../../../design-system/fields.tsx'
import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import { page } from '../../http/page.ts'
import { changeOwnContact } from '../commands.ts'
import { ownPaths } from '../paths.ts'
import type { OwnRecordTables } from '../queries.ts'
import { pointText, telephoneField } from './contact-words.ts'
import { EDITING, loadPoint, versionOf, type AtEntry } from './edit-contact.tsx'
import { OwnPage } from './own-page.tsx'

export const changeTelephonePage = page({
  ...EDITING,
  path: '/patient/details/telephone/:entry',
  load: (tx: Reader<OwnRecordTables>, ctx: Context, { path }: AtEntry) =>
    loadPoint(tx, ctx, path.entry, ['phone', 'textphone']),
  form: {
    fields: { number: telephoneField },
    initial: ({ point }) => ({ number: pointText(point) }),
    version: versionOf,
    async submit(ctx, { patientId, point }, { number }, { version = 0 }) {
      await changeOwnContact(ctx, { patientId, version, entryId: point.entryId, value: number })
      return { redirect: `${ownPaths.details}?notice=saved` }
    },
  },
  View: ({ form, chrome }) => (
    <OwnPage chrome={chrome} title="Change your telephone number" backHref={ownPaths.details}>
      <h1 class="nhsuk-heading-l">Change your telephone number</h1>
      <Form {...form.hidden}>
        <TelephoneField {...form.field('number')} />
        <Button>Save</Button>
      </Form>
    </OwnPage>
  ),
})
