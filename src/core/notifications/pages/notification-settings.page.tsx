import { Button } from '../../../design-system/components/button.tsx'
import { CheckboxesField, Form, TextField } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import { choicesField, optional, textField } from '../../http/form/fields.ts'
import { page } from '../../http/page.ts'
import { parseClockTime } from '../../values/london-time.ts'
import { choosePreference } from '../commands/own-notifications.ts'
import { notificationPaths } from '../paths.ts'
import { ownNotifications } from '../policy.ts'
import { getPreference } from '../queries.ts'
import type { NotificationTables } from '../tables.ts'

const timeField = (label: string) =>
  optional(
    textField<string>({
      label,
      understand: (text: string) => {
        const padded = /^\d:/.test(text) ? `0${text}` : text
        const minutes = parseClockTime(padded)
        return minutes === undefined || minutes === 1440
          ? { problem: `${label} must be a time, like 18:00` }
          : { value: padded }
      },
    }),
  )

const fields = {
  email: choicesField({
    label: 'When should we email you?',
    choices: {
      urgent: 'For an urgent task, or one that was not finished in time',
      assigned: 'For any other task I am given',
    },
  }),
  quietFrom: timeField('Quiet from'),
  quietUntil: timeField('Quiet until'),
}

export const notificationSettingsPage = page({
  path: '/staff/notifications/settings',
  audience: 'staff',
  policy: ownNotifications,
  purpose: 'administration',
  notices: { saved: 'Saved.' },
  load: async (tx: Reader<NotificationTables>, ctx) => ({
    accountId: ctx.actor.id,
    preference: await getPreference(tx, ctx.tenantId, ctx.actor.id),
  }),
  shows: () => [],
  form: {
    fields,
    initial: ({ preference }) => ({
      email: [...(preference.emailUrgent ? ['urgent'] : []), ...(preference.emailAssigned ? ['assigned'] : [])],
      quietFrom: preference.quietFrom ?? '',
      quietUntil: preference.quietUntil ?? '',
    }),
    version: ({ preference }) => preference.version,
    check: ({ quietFrom, quietUntil }) => ({
      ...(quietFrom !== undefined && quietUntil === undefined ? { quietUntil: 'Enter when quiet hours end' } : {}),
      ...(quietFrom === undefined && quietUntil !== undefined ? { quietFrom: 'Enter when quiet hours start' } : {}),
    }),
    async submit(ctx, _subject, { email, quietFrom, quietUntil }, { version = 0 }) {
      await choosePreference(ctx, {
        emailUrgent: email.includes('urgent'),
        emailAssigned: email.includes('assigned'),
        quietFrom: quietFrom ?? null,
        quietUntil: quietUntil ?? null,
        version,
      })
      return { redirect: `${notificationPaths.settings()}?notice=saved` }
    },
  },
  View: ({ chrome, form }) => (
    <Layout {...chrome} title="Emails about tasks" backHref={notificationPaths.list()}>
      <h1 class="nhsuk-heading-l">Emails about tasks</h1>
      <p>Our emails only say that there is something to do. They never say anything about a patient.</p>
      <Form {...form.hidden}>
        <CheckboxesField
          {...form.field('email')}
          options={Object.entries(fields.email.choices).map(([value, label]) => ({ value, label }))}
        />
        <TextField
          {...form.field('quietFrom')}
          hint="Emails that are not urgent wait during quiet hours. For example, 18:00. Leave empty for none."
          width={5}
        />
        <TextField {...form.field('quietUntil')} hint="For example, 08:00." width={5} />
        <Button>Save</Button>
      </Form>
    </Layout>
  ),
})
