import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { DateField, Form } from '../../../../design-system/fields.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { dateField } from '../../../../core/http/form/date-field.ts'
import { page } from '../../../../core/http/page.ts'
import { OwnPage } from '../../../../core/own-record/pages/own-page.tsx'
import { formatDate } from '../../../../core/values/civil-date.ts'
import { actOnDelivery } from '../../deliveries/commands/act-on-delivery.ts'
import { putOffErrors } from '../booking.ts'
import { askForDelivery } from '../commands/ask-for-delivery.ts'
import { coverWords } from '../own-words.ts'
import { ownHomecarePaths } from '../paths.ts'
import { tellOfOwnHomecare } from '../policy.ts'
import { putOffTo } from '../put-off.ts'
import { canBook, getOwnDelivery, type OwnHomecareTables } from '../queries/own-homecare.ts'
import { ContactUs } from './contact-us.tsx'

const TITLE = 'Put your delivery off'

export const putOffPage = page({
  path: '/patient/homecare/:therapyId/deliveries/:deliveryId/put-off',
  audience: 'patient',
  policy: tellOfOwnHomecare,
  purpose: 'own-record',
  load: (tx: Reader<OwnHomecareTables>, ctx, { path }) => getOwnDelivery(tx, ctx, path),
  shows: ({ patientId }) => [patientId],
  form: {
    fields: {
      until: dateField({
        label: 'From which day do you want it?',
        name: 'The day',
        rule: (today) => ({ today, when: 'future' }),
      }),
    },
    version: ({ delivery }) => delivery.version,
    async submit(ctx, subject, { until }, { version = 0 }) {
      const { delivery, treatment } = subject
      const { deliveryId, deliverBy } = delivery
      const means = putOffTo(until, deliverBy, treatment.cover)
      const done = { redirect: ownHomecarePaths.home(means === 'reserve-used' ? 'put-off-late' : 'put-off') }
      // Sent twice, it is already done.
      if (delivery.state === 'deferred' && delivery.booking?.deferredUntil === until) return done
      // Nobody goes without a dose because they asked for a later day: a person decides with them.
      if (means === 'not-covered' || !canBook(subject)) {
        const wish = `The patient wants this delivery from ${formatDate(until)}`
        const warning = means === 'not-covered' ? '. A dose may have no stock by then' : ''
        await askForDelivery(ctx, { deliveryId, wish: `${wish}${warning}` })
        return { redirect: ownHomecarePaths.home(means === 'not-covered' ? 'put-off-not-covered' : 'asked') }
      }
      const answer = await actOnDelivery(ctx, {
        deliveryId,
        version,
        // A delivery after its day is told to the clinic by the task that follows from it.
        act: { event: 'defer', until, hasToldClinic: means === 'reserve-used', reason: 'The patient put it off' },
      })
      return 'refusals' in answer ? { errors: putOffErrors } : done
    },
  },
  View: ({ subject: { treatment, delivery, organisation }, form, chrome, ctx }) => (
    <OwnPage chrome={chrome} title={TITLE} backHref={ownHomecarePaths.home()}>
      <h1 class="nhsuk-heading-l">
        <span class="nhsuk-caption-l">{treatment.cover.medicine}</span>
        {TITLE}
      </h1>
      <InsetText>
        <p>{coverWords(treatment.cover, ctx.clock.today()).sentence}.</p>
        <p>
          We like you to have this delivery by {formatDate(delivery.deliverBy)}. If it comes later you use the extra
          that you keep at home.
        </p>
      </InsetText>
      <p>If a dose would have no medicine, we will not put the delivery off. We will call you instead.</p>
      <Form {...form.hidden}>
        <DateField {...form.field('until')} />
        <Button>{TITLE}</Button>
      </Form>
      <ContactUs organisation={organisation} today={ctx.clock.today()} />
    </OwnPage>
  ),
})
