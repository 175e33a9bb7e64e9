import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { DateField, Form, RadiosField, TextAreaField, TextField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import { dateField } from '../../../../core/http/form/date-field.ts'
import { choiceField, optional, textField } from '../../../../core/http/form/fields.ts'
import { page } from '../../../../core/http/page.ts'
import { closeScheme, decideVersion, signOffScheme } from '../commands/decide.ts'
import { schemePaths } from '../paths.ts'
import { manageSchemes } from '../policy.ts'
import { loadSchemePage } from '../queries/scheme-page.ts'
import type { DecideRefusal } from '../scheme-problems.ts'
import { VersionSummary } from './version-summary.tsx'

const REFUSALS: Record<DecideRefusal, string> = {
  'not-proposed': 'Nothing waits for approval: someone has decided already',
  'own-proposal': 'Someone else must approve this: you proposed it',
  'not-live': 'No version is in use',
}
const DECISIONS = { approve: 'Approve: it is used from now on', return: 'Send it back' }

export const decideVersionPage = page({
  path: '/staff/homecare/schemes/:schemeId/decide',
  audience: 'staff',
  policy: manageSchemes,
  purpose: 'administration',
  confirmedWithin: 30,
  load: loadSchemePage,
  shows: () => [],
  form: {
    fields: {
      decision: choiceField({ label: 'What do you decide?', choices: DECISIONS, missing: 'Select what you decide' }),
      reason: optional(textField({ label: 'Why it is sent back', maxLength: 500 })),
    },
    version: ({ scheme }) => scheme.version,
    check: ({ decision, reason }): { reason?: string } =>
      decision === 'return' && reason === undefined ? { reason: 'Enter why it is sent back' } : {},
    async submit(ctx, { scheme }, { decision, reason = '' }, { version = 0 }) {
      const number = scheme.versions.find(({ isDecided }) => !isDecided)?.number ?? 0
      const answer = await decideVersion(ctx, { schemeId: scheme.schemeId, version, number, decision, reason })
      return answer === 'done'
        ? { redirect: schemePaths.scheme(scheme.schemeId, decision === 'approve' ? 'approved' : 'returned') }
        : { errors: { decision: REFUSALS[answer] } }
    },
  },
  View: ({ subject: { scheme, words, names }, form, chrome, ctx }) => {
    const waiting = scheme.versions.find(({ isDecided }) => !isDecided)
    const live = scheme.versions.find(({ number }) => number === scheme.liveNumber)
    const isOwn = waiting?.proposedBy === ctx.actor.id
    return (
      <Layout {...chrome} title={`Decide on ${scheme.name}`} backHref={schemePaths.scheme(scheme.schemeId)}>
        <h1 class="nhsuk-heading-l">Decide on {scheme.name}</h1>
        {waiting === undefined ? (
          <p>Nothing waits for approval.</p>
        ) : (
          <>
            <p>
              Version {waiting.number}, proposed by {names.get(waiting.proposedBy) ?? 'someone who has left'}.
            </p>
            <VersionSummary content={waiting.content} words={words} before={live?.content} />
            {isOwn && (
              <InsetText>
                <p>You proposed this version: someone else must approve it. You may send it back yourself.</p>
              </InsetText>
            )}
            <Form {...form.hidden}>
              <RadiosField
                {...form.field('decision')}
                options={Object.entries(DECISIONS).map(([value, label]) => ({ value, label }))}
              />
              <TextAreaField {...form.field('reason')} rows={3} />
              <Button>Save decision</Button>
            </Form>
          </>
        )}
      </Layout>
    )
  },
})

export const signOffSchemePage = page({
  path: '/staff/homecare/schemes/:schemeId/sign-off',
  audience: 'staff',
  policy: manageSchemes,
  purpose: 'administration',
  load: loadSchemePage,
  shows: () => [],
  form: {
    fields: {
      by: textField({ label: 'Name of the pharmacist or doctor', maxLength: 120 }),
      registration: textField({ label: 'Professional registration', hint: 'Like GPhC 2012345', maxLength: 40 }),
      on: dateField({
        label: 'Date of the sign-off',
        name: 'Date of the sign-off',
        rule: (today) => ({ today, when: 'today-or-past' }),
      }),
    },
    version: ({ scheme }) => scheme.version,
    async submit(ctx, { scheme }, signOff, { version = 0 }) {
      const answer = await signOffScheme(ctx, { schemeId: scheme.schemeId, version, signOff })
      return answer === 'done'
        ? { redirect: schemePaths.scheme(scheme.schemeId, 'signed-off') }
        : { errors: { form: REFUSALS[answer] } }
    },
  },
  View: ({ subject: { scheme }, form, chrome }) => (
    <Layout {...chrome} title="Record a sign-off" backHref={schemePaths.scheme(scheme.schemeId)}>
      <h1 class="nhsuk-heading-l">Who signed off {scheme.name}?</h1>
      <p>The person who checked the dose limits and the monitoring of the version in use against their sources.</p>
      <Form {...form.hidden}>
        <TextField {...form.field('by')} />
        <TextField {...form.field('registration')} width={20} />
        <DateField {...form.field('on')} />
        <Button>Record the sign-off</Button>
      </Form>
    </Layout>
  ),
})

export const closeSchemePage = page({
  path: '/staff/homecare/schemes/:schemeId/close',
  audience: 'staff',
  policy: manageSchemes,
  purpose: 'administration',
  load: loadSchemePage,
  shows: () => [],
  form: {
    fields: {},
    version: ({ scheme }) => scheme.version,
    async submit(ctx, { scheme }, _values, { version = 0 }) {
      await closeScheme(ctx, { schemeId: scheme.schemeId, version })
      return { redirect: schemePaths.list('closed') }
    },
  },
  View: ({ subject: { scheme }, form, chrome }) => (
    <Layout {...chrome} title="Close a scheme" backHref={schemePaths.scheme(scheme.schemeId)}>
      <h1 class="nhsuk-heading-l">Close {scheme.name}</h1>
      <p>Nobody new can be registered under it, and nothing more can be prescribed. Patients who have it go on.</p>
      <Form {...form.hidden}>
        <Button variant="warning">Close this scheme</Button>
      </Form>
    </Layout>
  ),
})
