import { Button } from '../../../design-system/components/button.tsx'
import { InsetText } from '../../../design-system/components/inset-text.tsx'
import { CheckboxesField } from '../../../design-system/fields/checkboxes-field.tsx'
import { Form } from '../../../design-system/fields/form.tsx'
import { RadiosField } from '../../../design-system/fields/radios-field.tsx'
import { TextField } from '../../../design-system/fields/text-field.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import { choiceField, choicesField, textField, tickField } from '../../http/form/fields.ts'
import { page } from '../../http/page.ts'
import { CONFIRM_MINUTES } from '../../identity/accounts/paths.ts'
import { API_PURPOSES, API_SCOPES, TOKEN_LIVES } from '../api-client.ts'
import { createApiClient } from '../commands.ts'
import { apiClientsPath } from '../paths.ts'
import * as policy from '../policy.ts'
import { apiToken, apiTokenHash } from '../token.ts'

const options = (choices: Readonly<Record<string, string>>) =>
  Object.entries(choices).map(([value, label]) => ({ value, label }))

export const createApiClientPage = page({
  path: '/staff/administration/api-clients/new',
  audience: 'staff',
  policy: policy.createApiClient,
  purpose: 'administration',
  confirmedWithin: CONFIRM_MINUTES,
  load: () => Promise.resolve(undefined),
  shows: () => [],
  form: {
    fields: {
      name: textField({
        label: 'Name of the system',
        hint: 'What people will see in the audit trail, such as “Hospital patient administration system”',
        missing: 'Enter the name of the system',
        maxLength: 100,
      }),
      scopes: choicesField({
        label: 'What it can do',
        hint: 'Choose no more than it needs',
        choices: API_SCOPES,
        least: 1,
        missing: 'Select what the system can do',
      }),
      sensitive: tickField({ label: 'It may see where people with a sensitive record live and how to reach them' }),
      purpose: choiceField({
        label: 'Why it uses the records',
        choices: API_PURPOSES,
        missing: 'Select why the system uses the records',
      }),
      life: choiceField({
        label: 'How long its token works',
        choices: TOKEN_LIVES,
        missing: 'Select how long the token works',
      }),
    },
    async submit(ctx, _subject, { name, scopes, sensitive, purpose, life }) {
      const token = apiToken(ctx)
      await createApiClient(ctx, {
        name,
        purpose,
        scopes,
        rights: sensitive ? ['see-sensitive-records'] : [],
        days: Number(life),
        tokenHash: apiTokenHash(token),
      })
      return {
        show: (chrome) => (
          <Layout {...chrome} title="Copy the token now">
            <h1 class="nhsuk-heading-l">Copy the token now</h1>
            <p>
              {name} is connected. This is its token. We keep only a fingerprint of it, so{' '}
              <strong>we cannot show it again</strong>.
            </p>
            <InsetText>
              <code class="nhsuk-u-text-break-word">{token}</code>
            </InsetText>
            <p>
              Give it to the people who run the system in a way that nobody else can read. If it is lost, stop the
              system and connect it again.
            </p>
            <p>
              <a href={apiClientsPath()}>Back to connected systems</a>
            </p>
          </Layout>
        ),
      }
    },
  },
  View: ({ form, chrome }) => (
    <Layout {...chrome} title="Connect a system" backHref={apiClientsPath()}>
      <h1 class="nhsuk-heading-l">Connect a system</h1>
      <Form {...form.hidden}>
        <TextField {...form.field('name')} />
        <CheckboxesField {...form.field('scopes')} options={options(API_SCOPES)} />
        <CheckboxesField
          {...form.field('sensitive')}
          label="Sensitive records"
          options={[
            { value: 'yes', label: 'It may see where people with a sensitive record live and how to reach them' },
          ]}
        />
        <RadiosField {...form.field('purpose')} options={options(API_PURPOSES)} />
        <RadiosField {...form.field('life')} options={options(TOKEN_LIVES)} />
        <Button>Connect and show the token</Button>
      </Form>
    </Layout>
  ),
})
