import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { Form, TextField } from '../../../../design-system/fields.tsx'
import { wholeNumberField } from '../../../../core/http/form/fields.ts'
import { count, wordList } from '../../../../core/values/problem-wording.ts'
import { savePart } from '../commands/save-part.ts'
import { unitsNeededFor } from '../content-checks.ts'
import { prescriptionPaths } from '../paths.ts'
import { writePrescription } from '../policy.ts'
import { contentToCheck } from '../queries/content-to-check.ts'
import { offeredQuantity } from '../supply-plan.ts'
import { prescriptionPage } from './prescription-page.tsx'
import { refusalErrors } from './refusal-errors.ts'

const fields = {
  quantity: wholeNumberField({ label: 'Units in each delivery', least: 1, most: 9999, missing: 'Enter the quantity' }),
}

export const quantityPage = prescriptionPage({
  path: '/staff/homecare/prescriptions/:prescriptionId/quantity',
  policy: writePrescription,
  title: 'Quantity',
  backHref: ({ prescription }) => prescriptionPaths.deliveries(prescription.prescriptionId),
  async load(tx, ctx, { therapy, stored }) {
    const check = await contentToCheck(tx, ctx, therapy, stored?.draft ?? {})
    const needed = unitsNeededFor(check)
    const packSizes = check.product?.packSizes ?? []
    return {
      needed,
      packSizes,
      offered: needed === undefined ? undefined : offeredQuantity(needed, packSizes),
      unit: check.product?.unit.words ?? 'unit',
    }
  },
  form: {
    fields,
    version: ({ prescription }) => prescription.version,
    initial: ({ stored, own }) => ({ quantity: String(stored?.draft.quantity ?? own.offered ?? '') }),
    async submit(ctx, { prescription: { prescriptionId } }, { quantity }, { version = 0 }) {
      const answer = await savePart(ctx, { prescriptionId, version, part: 'quantity', answers: { quantity } })
      return 'refused' in answer
        ? {
            errors: refusalErrors(answer.refused, {
              'too-little': 'quantity',
              'too-much': 'quantity',
              'not-a-quantity': 'quantity',
            } as const),
          }
        : { redirect: prescriptionPaths.checks(prescriptionId) }
    },
  },
  View: ({ form, subject: { own } }) => (
    <>
      <h1 class="nhsuk-heading-l">Quantity</h1>
      <InsetText>
        <p>
          {own.needed === undefined
            ? 'Enter the product, the dose and the deliveries first: the quantity follows from them.'
            : `The doses need ${count(own.needed, own.unit)} in each delivery.`}
        </p>
        {own.packSizes.length > 0 && <p>Packs of {wordList(own.packSizes.map(String), 'or')}.</p>}
      </InsetText>
      <Form {...form.hidden}>
        <TextField {...form.field('quantity')} inputmode="numeric" width={4} suffix={own.unit} />
        <Button>Save and continue</Button>
      </Form>
    </>
  ),
})
