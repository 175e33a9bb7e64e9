import { NotAllowedError, NotFoundError } from '../../../../core/errors.ts'
import { optional, textField } from '../../../../core/http/form/fields.ts'
import { allows } from '../../../../core/policy/enforce.ts'
import type { Context } from '../../../../core/context.ts'
import { Button } from '../../../../design-system/components/button.tsx'
import { Form, TextAreaField } from '../../../../design-system/fields.tsx'
import { type Act, ACTS, isAct } from '../acts.ts'
import { withdrawRegistration } from '../commands/end-registration.ts'
import { correctRegistration, returnRegistration } from '../commands/hand-on.ts'
import { resumeRegistration } from '../commands/hold-registration.ts'
import { closeRegistration, keepCompany } from '../commands/move-to-company.ts'
import type { RegistrationAnswer, WhichRegistration } from '../commands/registration-command.ts'
import { registrationPaths } from '../paths.ts'
import {
  checkRegistration,
  holdRegistration,
  moveRegistration,
  type RegistrationSubject,
  viewRegistration,
  writeRegistration,
} from '../policy.ts'
import type { Policy } from '../../../../core/policy/policy.ts'
import { formErrors, registrationPage, type RegistrationView } from './registration-page.tsx'

type Do = (ctx: Context, which: WhichRegistration & { readonly reason: string }) => Promise<RegistrationAnswer>

const DOES: Record<Act, { readonly policy: Policy<RegistrationSubject>; readonly act: Do }> = {
  'send-back': { policy: checkRegistration, act: returnRegistration },
  correct: { policy: writeRegistration, act: correctRegistration },
  resume: { policy: holdRegistration, act: resumeRegistration },
  'keep-company': { policy: moveRegistration, act: keepCompany },
  close: { policy: moveRegistration, act: closeRegistration },
  withdraw: { policy: holdRegistration, act: withdrawRegistration },
}

export const actPage = registrationPage({
  path: '/staff/homecare/registrations/:enrolmentId/steps/:act',
  policy: viewRegistration,
  title: ({ own }: RegistrationView<Act>) => ACTS[own].title,
  load(_tx, ctx, registration, { path }): Promise<Act> {
    const { act } = path
    if (!isAct(act)) throw new NotFoundError('Step of a registration')
    // Each step is for its own people: the page is not opened to those who could not take it.
    if (!allows(DOES[act].policy, ctx, registration)) throw new NotAllowedError(DOES[act].policy.name)
    return Promise.resolve(act)
  },
  form: {
    fields: { reason: optional(textField({ label: 'Reason', maxLength: 500 })) },
    version: ({ registration }) => registration.version,
    check: ({ reason }, { own }) =>
      ACTS[own].reason !== undefined && reason === undefined ? { reason: 'Enter the reason' } : {},
    async submit(ctx, { registration: { enrolmentId }, own }, { reason = '' }, { version = 0 }) {
      const { refusals } = await DOES[own].act(ctx, { enrolmentId, version, reason })
      return refusals.length > 0
        ? { errors: formErrors(refusals) }
        : { redirect: registrationPaths.registration(enrolmentId, own) }
    },
  },
  View: ({ subject: { own }, form }) => (
    <>
      <h1 class="nhsuk-heading-l">{ACTS[own].title}</h1>
      {own === 'withdraw' && (
        <p>
          What has not been sent is discarded, and the company is asked to stop what it has. Treatment goes on: somebody
          must find another supply.
        </p>
      )}
      <Form {...form.hidden}>
        {ACTS[own].reason !== undefined && (
          <TextAreaField {...form.field('reason')} label={ACTS[own].reason} rows={3} />
        )}
        <Button variant={own === 'withdraw' ? 'warning' : 'primary'}>{ACTS[own].button}</Button>
      </Form>
    </>
  ),
})
