import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { DateField, RadiosField, TextAreaField, TextField } from '../../../../design-system/fields.tsx'
import { dateField } from '../../../../core/http/form/date-field.ts'
import { choiceField, optional, textField, wholeNumberField } from '../../../../core/http/form/fields.ts'
import { formatDate } from '../../../../core/values/civil-date.ts'
import { PLACES, SLOTS } from '../act.ts'
import { clinicsPlace } from '../clinics-place.ts'
import { deliveryPaths } from '../paths.ts'
import { actPage } from './delivery-page.tsx'

const choices = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

export const bookPage = actPage({
  path: '/staff/homecare/deliveries/:deliveryId/book',
  title: 'Book a delivery',
  button: 'Book',
  fields: {
    day: dateField({ label: 'Which day?', name: 'Day', rule: (today) => ({ today }) }),
    slot: choiceField({ label: 'Time', choices: SLOTS, missing: 'Select a time' }),
    place: choiceField({ label: 'Where it goes', choices: PLACES, missing: 'Select where it goes' }),
    address: optional(textField({ label: 'The other address', hint: 'One line each', maxLength: 500 })),
    recipientName: textField({ label: 'Who takes it', missing: 'Enter who takes it', maxLength: 100 }),
    recipientAge: optional(
      wholeNumberField({ label: 'Their age', hint: 'Leave empty if it is the patient', least: 0, most: 130 }),
    ),
    reason: optional(textField({ label: 'Why it is later than needed', maxLength: 500 })),
  },
  initial: () => ({ place: 'usual' }),
  intro: ({ care }) => <p>The patient needs this delivery by {formatDate(care.delivery.deliverBy)}.</p>,
  read({ day, slot, place, address, recipientName, recipientAge, reason }, _subject, today) {
    if (day < today) return { errors: { day: 'Day must be today or in the future' } }
    const lines = (address ?? '')
      .split(/\r?\n/)
      .map((line) => line.trim().slice(0, 100))
      .filter((line) => line !== '')
    if (place === 'other' && lines.length === 0) return { errors: { address: 'Enter the other address' } }
    if (lines.length > 6) return { errors: { address: 'The other address must be 6 lines or fewer' } }
    return {
      act: {
        event: 'book',
        day,
        slot,
        place: place === 'other' ? { kind: place, lines } : { kind: place },
        recipient: { name: recipientName, ...(recipientAge === undefined ? {} : { age: recipientAge }) },
        reason: reason ?? '',
      },
    }
  },
  Boxes: ({ form, subject }) => (
    <>
      <DateField {...form.field('day')} />
      <RadiosField {...form.field('slot')} options={choices(SLOTS)} small />
      {clinicsPlace(subject.care.delivery) === undefined ? (
        <RadiosField
          {...form.field('place')}
          options={choices(
            subject.patient.sensitive && !subject.maySeeAddress
              ? { usual: PLACES.usual, collect: PLACES.collect }
              : PLACES,
          ).map((option) =>
            option.value === 'other'
              ? { ...option, conditional: <TextAreaField {...form.field('address')} rows={4} maxlength={500} /> }
              : option,
          )}
        />
      ) : (
        <>
          <InsetText>
            {subject.kind === 'nhs-trust' ? (
              <p>
                This delivery goes somewhere else, as arranged here.{' '}
                <a href={deliveryPaths.act(subject.care.delivery.deliveryId, 'address')}>Change where it goes</a> first
                if that is no longer right.
              </p>
            ) : (
              <p>
                The clinic sends this delivery somewhere else: its address is on the page of the delivery. Only the
                clinic can change that. Call them if it is no longer right.
              </p>
            )}
          </InsetText>
          <input type="hidden" name="place" value="usual" />
        </>
      )}
      <TextField {...form.field('recipientName')} />
      <TextField {...form.field('recipientAge')} inputmode="numeric" width={3} />
      <TextField {...form.field('reason')} />
    </>
  ),
})
