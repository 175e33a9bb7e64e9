import { z } from 'zod'
import { Button } from '../../../design-system/components/button.tsx'
import { Card } from '../../../design-system/components/card.tsx'
import { Panel } from '../../../design-system/components/panel.tsx'
import { Form, RadiosField, TextAreaField, TextField } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import type { Chrome } from '../../http/chrome.ts'
import { choiceField, optional, textField } from '../../http/form/fields.ts'
import type { FormView } from '../../http/form/form-view.ts'
import type { Organisation } from '../../tenancy/organisation.ts'
import { getOrganisation } from '../../tenancy/queries.ts'
import type { TenancyTables } from '../../tenancy/tables.ts'
import { reportConcern } from '../commands.ts'
import { concernPaths } from '../paths.ts'
import { HARM, isReference } from '../safety-concern.ts'

const MOST = 4_000

export const concernQuery = z.object({
  reference: z.string().refine(isReference).optional().catch(undefined),
})

const fields = {
  what: textField({
    label: 'What is the concern?',
    hint: 'Say what you saw, when, and what could happen. You can describe a person without naming them.',
    missing: 'Enter what the concern is',
    maxLength: MOST,
  }),
  harm: choiceField({ label: 'Has anyone been harmed?', choices: HARM, missing: 'Select if anyone has been harmed' }),
  where: optional(
    textField({ label: 'Where did you see it? (optional)', hint: 'The page, letter or message', maxLength: 300 }),
  ),
  contact: optional(
    textField({
      label: 'How can we reach you? (optional)',
      hint: 'A telephone number or email address, if you want an answer',
      maxLength: 300,
    }),
  ),
}

export const loadOrganisation = (tx: Reader<TenancyTables>, ctx: Pick<Context, 'tenantId'>): Promise<Organisation> =>
  getOrganisation(tx, ctx.tenantId)

/** The form of every report page. `path` is where it stands, to come back to with the reference. */
export const concernForm = <At,>(pathOf: (at: At) => string) => ({
  fields,
  async submit(
    ctx: Context,
    _subject: Organisation,
    values: Parameters<typeof reportConcern>[1],
    at: At,
  ): Promise<{ redirect: string }> {
    const { reference } = await reportConcern(ctx, values)
    return { redirect: concernPaths.received(pathOf(at), reference) }
  },
})

interface Shown {
  readonly organisation: Organisation
  readonly reference: string | undefined
  readonly chrome: Chrome
  readonly form: FormView<typeof fields>
}

/** The question, or what happens next once it was answered. */
export const ReportView = ({ organisation, reference, chrome, form }: Shown) =>
  reference === undefined ? (
    <Layout {...chrome} title="Report a safety concern">
      <h1 class="nhsuk-heading-l">Report a safety concern</h1>
      <p>
        Tell {organisation.name} about anything on this site, or in care given through it, that has harmed someone or
        could.
      </p>
      <Card heading="If someone is in danger now" variant="emergency" headingLevel={2}>
        <p>Call 999. Do not use this page: nobody may read it for some time.</p>
      </Card>
      <WhoToAsk organisation={organisation} />
      <Form {...form.hidden}>
        <TextAreaField {...form.field('what')} maxlength={MOST} rows={8} />
        <RadiosField
          {...form.field('harm')}
          options={Object.entries(HARM).map(([value, label]) => ({ value, label }))}
        />
        <TextField {...form.field('where')} />
        <TextField {...form.field('contact')} />
        <Button>Send this concern</Button>
      </Form>
    </Layout>
  ) : (
    <Layout {...chrome} title="We have your safety concern">
      <Panel heading="We have your safety concern">
        Your reference is <strong>{reference}</strong>
      </Panel>
      <h2 class="nhsuk-heading-m">What happens next</h2>
      <ol class="nhsuk-list nhsuk-list--number">
        <li>The administrators of {organisation.name} have been given it as an urgent task.</li>
        <li>If nobody has dealt with it within an hour of opening time, they are told again.</li>
        <li>If you told us how to reach you, they can contact you. They can only do so if you did.</li>
      </ol>
      <p>Only the administrators and the data protection officer can read what you wrote.</p>
      <WhoToAsk organisation={organisation} />
    </Layout>
  )

const WhoToAsk = ({ organisation: { safetyContact, telephone, name } }: { organisation: Organisation }) => (
  <p>
    {safetyContact !== null && (
      <>
        The safety contact of {name} is {safetyContact}.{' '}
      </>
    )}
    {telephone !== null && (
      <>
        You can also call {name} on {telephone}.
      </>
    )}
  </p>
)
