import { Button } from '../../../design-system/components/button.tsx'
import { Table } from '../../../design-system/components/table.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import { page } from '../../http/page.ts'
import { allowsRole } from '../../policy/enforce.ts'
import { formatShortInstant } from '../../values/london-time.ts'
import { disclosurePaths } from '../paths.ts'
import { manageRecipients, seeDisclosures } from '../policy.ts'
import { listRecipients, type Recipient } from '../queries.ts'
import type { DisclosureTables } from '../tables.ts'
import { DisclosureLists, kindWords } from './disclosure-words.tsx'

const rowOf = ({ recipientId, name, agreement, kinds, addedAt, endedAt }: Recipient, mayChange: boolean) => [
  name,
  agreement,
  <ul class="nhsuk-list nhsuk-u-margin-bottom-0">
    {kinds.map((kind) => (
      <li>{kindWords(kind)}</li>
    ))}
  </ul>,
  endedAt ? `Ended ${formatShortInstant(endedAt)}` : `Since ${formatShortInstant(addedAt)}`,
  mayChange && !endedAt ? (
    <a href={disclosurePaths.endRecipient(recipientId)}>
      End<span class="nhsuk-u-visually-hidden"> sending to {name}</span>
    </a>
  ) : (
    ''
  ),
]

export const recipientsPage = page({
  path: '/staff/administration/disclosures/recipients',
  audience: 'staff',
  policy: seeDisclosures,
  purpose: 'administration',
  load: (tx: Reader<DisclosureTables>, ctx) => listRecipients(tx, ctx.tenantId),
  shows: () => [],
  notices: {
    added: 'You can now send to this organisation.',
    ended: 'Nothing more will be sent to this organisation.',
  },
  View: ({ subject, chrome, ctx }) => {
    const mayChange = allowsRole(manageRecipients as never, ctx)
    return (
      <Layout {...chrome} title="Who we may send to" backHref="/staff/administration" wide>
        <h1 class="nhsuk-heading-l">Who we may send to</h1>
        <DisclosureLists open="recipients" />
        <p>Nothing about a patient is sent to an organisation that is not listed here.</p>
        {mayChange && <Button href={disclosurePaths.newRecipient()}>Add an organisation</Button>}
        {subject.length === 0 ? (
          <p>No organisation is listed.</p>
        ) : (
          <Table
            caption="Organisations we may send to"
            head={['Organisation', 'Agreement', 'What', 'Since', 'Action']}
            rows={subject.map((recipient) => rowOf(recipient, mayChange))}
            responsive
          />
        )}
      </Layout>
    )
  },
})
