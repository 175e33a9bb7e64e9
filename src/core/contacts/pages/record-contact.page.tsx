import { Button } from '../../../design-system/components/button.tsx'
import {
  CheckboxesField,
  DateField,
  Form,
  RadiosField,
  SelectField,
  TextAreaField,
  TextField,
} from '../../../design-system/fields.tsx'
import type { Reader } from '../../database/transaction.ts'
import { dateField, dateInputs } from '../../http/form/date-field.ts'
import { choiceField, choicesField, optional, textField } from '../../http/form/fields.ts'
import { listRecordIds, listRelatedPeople, patientPage, type RelatedPerson } from '../../patients/index.ts'
import { ownerField, ownersOf, OwnerSelect, type HomeTables } from '../../tasks/index.ts'
import { clockTime, instantOf, londonTime, parseClockTime } from '../../values/london-time.ts'
import { fullName } from '../../values/person-name.ts'
import { isUuid } from '../../values/uuid.ts'
import { recordContact } from '../commands/record-contact.ts'
import {
  CHANNELS,
  CONTACT_OUTCOMES,
  CONTACT_REFUSALS,
  DIRECTIONS,
  WITH_WHOM,
  type ContactOutcome,
  type ContactRefusal,
} from '../contact.ts'
import { contactPaths } from '../paths.ts'
import { recordContact as policy } from '../policy.ts'
import type { ContactWork } from '../tables.ts'

const SUMMARY_LENGTH = 4_000
const OUTCOMES = Object.fromEntries(
  Object.entries(CONTACT_OUTCOMES).map(([outcome, { words }]) => [outcome, words]),
) as Record<ContactOutcome, string>

const fields = {
  direction: choiceField({ label: 'Which way?', choices: DIRECTIONS, missing: 'Select which way' }),
  channel: choiceField({ label: 'How?', choices: CHANNELS, missing: 'Select how' }),
  date: dateField({
    label: 'When was it?',
    name: 'Date of the contact',
    rule: (today) => ({ today, when: 'today-or-past' }),
  }),
  time: textField<number>({
    label: 'At what time?',
    missing: 'Enter the time',
    understand: (text: string) => {
      const minutes = parseClockTime(/^\d:/.test(text) ? `0${text}` : text)
      return minutes === undefined || minutes === 1440 ? { problem: 'Time must be like 14:30' } : { value: minutes }
    },
  }),
  withWhom: choiceField({ label: 'Who was it with?', choices: WITH_WHOM, missing: 'Select who it was with' }),
  relatedPersonId: optional(
    textField<string>({
      label: 'Who on their record?',
      understand: (text: string) => (isUuid(text) ? { value: text } : { problem: CONTACT_REFUSALS['not-on-record'] }),
    }),
  ),
  withName: optional(textField({ label: 'Who was it?', hint: 'Name and role' })),
  summary: optional(textField({ label: 'What was said or done?', maxLength: SUMMARY_LENGTH })),
  outcome: choiceField({ label: 'How did it end?', choices: OUTCOMES, missing: 'Select how it ended' }),
  followUp: choicesField({ label: 'Must something be done?', choices: { yes: 'Make a task to follow this up' } }),
  owner: optional(ownerField('Who should do it?')),
  taskNote: optional(textField({ label: 'What must be done?', maxLength: 2_000 })),
}

const FIELD_OF: Readonly<Record<ContactRefusal, keyof typeof fields>> = {
  'in-the-future': 'date',
  'too-long-ago': 'date',
  'with-nobody': 'withName',
  'not-on-record': 'relatedPersonId',
  'nothing-said': 'summary',
  'does-not-fit': 'outcome',
}

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

export const recordContactPage = patientPage({
  path: '/staff/patients/:patientId/contacts/record',
  policy,
  title: 'Record a contact',
  backHref: contactPaths.list,
  load: async (tx: Reader<ContactWork & HomeTables>, ctx, { patientId }) => ({
    related: await listRelatedPeople(tx, ctx, await listRecordIds(tx, ctx, patientId)),
    owners: await ownersOf(tx, ctx.tenantId),
    now: londonTime(ctx.clock.now()),
  }),
  form: {
    fields,
    initial: ({ own: { now } }) => ({
      ...dateInputs('date', now.date),
      time: clockTime(now.minutes),
      withWhom: 'patient',
    }),
    check: ({ followUp, owner }) =>
      followUp.includes('yes') && owner === undefined ? { owner: 'Select a person or a team' } : {},
    async submit(ctx, { patientId }, { date, time, followUp, owner, taskNote, summary = '', ...entry }) {
      const answer = await recordContact(ctx, {
        ...entry,
        patientId,
        summary,
        happenedAt: instantOf(date, time),
        ...(followUp.includes('yes') && owner ? { followUp: { owner, note: taskNote } } : {}),
      })
      return typeof answer === 'string'
        ? { errors: { [FIELD_OF[answer]]: CONTACT_REFUSALS[answer] } }
        : { redirect: contactPaths.list(patientId, answer.followUpTaskId === undefined ? 'recorded' : 'with-task') }
    },
  },
  View: ({ subject: { own }, form }) => (
    <>
      <h1 class="nhsuk-heading-l">Record a contact</h1>
      <Form {...form.hidden}>
        <RadiosField {...form.field('direction')} options={options(DIRECTIONS)} inline />
        <SelectField {...form.field('channel')} options={options(CHANNELS)} placeholder="Select how" />
        <DateField {...form.field('date')} />
        <TextField {...form.field('time')} hint="For example, 14:30" width={5} />
        <RadiosField
          {...form.field('withWhom')}
          options={[
            { value: 'patient', label: WITH_WHOM.patient },
            {
              value: 'related-person',
              label: WITH_WHOM['related-person'],
              conditional: (
                <SelectField
                  {...form.field('relatedPersonId')}
                  options={peopleOptions(own.related)}
                  placeholder="Select a person"
                />
              ),
            },
            { value: 'other', label: WITH_WHOM.other, conditional: <TextField {...form.field('withName')} /> },
          ]}
        />
        <TextAreaField {...form.field('summary')} maxlength={SUMMARY_LENGTH} rows={6} />
        <SelectField {...form.field('outcome')} options={options(OUTCOMES)} placeholder="Select how it ended" />
        <CheckboxesField
          {...form.field('followUp')}
          options={[
            {
              value: 'yes',
              label: fields.followUp.choices.yes,
              conditional: (
                <>
                  <TextAreaField {...form.field('taskNote')} rows={3} />
                  <OwnerSelect field={form.field('owner')} owners={own.owners} />
                </>
              ),
            },
          ]}
        />
        <Button>Save contact</Button>
      </Form>
    </>
  ),
})

const peopleOptions = (related: readonly RelatedPerson[]) =>
  related.map(({ relatedPersonId, name }) => ({ value: relatedPersonId, label: fullName(name) }))
