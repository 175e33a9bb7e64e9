import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { Form, RadiosField } from '../../../../design-system/fields.tsx'
import { textField } from '../../../../core/http/form/fields.ts'
import { isSnomedId } from '../../../../core/values/snomed-id.ts'
import { findLiveScheme } from '../../schemes/queries.ts'
import { savePart } from '../commands/save-part.ts'
import { prescriptionPaths } from '../paths.ts'
import { writePrescription } from '../policy.ts'
import { listProductChoices } from '../queries/product-choices.ts'
import { prescriptionPage } from './prescription-page.tsx'
import { refusalErrors } from './refusal-errors.ts'

const fields = {
  product: textField<string>({
    label: 'Which product?',
    missing: 'Select a product',
    understand: (text) => (isSnomedId(text) ? { value: text } : { problem: 'Select a product' }),
  }),
}
const OF_PRODUCT = [
  'unknown-product',
  'ended-product',
  'discontinued',
  'not-available',
  'other-substance',
  'no-brand',
  'brand-needed',
]

export const productPage = prescriptionPage({
  path: '/staff/homecare/prescriptions/:prescriptionId/product',
  policy: writePrescription,
  title: 'Product',
  async load(tx, ctx, { therapy }) {
    const scheme = therapy.schemeId === undefined ? undefined : await findLiveScheme(tx, ctx.tenantId, therapy.schemeId)
    return await listProductChoices(tx, therapy.vtmId, therapy.isBiologic, scheme?.brands ?? [])
  },
  form: {
    fields,
    version: ({ prescription }) => prescription.version,
    initial: ({ stored }) => ({ product: stored?.draft.ampId ?? stored?.draft.vmpId }),
    async submit(ctx, { prescription: { prescriptionId }, own }, { product }, { version = 0 }) {
      const chosen = own.find(({ id }) => id === product)
      const answers = chosen?.isBrand
        ? { vmpId: chosen.genericId, ampId: product }
        : { vmpId: product, ampId: undefined }
      const answer = await savePart(ctx, { prescriptionId, version, part: 'product', answers })
      return 'refused' in answer
        ? {
            errors: refusalErrors(
              answer.refused,
              Object.fromEntries(OF_PRODUCT.map((name) => [name, 'product' as const])),
            ),
          }
        : { redirect: prescriptionPaths.dose(prescriptionId) }
    },
  },
  View: ({ form, subject: { therapy, own } }) => (
    <>
      <h1 class="nhsuk-heading-l">
        <span class="nhsuk-caption-l">Prescription of {therapy.medicine.toLowerCase()}</span>
        Which product?
      </h1>
      {therapy.isBiologic && <p>This is a biologic medicine: it is prescribed by brand and never substituted.</p>}
      {own.length === 0 && (
        <InsetText>
          <p>The dictionary has no product of this medicine in use. Ask pharmacy.</p>
        </InsetText>
      )}
      <Form {...form.hidden}>
        <RadiosField
          {...form.field('product')}
          options={own.map(({ id, name, note }) => ({ value: id, label: name, hint: note }))}
        />
        <Button>Save and continue</Button>
      </Form>
    </>
  ),
})
