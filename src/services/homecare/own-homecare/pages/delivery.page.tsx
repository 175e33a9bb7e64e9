import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { DateField, Form, RadiosField, TextAreaField, TextField } from '../../../../design-system/fields.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { dateField } from '../../../../core/http/form/date-field.ts'
import { choiceField, optional, textField, wholeNumberField } from '../../../../core/http/form/fields.ts'
import { page } from '../../../../core/http/page.ts'
import { OwnPage } from '../../../../core/own-record/pages/own-page.tsx'
import { nameOf } from '../../../../core/patients/index.ts'
import { formatDate } from '../../../../core/values/civil-date.ts'
import { fullName } from '../../../../core/values/person-name.ts'
import { SLOTS } from '../../deliveries/act.ts'
import { clinicsPlace } from '../../deliveries/clinics-place.ts'
import { actOnDelivery } from '../../deliveries/commands/act-on-delivery.ts'
import { AS_ARRANGED, bookingErrors, OWN_PLACES, OWN_RECIPIENTS, placesFor } from '../booking.ts'
import { askForDelivery } from '../commands/ask-for-delivery.ts'
import { bookedWords, isPaused } from '../own-words.ts'
import { ownHomecarePaths } from '../paths.ts'
import { tellOfOwnHomecare } from '../policy.ts'
import { canBook, getOwnDelivery, type OwnDeliveryPage, type OwnHomecareTables } from '../queries/own-homecare.ts'
import { ContactUs } from './contact-us.tsx'

const linesOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

