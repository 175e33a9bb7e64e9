import { Button } from '../../../../design-system/components/button.tsx'
import { Form, TextField } from '../../../../design-system/fields.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { optional, textField, wholeNumberField } from '../../../../core/http/form/fields.ts'
import { page } from '../../../../core/http/page.ts'
import { OwnPage } from '../../../../core/own-record/pages/own-page.tsx'
import { readExpiry } from '../../deliveries/dispensing.ts'
import { unitsInPacks } from '../../supply-cover/stock.ts'
import { countOwnStock } from '../commands/count-own-stock.ts'
import { ownHomecarePaths } from '../paths.ts'
import { tellOfOwnHomecare } from '../policy.ts'
import { getOwnTreatment, type OwnHomecareTables } from '../queries/own-homecare.ts'
import { ContactUs } from './contact-us.tsx'

export const stockCheckPage = page({
  path: '/patient/homecare/:therapyId/stock-check',
  audience: 'patient',
  policy: tellOfOwnHomecare,
  purpose: 'own-record',
  load: (tx: Reader<OwnHomecareTables>, ctx, { path }) => getOwnTreatment(tx, ctx, path.therapyId),
  shows: ({ patientId }) => [patientId],
  form: {
    fields: {
      packs: wholeNumberField({
        label: 'Full packs that are not open',
        hint: 'Enter 0 if you have none',
        least: 0,
        most: 100,
      }),
      packSize: wholeNumberField({
        label: 'How many are in a full pack',
        hint: 'The number is on the box',
        least: 1,
        most: 1_000,
      }),
      loose: wholeNumberField({
        label: 'How many are left in open packs, or loose',
        hint: 'Enter 0 if you have none',
        least: 0,
        most: 1_000,
      }),
      expiry: optional(
        textField<string>({
          label: 'The first expiry date on what you have (optional)',
          hint: 'For example, 10/2027',
          understand(text) {
            const value = readExpiry(text)
            return value === undefined
              ? { problem: 'The first expiry date must be a month or a day, like 10/2027' }
              : { value }
          },
        }),
      ),
    },
    async submit(ctx, { treatment }, { packs, packSize, loose, expiry }, { path: { therapyId } }) {
      const units = unitsInPacks({ packs, packSize, openPack: 0 }) + loose
      const count = { countedOn: ctx.clock.today(), units, usableUntil: expiry }
      await countOwnStock(ctx, { therapyId, count, deliveryId: treatment.next?.deliveryId })
      return { redirect: ownHomecarePaths.home('counted') }
    },
  },
  View: ({ subject: { treatment, organisation }, form, chrome, ctx }) => (
    <OwnPage chrome={chrome} title="Tell us what you have at home" backHref={ownHomecarePaths.home()}>
      <h1 class="nhsuk-heading-l">
        <span class="nhsuk-caption-l">{treatment.cover.medicine}</span>
        Tell us what you have at home
      </h1>
      <p>
        Count {treatment.unitWords === undefined ? 'what you can use' : `each ${treatment.unitWords} that you can use`}.
        Do not count any that are damaged, expired, or that we asked you not to use.
      </p>
      <Form {...form.hidden}>
        <TextField {...form.field('packs')} inputmode="numeric" width={4} />
        <TextField {...form.field('packSize')} inputmode="numeric" width={4} />
        <TextField {...form.field('loose')} inputmode="numeric" width={4} />
        <TextField {...form.field('expiry')} width={10} />
        <Button>Save what I have</Button>
      </Form>
      <ContactUs organisation={organisation} today={ctx.clock.today()} />
    </OwnPage>
  ),
})
