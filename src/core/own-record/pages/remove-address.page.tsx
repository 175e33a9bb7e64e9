import { Button } from '../../../design-system/components/button.tsx'
import { Form } from '../../../design-system/fields.tsx'
import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import { NotFoundError } from '../../errors.ts'
import { page } from '../../http/page.ts'
import { addressText } from '../../values/address.ts'
import { removeOwnAddress } from '../commands.ts'
import { currentAddress } from '../own-contact.ts'
import { ownPaths } from '../paths.ts'
import { getOwnRecord, type OwnRecordTables } from '../queries.ts'
import { EDITING, versionOf } from './edit-contact.tsx'
import { OwnPage } from './own-page.tsx'

const USES: Readonly<Record<string, 'delivery' | 'temp'>> = { delivery: 'delivery', temporary: 'temp' }

export const removeAddressPage = page({
  ...EDITING,
  path: '/patient/details/address/:use/remove',
  async load(tx: Reader<OwnRecordTables>, ctx: Context, { path }: { readonly path: { readonly use: string } }) {
    const { patientId, patient } = await getOwnRecord(tx, ctx)
    const use = Object.hasOwn(USES, path.use) ? USES[path.use] : undefined
    const address = use && currentAddress(patient.addresses, use, ctx.clock.today())
    if (!use || !address) throw new NotFoundError('Address')
    return { patientId, patient, use, address }
  },
  form: {
    fields: {},
    version: versionOf,
    async submit(ctx, { patientId, use }, _values, { version = 0 }) {
      await removeOwnAddress(ctx, { patientId, version, use })
      return { redirect: `${ownPaths.details}?notice=removed` }
    },
  },
  View: ({ subject: { address }, form, chrome }) => (
    <OwnPage chrome={chrome} title="Stop using this address?" backHref={ownPaths.details}>
      <h1 class="nhsuk-heading-l">Stop using this address?</h1>
      <p>{addressText(address)}</p>
      <Form {...form.hidden}>
        <Button variant="warning">Stop using it</Button>
      </Form>
      <p>
        <a href={ownPaths.details}>Keep it</a>
      </p>
    </OwnPage>
  ),
})