export const ownDeliveryPage = page({
  path: '/patient/homecare/:therapyId/deliveries/:deliveryId',
  audience: 'patient',
  policy: tellOfOwnHomecare,
  purpose: 'own-record',
  load: (tx: Reader<OwnHomecareTables>, ctx, { path }) => getOwnDelivery(tx, ctx, path),
  shows: ({ patientId }) => [patientId],
  form: {
    fields: {
      day: dateField({
        label: 'Which day suits you?',
        name: 'The day of the delivery',
        rule: (today) => ({ today, when: 'future' }),
      }),
      slot: choiceField({ label: 'Which time suits you?', choices: SLOTS, missing: 'Select a time' }),
      place: choiceField({ label: 'Where should it go?', choices: OWN_PLACES, missing: 'Select where it should go' }),
      address: optional(textField({ label: 'The other address', hint: 'One line each', maxLength: 500 })),
      recipient: choiceField({
        label: 'Who will take it?',
        choices: OWN_RECIPIENTS,
        missing: 'Select who will take it',
      }),
      recipientName: optional(textField({ label: 'Their full name', maxLength: 100 })),
      recipientAge: optional(wholeNumberField({ label: 'Their age', hint: '16 or over', least: 0, most: 130 })),
      reason: optional(textField({ label: 'Why it must be later than you need it', maxLength: 500 })),
    },
    version: ({ delivery }) => delivery.version,
    check({ place, address, recipient, recipientName, recipientAge }, subject) {
      const lines = linesOf(address)
      const isSomeone = recipient === 'someone'
      return {
        ...(offeredPlaces(subject).includes(place) ? {} : { place: 'Select where it should go' }),
        ...(place === 'other' && lines.length === 0 ? { address: 'Enter the other address' } : {}),
        ...(lines.length > 6 ? { address: 'The other address must be 6 lines or fewer' } : {}),
        ...(lines.some((line) => line.length > 100)
          ? { address: 'Each line of the other address must be 100 characters or fewer' }
          : {}),
        ...(isSomeone && recipientName === undefined ? { recipientName: 'Enter their full name' } : {}),
        ...(isSomeone && (recipientAge ?? 0) < 16 ? { recipientAge: 'Enter their age. They must be 16 or over' } : {}),
      }
    },
    async submit(ctx, subject, values, { version = 0 }) {
      const { delivery, patient } = subject
      const { deliveryId } = delivery
      const { day, slot, place, recipient, recipientAge, reason = '' } = values
      const name = (recipient === 'someone' ? values.recipientName : fullName(nameOf(patient, ctx.clock.today()))) ?? ''
      if (place === 'call' || !canBook(subject)) {
        const where = [OWN_PLACES[place], ...(place === 'other' ? linesOf(values.address) : [])].join(', ')
        const wish = [`${formatDate(day)}, ${SLOTS[slot]}`, where, `Taken by ${name}`, reason]
        await askForDelivery(ctx, { deliveryId, wish: wish.filter((words) => words !== '').join('. ') })
        return { redirect: ownHomecarePaths.home('asked') }
      }
      const answer = await actOnDelivery(ctx, {
        deliveryId,
        version,
        act: {
          event: 'book',
          day,
          slot,
          place: place === 'other' ? { kind: place, lines: linesOf(values.address) } : { kind: place },
          recipient: { name, ...(recipient === 'someone' && recipientAge !== undefined ? { age: recipientAge } : {}) },
          reason,
        },
      })
      return 'refusals' in answer
        ? { errors: bookingErrors(answer.refusals) }
        : { redirect: ownHomecarePaths.home('booked') }
    },
  },
  View: ({ subject, form, chrome, ctx }) => (
    <OwnPage chrome={chrome} title={titleOf(subject)} backHref={ownHomecarePaths.home()}>
      <h1 class="nhsuk-heading-l">
        <span class="nhsuk-caption-l">{subject.treatment.cover.medicine}</span>
        {titleOf(subject)}
      </h1>
      {!isPaused(subject.treatment.cover) && <p>You need this delivery by {formatDate(subject.delivery.deliverBy)}.</p>}
      {isBooked(subject) && (
        <InsetText>
          <p>{bookedWords(subject.delivery, subject.treatment.cover, ctx.clock.today())}.</p>
          <p>Tell us what suits you better and we will call you.</p>
        </InsetText>
      )}
      {!canBook(subject) && !isBooked(subject) && (
        <InsetText>
          <p>
            We will call you to arrange this. If you have not told us what you have at home in the last 7 days,{' '}
            <a href={ownHomecarePaths.stockCheck(subject.treatment.therapyId)}>tell us first</a>.
          </p>
        </InsetText>
      )}
      <Form {...form.hidden}>
        <DateField {...form.field('day')} />
        <RadiosField {...form.field('slot')} options={choices(SLOTS)} />
        <RadiosField
          {...form.field('place')}
          options={offeredPlaces(subject).map((value) => ({
            value,
            label: value === 'usual' && isArranged(subject) ? AS_ARRANGED : OWN_PLACES[value],
          }))}
        />
        {offeredPlaces(subject).includes('other') && (
          <TextAreaField {...form.field('address')} rows={4} maxlength={500} />
        )}
        <RadiosField {...form.field('recipient')} options={choices(OWN_RECIPIENTS)} />
        <TextField {...form.field('recipientName')} />
        <TextField {...form.field('recipientAge')} inputmode="numeric" width={3} />
        <TextField {...form.field('reason')} />
        <Button>{isBooked(subject) ? 'Ask for another day' : 'Save'}</Button>
      </Form>
      <ContactUs organisation={subject.organisation} today={ctx.clock.today()} />
    </OwnPage>
  ),
})

const isArranged = ({ delivery }: OwnDeliveryPage): boolean => clinicsPlace(delivery) !== undefined
const offeredPlaces = (subject: OwnDeliveryPage) => placesFor(subject.patient.sensitive, isArranged(subject))
const isBooked = ({ delivery }: OwnDeliveryPage): boolean => delivery.state === 'booked'
const titleOf = (subject: OwnDeliveryPage): string =>
  isBooked(subject) ? 'Ask for another day for your delivery' : 'Choose a day for your delivery'

const choices = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))
