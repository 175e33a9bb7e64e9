import { Button } from '../../../../design-system/components/button.tsx'
import {
  NumberField,
  RadiosField,
  TelephoneField,
  TextAreaField,
  TextField,
  Form,
} from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Context } from '../../../context.ts'
import type { Reader } from '../../../database/transaction.ts'
import { choiceField, optional, textField, wholeNumberField } from '../../../http/form/fields.ts'
import { page } from '../../../http/page.ts'
import { parseLetterAddress } from '../../../tenancy/letter-address.ts'
import { getOrganisation } from '../../../tenancy/queries.ts'
import { holidayNation } from '../../../tenancy/opening-hours.ts'
import { DATA_PROTECTION_CONTACT_LENGTH, IDENTIFIER_SYSTEM_LENGTH } from '../../../tenancy/settings.ts'
import type { TenancyTables } from '../../../tenancy/tables.ts'
import { telephoneProblem } from '../../../values/telephone-number.ts'
import { MONDAY_FIRST, type OpenInterval } from '../../../values/working-hours.ts'
import { LEAST_ABSOLUTE_SECONDS, LEAST_IDLE_SECONDS, SESSION_LIMITS } from '../../sessions/session.ts'
import { changeOrganisation, SAFETY_CONTACT_LENGTH } from '../commands/change-organisation.ts'
import { hoursText, parseHoursText } from '../opening-hours-text.ts'
import { administrationPaths } from '../paths.ts'
import { changeOrganisationPolicy } from '../policy.ts'

const NATIONS = { england: 'England', wales: 'Wales', scotland: 'Scotland', 'northern-ireland': 'Northern Ireland' }
const AUTHENTICATOR = {
  everyone: 'Everyone',
  administrators: 'Administrators and data protection officers only',
}

const contactField = (about: { readonly label: string; readonly hint: string; readonly maxLength: number }) =>
  optional(textField<string>({ ...about, understand: (text) => ({ value: text.replace(/\s+/g, ' ').trim() }) }))

const hoursField = (label: string) =>
  optional(
    textField<readonly OpenInterval[]>({
      label,
      understand(text) {
        const intervals = parseHoursText(text)
        return intervals
          ? { value: intervals }
          : { problem: `${label} must be times like 9am to 5pm, or 9am to 12:30pm, 1:30pm to 5pm` }
      },
    }),
  )

const idleField = (whom: string, mostSeconds: number) =>
  wholeNumberField({
    label: `Minutes without use before ${whom} are signed out`,
    hint: `${LEAST_IDLE_SECONDS / 60} to ${mostSeconds / 60}`,
    least: LEAST_IDLE_SECONDS / 60,
    most: mostSeconds / 60,
  })
const absoluteField = (whom: string, mostSeconds: number) =>
  wholeNumberField({
    label: `Hours before ${whom} sign in again, whatever they do`,
    hint: `${LEAST_ABSOLUTE_SECONDS / 3600} to ${mostSeconds / 3600}`,
    least: LEAST_ABSOLUTE_SECONDS / 3600,
    most: mostSeconds / 3600,
  })

const { staff, patient } = SESSION_LIMITS

