import { SummaryList } from '../../../design-system/components/summary-list.tsx'
import { Table } from '../../../design-system/components/table.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import { page } from '../../http/page.ts'
import { administrationLink } from '../../identity/administration/administration-links.ts'
import { formatInstant } from '../../values/london-time.ts'
import { ledgerPaths } from '../paths.ts'
import { seeAuditLog } from '../policy.ts'
import { findNewestCheckpoint, newestEntries } from '../queries.ts'
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
  load: async (tx: Reader<LedgerTables>, ctx) => ({
    checkpoint: await findNewestCheckpoint(tx, ctx.tenantId),
    entries: await newestEntries(tx, ctx.tenantId),
  }),
  shows: () => [],
  View: ({ subject: { checkpoint, entries }, chrome }) => (
    <Layout {...chrome} title="Proof of the audit trail" backHref="/staff/administration">
      <h1 class="nhsuk-heading-l">Proof of the audit trail</h1>
      <p>
        Every few seconds, Troth adds what happened to a log and signs a checkpoint. If anything in the log is changed
        or taken out later, it no longer fits its checkpoints.
      </p>
      {checkpoint === undefined ? (
        <p>Nothing has been added to the log yet. Look again in a minute.</p>
      ) : (
        <>
          <h2 class="nhsuk-heading-m">Newest checkpoint</h2>
          <SummaryList
            rows={[
              { key: 'Entries', value: checkpoint.size.toLocaleString('en-GB') },
              { key: 'Signed', value: formatInstant(checkpoint.signedAt) },
              { key: 'Root', value: <code>{checkpoint.root.toString('base64')}</code> },
              { key: 'Public key', value: <code>{checkpoint.verifierKey}</code> },
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
          <h2 class="nhsuk-heading-m">Newest entries</h2>
          <p>
            The proof of an entry shows that it is in the log, to anyone, without Troth and without the other entries.
          </p>
          <Table
            caption="The 20 newest entries"
            head={['Entry', 'Recorded', 'Proof']}
            rows={entries.map(({ position, eventId, recordedAt }) => [
              (position + 1).toLocaleString('en-GB'),
              formatInstant(recordedAt),
              <a href={ledgerPaths.proof(eventId)}>
                Show the proof<span class="nhsuk-u-visually-hidden"> of entry {position + 1}</span>
              </a>,
            ])}
            responsive
          />
        </>
      )}
    </Layout>
  ),
})
