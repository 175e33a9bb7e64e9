import { SummaryList } from '../../../design-system/components/summary-list.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import { page } from '../../http/page.ts'
import { administrationLink } from '../../identity/administration/administration-links.ts'
import { formatInstant } from '../../values/london-time.ts'
import { ledgerPaths } from '../paths.ts'
import { seeAuditLog } from '../policy.ts'
import { findNewestCheckpoint } from '../queries.ts'
import type { LedgerTables } from '../tables.ts'

administrationLink({
  text: 'Proof of the audit trail',
  href: ledgerPaths.log(),
  description: 'The newest signed checkpoint, to keep somewhere else: it shows later that nothing was changed.',
  policy: seeAuditLog,
  order: 65,
})

export const auditLogPage = page({
  path: ledgerPaths.log(),
  audience: 'staff',
  policy: seeAuditLog,
  purpose: 'information-rights',
  load: (tx: Reader<LedgerTables>, ctx) => findNewestCheckpoint(tx, ctx.tenantId),
  shows: () => [],
  View: ({ subject, chrome }) => (
    <Layout {...chrome} title="Proof of the audit trail" backHref="/staff/administration">
      <h1 class="nhsuk-heading-l">Proof of the audit trail</h1>
      <p>
        Every few seconds, Troth adds what happened to a log and signs a checkpoint. If anything in the log is changed
        or taken out later, it no longer fits its checkpoints.
      </p>
      {subject === undefined ? (
        <p>Nothing has been added to the log yet. Look again in a minute.</p>
      ) : (
        <>
          <h2 class="nhsuk-heading-m">Newest checkpoint</h2>
          <SummaryList
            rows={[
              { key: 'Entries', value: subject.size.toLocaleString('en-GB') },
              { key: 'Signed', value: formatInstant(subject.signedAt) },
              { key: 'Root', value: <code>{subject.root.toString('base64')}</code> },
              { key: 'Public key', value: <code>{subject.verifierKey}</code> },
            ]}
          />
          <p>
            <a href={ledgerPaths.checkpoint()} download>
              Download this checkpoint
            </a>
          </p>
          <p>
            Keep it where those who run Troth cannot change it, for example in a mailbox or on paper. It names nobody.
            Those who run Troth can compare it with the whole log: “troth verify-log” with “--checkpoint” and the file.
          </p>
        </>
      )}
    </Layout>
  ),
})