export const organisationPage = page({
  path: administrationPaths.organisation,
  audience: 'staff',
  policy: changeOrganisationPolicy,
  purpose: 'administration',
  load: (tx: Reader<TenancyTables>, ctx: Context) => getOrganisation(tx, ctx.tenantId),
  shows: () => [],
  notices: { saved: 'Saved.' },
  form: {
    fields: {
      name: textField({ label: 'Name', missing: 'Enter the name of your organisation' }),
      telephone: optional(
        textField<string>({
          label: 'Telephone number',
          hint: 'Patients see it on every page',
          understand: (text) => {
            const problem = telephoneProblem(text)
            return problem === undefined ? { value: text } : { problem }
          },
        }),
      ),
      addressLines: optional(
        textField<readonly string[]>({
          label: 'Postal address',
          hint: 'One line each, with the postcode last. It stands at the head of letters',
          maxLength: 1_000,
          understand: parseLetterAddress,
        }),
      ),
      safetyContact: contactField({
        label: 'Safety contact',
        hint: 'Who answers for safety here, like “Dr Helen Marsh, clinical safety officer”. Whoever reports a safety concern sees it',
        maxLength: SAFETY_CONTACT_LENGTH,
      }),
      dataProtectionContact: contactField({
        label: 'Data protection officer',
        hint: 'How people reach them, like “Owen Price, 01632 960021”. Everyone sees it on the page of your organisation',
        maxLength: DATA_PROTECTION_CONTACT_LENGTH,
      }),
      hospitalNumberSystem: optional(
        textField<string>({
          label: 'Which of your patients’ other numbers is the hospital number?',
          hint: 'The system that your patient administration system sends with it, like https://trust.example/Id/hospital-number. Your prescriptions, registrations and delivery notes then show it',
          maxLength: IDENTIFIER_SYSTEM_LENGTH,
          understand: (text) =>
            /^\S+$/.test(text) ? { value: text } : { problem: 'The system of hospital numbers must have no spaces' },
        }),
      ),
      nation: choiceField({ label: 'Where is your organisation?', choices: NATIONS }),
      Monday: hoursField('Monday'),
      Tuesday: hoursField('Tuesday'),
      Wednesday: hoursField('Wednesday'),
      Thursday: hoursField('Thursday'),
      Friday: hoursField('Friday'),
      Saturday: hoursField('Saturday'),
      Sunday: hoursField('Sunday'),
      bankHolidays: hoursField('Bank holidays'),
      staffIdle: idleField('staff', staff.idleSeconds),
      staffAbsolute: absoluteField('staff', staff.absoluteSeconds),
      patientIdle: idleField('patients', patient.idleSeconds),
      patientAbsolute: absoluteField('patients', patient.absoluteSeconds),
      authenticatorFor: choiceField({
        label: 'Who needs an authenticator app as well as a password?',
        choices: AUTHENTICATOR,
      }),
    },
    initial: ({ name, telephone, addressLines, safetyContact, nation, openingHours, settings }) => ({
      name,
      telephone: telephone ?? '',
      addressLines: addressLines.join('\n'),
      safetyContact: safetyContact ?? '',
      dataProtectionContact: settings.dataProtectionContact ?? '',
      hospitalNumberSystem: settings.hospitalNumberSystem ?? '',
      nation,
      bankHolidays: hoursText(openingHours.bankHolidays),
      ...Object.fromEntries(MONDAY_FIRST.map((day) => [day, hoursText(openingHours.week[day])])),
      staffIdle: String((settings.staffSession.idleSeconds ?? staff.idleSeconds) / 60),
      staffAbsolute: String((settings.staffSession.absoluteSeconds ?? staff.absoluteSeconds) / 3600),
      patientIdle: String((settings.patientSession.idleSeconds ?? patient.idleSeconds) / 60),
      patientAbsolute: String((settings.patientSession.absoluteSeconds ?? patient.absoluteSeconds) / 3600),
      authenticatorFor: settings.authenticatorFor,
    }),
    version: ({ version }) => version,
    async submit(ctx, organisation, values, { version }) {
      await changeOrganisation(ctx, {
        version: version ?? organisation.version,
        name: values.name,
        telephone: values.telephone,
        addressLines: values.addressLines ?? [],
        safetyContact: values.safetyContact ?? null,
        nation: values.nation,
        openingHours: {
          ...organisation.openingHours,
          nation: holidayNation(values.nation),
          week: {
            Monday: values.Monday ?? [],
            Tuesday: values.Tuesday ?? [],
            Wednesday: values.Wednesday ?? [],
            Thursday: values.Thursday ?? [],
            Friday: values.Friday ?? [],
            Saturday: values.Saturday ?? [],
            Sunday: values.Sunday ?? [],
          },
          bankHolidays: values.bankHolidays ?? [],
        },
        settings: {
          staffSession: { idleSeconds: values.staffIdle * 60, absoluteSeconds: values.staffAbsolute * 3600 },
          patientSession: { idleSeconds: values.patientIdle * 60, absoluteSeconds: values.patientAbsolute * 3600 },
          authenticatorFor: values.authenticatorFor,
          dataProtectionContact: values.dataProtectionContact,
          hospitalNumberSystem: values.hospitalNumberSystem,
        },
      })
      return { redirect: `${administrationPaths.organisation}?notice=saved` }
    },
  },
  View: ({ form, chrome }) => (
    <Layout {...chrome} title="Your organisation" backHref={administrationPaths.home}>
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <h1 class="nhsuk-heading-l">Your organisation</h1>
          <Form {...form.hidden}>
            <TextField {...form.field('name')} />
            <TelephoneField {...form.field('telephone')} />
            <TextAreaField {...form.field('addressLines')} rows={6} />
            <TextField {...form.field('safetyContact')} />
            <TextField {...form.field('dataProtectionContact')} />
            <TextField {...form.field('hospitalNumberSystem')} spellcheck={false} />
            <RadiosField {...form.field('nation')} options={options(NATIONS)} />
            <h2 class="nhsuk-heading-m">Opening times</h2>
            <p>
              For example 9am to 5pm, or 9am to 12:30pm, 1:30pm to 5pm. Leave a day empty when you are closed. Tasks are
              due, and passed up, by these times.
            </p>
            {MONDAY_FIRST.map((day) => (
              <TextField {...form.field(day)} width={20} />
            ))}
            <TextField {...form.field('bankHolidays')} width={20} />
            <h2 class="nhsuk-heading-m">Staying signed in</h2>
            <p>You can make these times shorter, not longer. Administrators have 10 minutes and 4 hours at most.</p>
            <NumberField {...form.field('staffIdle')} width={3} />
            <NumberField {...form.field('staffAbsolute')} width={3} />
            <NumberField {...form.field('patientIdle')} width={3} />
            <NumberField {...form.field('patientAbsolute')} width={3} />
            <RadiosField {...form.field('authenticatorFor')} options={options(AUTHENTICATOR)} />
            <Button>Save</Button>
          </Form>
        </div>
      </div>
    </Layout>
  ),
})

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))
