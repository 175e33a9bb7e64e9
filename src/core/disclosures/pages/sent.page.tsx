import { DataTable } from '../../../design-system/data-table.tsx'
import { SelectField } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import { page } from '../../http/page.ts'
import { administrationLink } from '../../identity/administration/administration-links.ts'
import { formatShortInstant } from '../../values/london-time.ts'
import { SENT_STATES, sentState } from '../disclosure.ts'
import { disclosurePaths } from '../paths.ts'
import { seeDisclosures } from '../policy.ts'
import { listRecipients } from '../queries.ts'
import { listSent, type SentLine } from '../queries/lines.ts'
import type { DisclosureTables } from '../tables.ts'
import { DisclosureLists, kindOptions, kindWords, SentTag } from './disclosure-words.tsx'
import { listQuery, optionsOf, PAGE_SIZE } from './list-query.ts'

administrationLink({
  text: 'Information shared with other organisations',
  href: disclosurePaths.list(),
  description: 'What was sent and received, what did not arrive, and who you may send to.',
  policy: seeDisclosures,
  order: 70,
})

export const sentPage = page({
  path: '/staff/administration/disclosures',
  audience: 'staff',
  policy: seeDisclosures,
  purpose: 'administration',
  query: listQuery(SENT_STATES),
  notices: { again: 'It is being sent again.', stopped: 'It has been stopped. It will not be sent.' },
  load: async (tx: Reader<DisclosureTables>, ctx, { query: { state, kind, to, page: number } }) => ({
    ...(await listSent(tx, ctx.tenantId, { state, kind: kind || undefined, to }, { page: number, size: PAGE_SIZE })),
    recipients: await listRecipients(tx, ctx.tenantId),
  }),
  shows: ({ lines }) => lines.flatMap(({ patientId }) => (patientId === undefined ? [] : [patientId])),
  View: ({ subject, at, chrome }) => {
    const { page: number, ...chosen } = at.query
    const shared = { values: chosen, errors: {} }
    return (
      <Layout {...chrome} title="Information sent to other organisations" backHref="/staff/administration" wide>
        <h1 class="nhsuk-heading-l">Information sent to other organisations</h1>
        <DisclosureLists open="sent" />
        <DataTable<SentLine>
          caption="Sent"
          path={disclosurePaths.list()}
          query={chosen}
          columns={[
            { key: 'kind', heading: 'What', cell: ({ kind }) => kindWords(kind) },
            { key: 'to', heading: 'To', cell: ({ recipientName }) => recipientName },
            { key: 'sent', heading: 'Sent', cell: ({ sentAt }) => formatShortInstant(sentAt), nowrap: true },
            { key: 'state', heading: 'State', cell: (line) => <SentTag line={line} /> },
            { key: 'tries', heading: 'Tries', cell: ({ attempts }) => attempts, numeric: true },
            { key: 'problem', heading: 'What went wrong', cell: ({ problem }) => problem ?? '' },
          ]}
          rows={subject.lines}
          total={subject.total}
          pageSize={PAGE_SIZE}
          page={number}
          filterNames={['state', 'kind', 'to']}
          filters={
            <>
              <SelectField {...shared} name="state" label="State" placeholder="Any" options={optionsOf(SENT_STATES)} />
              <SelectField {...shared} name="kind" label="What" placeholder="Anything" options={kindOptions()} />
              <SelectField
                {...shared}
                name="to"
                label="To"
                placeholder="Anyone"
                options={subject.recipients.map(({ recipientId, name }) => ({ value: recipientId, label: name }))}
              />
            </>
          }
          rowActionsHeading="Action"
          rowActions={(line) =>
            sentState(line) === 'failed' ? (
              <>
                <a href={disclosurePaths.sendAgain(line.disclosureId)}>
                  Send again<span class="nhsuk-u-visually-hidden"> to {line.recipientName}</span>
                </a>{' '}
                <a href={disclosurePaths.stop(line.disclosureId)}>
                  Stop<span class="nhsuk-u-visually-hidden"> sending to {line.recipientName}</span>
                </a>
              </>
            ) : (
              ''
            )
          }
          emptyText="Nothing has been sent."
        />
      </Layout>
    )
  },
})
