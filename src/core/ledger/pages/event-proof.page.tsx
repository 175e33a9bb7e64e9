import { SummaryList } from '../../../design-system/components/summary-list.tsx'
import { WarningCallout } from '../../../design-system/components/warning-callout.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import { page } from '../../http/page.ts'
import { formatInstant } from '../../values/london-time.ts'
import { getEventProof, proofText } from '../event-proof.ts'
import { ledgerPaths } from '../paths.ts'
import { seeAuditLog } from '../policy.ts'
import type { LedgerTables } from '../tables.ts'

export const eventProofPage = page({
  path: ledgerPaths.proof(':eventId'),
  audience: 'staff',
  policy: seeAuditLog,
  purpose: 'information-rights',
  load: (tx: Reader<LedgerTables>, ctx, { path }) => getEventProof(tx, ctx.tenantId, path.eventId),
  shows: ({ subjects }) => subjects.slice(0, 100),
  View: ({ subject: proof, chrome }) => (
    <Layout {...chrome} title="Proof of one entry" backHref={ledgerPaths.log()}>
      <h1 class="nhsuk-heading-l">Proof of one entry</h1>
      {proof.holds ? (
        <p>This entry is in the log that the checkpoint signs. Nobody has changed it since.</p>
      ) : (
        <WarningCallout heading="This entry does not fit the log">
          <p>It was changed or taken out. Tell whoever runs Troth to run “troth verify-log” at once.</p>
        </WarningCallout>
      )}
      <SummaryList
        rows={[
          { key: 'Entry', value: (proof.position + 1).toLocaleString('en-GB') },
          { key: 'Recorded', value: formatInstant(new Date(proof.recordedAt)) },
          {
            key: 'What was recorded',
            value: proof.text === undefined ? 'Not there any more' : <code>{proof.text}</code>,
          },
          { key: 'Leaf hash', value: <code>{proof.leaf.toString('base64')}</code> },
          { key: 'Proof with checkpoint', value: <Lines text={proofText(proof)} /> },
          { key: 'Signed', value: formatInstant(proof.checkpoint.signedAt) },
          { key: 'Public key', value: <code>{proof.checkpoint.verifierKey}</code> },
        ]}
      />
      <h2 class="nhsuk-heading-m">Check it without Troth</h2>
      <ol class="nhsuk-list nhsuk-list--number">
        <li>
          Put a byte 0 before what was recorded and take the SHA-256 of it. In base64 that is the leaf hash. What was
          recorded holds no names: people are in it as numbers, and what was written is in it as hashes.
        </li>
        <li>
          Go up with the lines between “index” and the empty line, one after the other: at each step take the SHA-256 of
          a byte 1, the left hash and the right hash (RFC 9162, section 2.1.3.2). The last is the root.
        </li>
        <li>The root must be the third line after the empty line. The second is how many entries the log had.</li>
        <li>
          Check the signatures under it with the public key (Ed25519), which you noted before. Any tool that reads C2SP
          tlog-proof does steps 2 to 4.
        </li>
      </ol>
    </Layout>
  ),
})

const Lines = ({ text }: { readonly text: string }) => (
  <>
    {text
      .trimEnd()
      .split('\n')
      .map((line) => (
        <>
          <code>{line}</code>
          <br />
        </>
      ))}
  </>
)
