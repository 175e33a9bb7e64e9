import { Button } from '../../../design-system/components/button.tsx'
import { CheckboxesField, Form, TextField } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Field } from '../../http/form/field.ts'
import { choicesField, optional, textField } from '../../http/form/fields.ts'
import { page } from '../../http/page.ts'
import { odsCodeProblem, parseOdsCode } from '../../values/ods-code.ts'
import { registerRecipient, type RecipientRefusal } from '../commands/recipients.ts'
import { allDisclosureKinds } from '../kind.ts'
import { disclosurePaths } from '../paths.ts'
import { manageRecipients } from '../policy.ts'

const REFUSALS: Record<RecipientRefusal, string> = {
  'no-such-organisation': 'No organisation has this address. Ask them for the last part of their Troth address',
  'own-organisation': 'This is your own organisation. Enter the address of another one',
}

/** The kinds that there are, asked for when the page is used: every service has declared its own by then. */
const kindsField: Field<readonly string[]> = {
  label: 'What may be sent',
  inputs: (name) => [name],
  parse: (raw, name, today) =>
    choicesField({
      label: 'What may be sent',
      missing: 'Select what may be sent',
      choices: Object.fromEntries(allDisclosureKinds().map((kind) => [kind.name, kind.title])),
      least: 1,
    }).parse(raw, name, today),
}

export const newRecipientPage = page({
  path: '/staff/administration/disclosures/recipients/new',
  audience: 'staff',
  policy: manageRecipients,
  purpose: 'administration',
  load: () => Promise.resolve({}),
  shows: () => [],
  form: {
    fields: {
      slug: textField({
        label: 'Address of the organisation',
        hint: 'The last part of its Troth address, for example riverside',
        missing: 'Enter the address of the organisation',
        maxLength: 63,
        understand: (text: string) =>
          /^[a-z][a-z0-9-]{1,62}$/.test(text)
            ? { value: text }
            : { problem: 'Address of the organisation must be lower-case letters, numbers and hyphens' },
      }),
      name: textField({ label: 'Name of the organisation', missing: 'Enter the name of the organisation' }),
      agreement: textField({
        label: 'Data sharing agreement',
        hint: 'The name or number under which your organisation files it',
        missing: 'Enter the data sharing agreement',
      }),
      odsCode: optional(
        textField({
          label: 'ODS code (optional)',
          hint: 'A GP practice is told about its patients by this code',
          maxLength: 12,
          understand(text: string) {
            const problem = odsCodeProblem(text)
            return problem === undefined ? { value: parseOdsCode(text) ?? text } : { problem }
          },
        }),
      ),
      kinds: kindsField,
    },
    async submit(ctx, _subject, input) {
      const answer = await registerRecipient(ctx, input)
      return typeof answer === 'string'
        ? { errors: { slug: REFUSALS[answer] } }
        : { redirect: `${disclosurePaths.recipients()}?notice=added` }
    },
  },
  View: ({ form, chrome }) => (
    <Layout {...chrome} title="Add an organisation to send to" backHref={disclosurePaths.recipients()}>
      <h1 class="nhsuk-heading-l">Add an organisation to send to</h1>
      <Form {...form.hidden}>
        <TextField {...form.field('slug')} width={20} spellcheck={false} />
        <TextField {...form.field('name')} />
        <TextField {...form.field('agreement')} />
        <TextField {...form.field('odsCode')} width={10} spellcheck={false} />
        <CheckboxesField
          {...form.field('kinds')}
          options={allDisclosureKinds().map(({ name, title, why }) => ({ value: name, label: title, hint: why }))}
        />
        <Button>Add this organisation</Button>
      </Form>
    </Layout>
  ),
})
