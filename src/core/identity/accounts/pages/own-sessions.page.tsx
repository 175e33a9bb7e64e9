import { Button } from '../../../../design-system/components/button.tsx'
import { Table } from '../../../../design-system/components/table.tsx'
import { Form } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Context } from '../../../context.ts'
import type { Reader } from '../../../database/transaction.ts'
import { hiddenField } from '../../../http/form/fields.ts'
import { page } from '../../../http/page.ts'
import { formatInstant } from '../../../values/london-time.ts'
import { isUuid } from '../../../values/uuid.ts'
import { listLiveSessions } from '../../sessions/queries.ts'
import { endOwnSessions } from '../commands/own-sessions.ts'
import { paths } from '../paths.ts'
import { ownAccount } from '../policy.ts'
import type { IdentityTables } from '../tables.ts'

export const ownSessionsPage = page({
  path: paths.sessions,
  audience: 'staff',
  policy: ownAccount,
  purpose: 'security',
  async load(tx: Reader<IdentityTables>, ctx: Context) {
    const account = { tenantId: ctx.tenantId, accountId: ctx.actor.id }
    return { sessions: await listLiveSessions(tx, account, ctx.clock.now()), thisOne: ctx.sessionId }
  },
  shows: () => [],
  notices: { ended: 'That session has been signed out.' },
  form: {
    fields: {
      session: hiddenField<string>((text) =>
        text === 'all' || isUuid(text) ? { value: text } : { problem: 'Select what to sign out' },
      ),
    },
    async submit(ctx, { thisOne }, { session }) {
      await endOwnSessions(ctx, { sessionId: session })
      return session === 'all' || session === thisOne
        ? { redirect: `${paths.signIn}?notice=signed-out`, session: 'end' }
        : { redirect: `${paths.sessions}?notice=ended` }
    },
  },
  View: ({ subject, form, chrome }) => (
    <Layout {...chrome} title="Where you are signed in" backHref={paths.account}>
      <h1 class="nhsuk-heading-l">Where you are signed in</h1>
      <p>If one of these is not you, sign out everywhere and change your password.</p>
      <Table
        caption={{ text: 'Sessions', size: 's' }}
        head={['Signed in', 'Last used', { text: '', visuallyHiddenText: 'Sign out' }]}
        rows={subject.sessions.map((session) => [
          formatInstant(session.createdAt),
          session.sessionId === subject.thisOne ? 'Now, here' : formatInstant(session.lastSeenAt),
          <Form csrfToken={form.hidden.csrfToken} idempotencyKey={form.hidden.idempotencyKey}>
            <input type="hidden" name="session" value={session.sessionId} />
            <Button
              small
              variant="secondary"
              ariaLabel={`Sign out of the session of ${formatInstant(session.createdAt)}`}
            >
              Sign out
            </Button>
          </Form>,
        ])}
        responsive
      />
      <Form csrfToken={form.hidden.csrfToken} idempotencyKey={form.hidden.idempotencyKey}>
        <input type="hidden" name="session" value="all" />
        <Button variant="warning">Sign out everywhere</Button>
      </Form>
    </Layout>
  ),
})
