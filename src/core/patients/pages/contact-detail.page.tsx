import { Button } from '../../../design-system/components/button.tsx'
import { Form, RadiosField, SelectField, TextField } from '../../../design-system/fields.tsx'
import { NotFoundError } from '../../errors.ts'
import type { ValuesOf } from '../../http/form/field.ts'
import { choiceField, textField, tickField } from '../../http/form/fields.ts'
import type { CivilDate } from '../../values/civil-date.ts'
import { emailAddressProblem, parseEmailAddress } from '../../values/email-address.ts'
import { formatTelephoneNumber, parseTelephoneNumber, telephoneProblem } from '../../values/telephone-number.ts'
import { changeContactPoints } from '../commands/change-details.ts'
import { findEntry, replaceEntry, withContactPoint, withoutEntry } from '../entries.ts'
import { CONTACT_SOURCES, CONTACT_SYSTEMS, CONTACT_USES, type ContactPoint, type Kept } from '../patient.ts'
import { patientPaths } from '../paths.ts'
import { changeContactDetails } from '../policy.ts'
import { options } from './field-kinds.ts'
import { RemoveBox } from './name.page.tsx'
import { patientPage } from './patient-page.tsx'

export const contactFields = {
  system: choiceField({
    label: 'What it is',
    choices: CONTACT_SYSTEMS,
    missing: 'Select telephone, textphone or email',
  }),
  value: textField({
    label: 'Number or email address',
    hint: 'For numbers outside the UK, start with + and the country code',
    maxLength: 320,
  }),
  use: choiceField({ label: 'Where it is', choices: CONTACT_USES, missing: 'Select where it is' }),
  source: choiceField({ label: 'Who gave it', choices: CONTACT_SOURCES, missing: 'Select who gave it' }),
}
const fields = {
  ...contactFields,
  confirmed: tickField({ label: 'They confirmed it today' }),
  remove: tickField({ label: 'This was never theirs: remove it' }),
}
type Values = ValuesOf<typeof contactFields>

/** What is wrong with a number or address, knowing which it is. */
export function contactError({ system, value }: Pick<Values, 'system' | 'value'>): string | undefined {
  return system === 'email' ? emailAddressProblem(value) : telephoneProblem(value)
}

/** The contact point; call it only when `contactError` found nothing. */
export const contactFrom = (values: Values, confirmedOn: CivilDate | undefined): ContactPoint => ({
  system: values.system,
  use: values.use,
  value: (values.system === 'email' ? parseEmailAddress(values.value) : parseTelephoneNumber(values.value)) ?? '',
  source: values.source,
  ...(confirmedOn === undefined ? {} : { confirmedOn }),
})

export const contactDetailPage = patientPage({
  path: '/staff/patients/:patientId/contact-details/:entry',
  policy: changeContactDetails,
  load: (_tx, _ctx, patient, { path }): Promise<Kept<ContactPoint> | undefined> => {
    const entry = findEntry(patient.contactPoints, path.entry)
    if (path.entry !== 'new' && !entry) throw new NotFoundError('Contact detail')
    return Promise.resolve(entry)
  },
  title: ({ own }) => (own ? 'Change contact detail' : 'Add a contact detail'),
  form: {
    fields,
    version: ({ patient }) => patient.version,
    initial: ({ own }) =>
      own
        ? {
            system: own.system,
            use: own.use,
            source: own.source,
            value: own.system === 'email' ? own.value : formatTelephoneNumber(own.value),
          }
        : { source: 'patient' },
    check: (values): { value?: string } => {
      const problem = values.remove ? undefined : contactError(values)
      return problem === undefined ? {} : { value: problem }
    },
    async submit(ctx, { patient, own }, values, { version = 0 }) {
      const today = ctx.clock.today()
      const isSame = own !== undefined && own.value === contactFrom(values, undefined).value
      const point = contactFrom(values, values.confirmed ? today : isSame ? own.confirmedOn : undefined)
      const contactPoints = !own
        ? withContactPoint(patient.contactPoints, point)
        : values.remove
          ? withoutEntry(patient.contactPoints, own.entryId)
          : replaceEntry<ContactPoint>(patient.contactPoints, own.entryId, point)
      await changeContactPoints(ctx, { patientId: patient.patientId, version, contactPoints })
      return { redirect: patientPaths.record(patient.patientId, 'saved') }
    },
  },
  View: ({ subject: { own }, form }) => (
    <>
      <h1 class="nhsuk-heading-l">{own ? 'Change contact detail' : 'Add a contact detail'}</h1>
      <Form {...form.hidden}>
        <RadiosField {...form.field('system')} options={options(CONTACT_SYSTEMS)} inline />
        <TextField {...form.field('value')} spellcheck={false} autocomplete="off" />
        <RadiosField {...form.field('use')} options={options(CONTACT_USES)} small />
        <SelectField {...form.field('source')} options={options(CONTACT_SOURCES)} />
        <RemoveBox {...form.field('confirmed')} />
        {own && <RemoveBox {...form.field('remove')} />}
        <Button>Save</Button>
      </Form>
    </>
  ),
})
