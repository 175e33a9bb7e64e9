import { ownerField, ownersOf, OwnerSelect } from '../../../../core/tasks/index.ts'
import { Button } from '../../../../design-system/components/button.tsx'
import { Form } from '../../../../design-system/fields.tsx'
import { changeOwner } from '../commands/change-draft.ts'
import { registrationPaths } from '../paths.ts'
import { writeRegistration } from '../policy.ts'
import { formErrors, registrationPage } from './registration-page.tsx'

export const ownerPage = registrationPage({
  path: '/staff/homecare/registrations/:enrolmentId/owner',
  policy: writeRegistration,
  title: 'Who follows it up',
  load: (tx, ctx) => ownersOf(tx as never, ctx.tenantId),
  form: {
    fields: { owner: ownerField('Who follows it up') },
    version: ({ registration }) => registration.version,
    initial: ({ registration: { ownerAccountId, ownerTeamId } }) => ({
      owner: ownerAccountId === undefined ? `team:${ownerTeamId ?? ''}` : `person:${ownerAccountId}`,
    }),
    async submit(ctx, { registration: { enrolmentId } }, { owner }, { version = 0 }) {
      const { refusals } = await changeOwner(ctx, { enrolmentId, version, owner })
      return refusals.length > 0
        ? { errors: formErrors(refusals) }
        : { redirect: registrationPaths.registration(enrolmentId, 'saved') }
    },
  },
  View: ({ subject: { own }, form }) => (
    <>
      <h1 class="nhsuk-heading-l">Who follows it up</h1>
      <Form {...form.hidden}>
        <OwnerSelect field={form.field('owner')} owners={own} />
        <Button>Save</Button>
      </Form>
    </>
  ),
})
