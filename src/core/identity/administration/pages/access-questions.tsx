import { CheckboxesField, TextField } from '../../../../design-system/fields.tsx'
import type { FormView } from '../../../http/form/form-view.ts'
import { NAMED_RIGHTS, ROLES } from '../../../policy/roles.ts'
import type { accessFields } from './person-fields.ts'

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

/** Roles, extra rights and registrations. */
export const AccessQuestions = ({ form }: { readonly form: Pick<FormView<typeof accessFields>, 'field'> }) => (
  <>
    <CheckboxesField {...form.field('roles')} labelSize="m" options={options(ROLES)} />
    <h2 class="nhsuk-heading-m">Professional registration</h2>
    <p>
      Doctors, pharmacists, pharmacy technicians and nurses must have one. Check it on the regulator’s own register.
    </p>
    <TextField {...form.field('gmc')} width={10} />
    <TextField {...form.field('gphc')} width={10} />
    <TextField {...form.field('nmc')} width={10} />
    <TextField {...form.field('hcpc')} width={10} />
    <CheckboxesField {...form.field('rights')} labelSize="m" options={options(NAMED_RIGHTS)} />
  </>
)
