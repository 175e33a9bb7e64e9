import { TextField } from '../../../design-system/fields.tsx'
import type { FormView } from '../../http/form/form-view.ts'
import type { addressFields } from './address-form.ts'

/** The boxes of an address, with what browsers need to fill them in. */
export const AddressFields = ({ form }: { readonly form: Pick<FormView<typeof addressFields>, 'field'> }) => (
  <>
    <TextField {...form.field('line1')} autocomplete="address-line1" />
    <TextField {...form.field('line2')} autocomplete="address-line2" />
    <TextField {...form.field('city')} autocomplete="address-level2" />
    <TextField {...form.field('county')} />
    <TextField {...form.field('postcode')} autocomplete="postal-code" width={10} />
  </>
)
