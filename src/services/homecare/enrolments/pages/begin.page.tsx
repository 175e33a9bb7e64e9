import type { BoundField } from '../../../../core/http/form/form-view.ts'
import { optional, textField } from '../../../../core/http/form/fields.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { NotAllowedError } from '../../../../core/errors.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import { patientPage } from '../../../../core/patients/index.ts'
import { type HomeTables, ownerField, ownersOf, OwnerSelect } from '../../../../core/tasks/index.ts'
import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { Form, RadiosField, TextAreaField } from '../../../../design-system/fields.tsx'
import { UNVERIFIED_SCHEME } from '../../schemes/scheme.ts'
import type { HomecareWork } from '../../tables.ts'
import { beginRegistration } from '../commands/begin-registration.ts'
import { registrationPaths } from '../paths.ts'
import { beginRegistrationOfPatient } from '../policy.ts'
import { isTraced } from '../queries/gather-facts.ts'
import { listSupplies, readSupply, type SupplyChoice, supplyText } from '../queries/supplies.ts'
import { formErrors } from './registration-page.tsx'

export const supplyField = textField<{ readonly schemeId: string; readonly companyId: string }>({
  label: 'Scheme and homecare company',
  maxLength: 80,
  missing: 'Select a scheme and a homecare company',
  understand(text) {
    const value = readSupply(text)
    return value ? { value } : { problem: 'Select a scheme and a homecare company from the list' }
  },
})

export const SupplyRadios = (props: { readonly field: BoundField; readonly supplies: readonly SupplyChoice[] }) => (
  <RadiosField
    {...props.field}
    options={props.supplies.map((supply) => ({
      value: supplyText(supply),
      label: `${supply.scheme}: ${supply.company}`,
      ...(supply.isVerified ? {} : { hint: UNVERIFIED_SCHEME }),
    }))}
  />
)

export const beginPage = patientPage({
  path: '/staff/patients/:patientId/homecare/register',
  policy: beginRegistrationOfPatient,
  title: 'Register for homecare',
  backHref: registrationPaths.ofPatient,
  async load(tx: Reader<HomecareWork & HomeTables>, ctx) {
    const { kind } = await getOrganisation(tx as never, ctx.tenantId)
    if (kind !== 'nhs-trust') throw new NotAllowedError(beginRegistrationOfPatient.name)
    const owners = await ownersOf(tx as never, ctx.tenantId)
    return { owners, self: ctx.actor.id, supplies: await listSupplies(tx as never, ctx.tenantId) }
  },
  form: {
    fields: {
      supply: supplyField,
      owner: ownerField('Who follows it up'),
      untraced: optional(textField({ label: 'Why the NHS number is not verified', maxLength: 300 })),
    },
    initial: ({ own }) => ({ owner: `person:${own.self}` }),
    check: ({ untraced }, { patient }) =>
      isTraced(patient) || untraced !== undefined
        ? {}
        : { untraced: 'Trace the patient, or enter why they cannot be traced' },
    async submit(ctx, { patientId }, { supply, owner, untraced }) {
      const made = await beginRegistration(ctx, { patientId, ...supply, owner, untracedReason: untraced })
      return 'refusals' in made
        ? { errors: formErrors(made.refusals) }
        : { redirect: registrationPaths.agreement(made.enrolmentId) }
    },
  },
  View: ({ subject: { patient, own }, form }) => (
    <>
      <h1 class="nhsuk-heading-l">Register for homecare</h1>
      {own.supplies.length === 0 ? (
        <InsetText>
          <p>No scheme is open. A pharmacist must make one, and a second person approve it.</p>
        </InsetText>
      ) : (
        <Form {...form.hidden}>
          <SupplyRadios field={form.field('supply')} supplies={own.supplies} />
          <OwnerSelect field={form.field('owner')} owners={own.owners} />
          {!isTraced(patient) && <TextAreaField {...form.field('untraced')} rows={2} />}
          <Button>Save and continue</Button>
        </Form>
      )}
    </>
  ),
})
