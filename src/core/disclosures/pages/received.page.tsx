import { DataTable } from '../../../design-system/data-table.tsx'
import { SelectField } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import { page } from '../../http/page.ts'
import { formatShortInstant } from '../../values/london-time.ts'
import { RECEIVED_STATES, receivedState } from '../disclosure.ts'
import { disclosurePaths } from '../paths.ts'
import { seeDisclosures } from '../policy.ts'
import { listReceived, type ReceivedLine } from '../queries/lines.ts'
import type { DisclosureTables } from '../tables.ts'
import { DisclosureLists, kindOptions, kindWords, ReceivedTag } from './disclosure-words.tsx'
import { listQuery, optionsOf, PAGE_SIZE } from './list-query.ts'

export const receivedPage = page({
  path: '/staff/administration/disclosures/received',
  audience: 'staff',
  policy: seeDisclosures,
  purpose: 'administration',
  query: listQuery(RECEIVED_STATES),
  notices: { again: 'It is being put into the record again.' },
  load: (tx: Reader<DisclosureTables>, ctx, { query: { state, kind, page: number } }) =>
    listReceived(tx, ctx.tenantId, { state, kind: kind || undefined }, { page: number, size: PAGE_SIZE }),
  shows: () => [],
  View: ({ subject, at, chrome }) => {
    const { page: number, to: _to, ...chosen } = at.query
    const shared = { values: chosen, errors: {} }
    return (
      <Layout {...chrome} title="Information received from other organisations" backHref="/staff/administration" wide>
        <h1 class="nhsuk-heading-l">Information received from other organisations</h1>
        <DisclosureLists open="received" />
        <DataTable<ReceivedLine>
          caption="Received"
          path={disclosurePaths.received()}
          query={chosen}
          columns={[
            { key: 'kind', heading: 'What', cell: ({ kind }) => kindWords(kind) },
            { key: 'from', heading: 'From', cell: ({ senderName }) => senderName },
            { key: 'sent', heading: 'Sent', cell: ({ sentAt }) => formatShortInstant(sentAt), nowrap: true },
            {
              key: 'arrived',
              heading: 'Arrived',
              cell: ({ receivedAt }) => formatShortInstant(receivedAt),
              nowrap: true,
            },
            { key: 'state', heading: 'State', cell: (line) => <ReceivedTag line={line} /> },
            { key: 'problem', heading: 'What went wrong', cell: ({ problem }) => problem ?? '' },
          ]}
          rows={subject.lines}
          total={subject.total}
          pageSize={PAGE_SIZE}
          page={number}
          filterNames={['state', 'kind']}
          filters={
            <>
              <SelectField
                {...shared}
                name="state"
                label="State"
                placeholder="Any"
                options={optionsOf(RECEIVED_STATES)}
              />
              <SelectField {...shared} name="kind" label="What" placeholder="Anything" options={kindOptions()} />
            </>
          }
          rowActionsHeading="Action"
          rowActions={(line) =>
            receivedState(line) === 'failed' ? (
              <a href={disclosurePaths.applyAgain(line.senderId, line.disclosureId)}>
                Try again<span class="nhsuk-u-visually-hidden"> what came from {line.senderName}</span>
              </a>
            ) : (
              ''
            )
          }
          emptyText="Nothing has been received."
        />
      </Layout>
    )
  },
})
