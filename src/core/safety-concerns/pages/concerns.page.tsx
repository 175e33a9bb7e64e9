import { PlainText } from '../../../design-system/components/plain-text.tsx'
import { SummaryList } from '../../../design-system/components/summary-list.tsx'
import { Table } from '../../../design-system/components/table.tsx'
import { Tag } from '../../../design-system/components/tag.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import { page } from '../../http/page.ts'
import { homeLink, namesOf, outcomeWords, taskPaths } from '../../tasks/index.ts'
import { formatInstant, formatShortInstant } from '../../values/london-time.ts'
import { concernPaths } from '../paths.ts'
import { readConcern } from '../policy.ts'
import { getConcern, listConcerns, type StoredConcern } from '../queries.ts'
import { HARM, REPORTERS } from '../safety-concern.ts'
import type { ConcernWork } from '../tables.ts'
import { safetyConcernReported } from '../task-reasons.ts'

homeLink({
  text: 'Safety concerns',
  href: concernPaths.list(),
  description: 'What people have reported, and what became of it.',
  policy: readConcern,
  order: 70,
})

export const concernsPage = page({
  path: '/staff/safety-concerns',
  audience: 'staff',
  policy: readConcern,
  purpose: 'security',
  load: (tx: Reader<ConcernWork>, ctx) => listConcerns(tx, ctx.tenantId),
  shows: (concerns) => [...new Set(concerns.flatMap(({ patientId }) => patientId ?? []))],
  View: ({ subject: concerns, chrome }) => (
    <Layout {...chrome} title="Safety concerns" backHref="/staff">
      <h1 class="nhsuk-heading-l">Safety concerns</h1>
      {concerns.length === 0 ? (
        <p>Nobody has reported a safety concern.</p>
      ) : (
        <Table
          caption="The latest reports"
          head={['Reference', 'Reported', 'By', 'What became of it']}
          rows={concerns.map((concern) => [
            { text: concern.reference, href: concernPaths.concern(concern.concernId) },
            formatShortInstant(concern.reportedAt),
            REPORTERS[concern.reporterKind],
            <Ending concern={concern} />,
          ])}
          firstCellIsHeader
          responsive
        />
      )}
    </Layout>
  ),
})

export const concernPage = page({
  path: '/staff/safety-concerns/:concernId',
  audience: 'staff',
  policy: readConcern,
  purpose: 'security',
  load: async (tx: Reader<ConcernWork>, ctx, { path }) => {
    const concern = await getConcern(tx, ctx, path.concernId)
    const isStaff = concern.reporterKind === 'staff' && concern.reporterId !== null
    const names = isStaff ? await namesOf(tx, ctx.tenantId, [concern.reporterId]) : undefined
    return { concern, reporter: names?.get(concern.reporterId ?? '') }
  },
  shows: ({ concern: { patientId } }) => (patientId === null ? [] : [patientId]),
  View: ({ subject: { concern, reporter }, chrome }) => (
    <Layout {...chrome} title={`Safety concern ${concern.reference}`} backHref={concernPaths.list()}>
      <h1 class="nhsuk-heading-l">Safety concern {concern.reference}</h1>
      <SummaryList
        rows={[
          { key: 'Reported', value: formatInstant(concern.reportedAt) },
          { key: 'By', value: reporter ?? REPORTERS[concern.reporterKind] },
          {
            key: 'What',
            value: concern.report ? (
              <PlainText>{concern.report.what}</PlainText>
            ) : (
              'Erased with the record of the patient'
            ),
          },
          concern.report && { key: 'Was anyone harmed?', value: HARM[concern.report.harm] },
          concern.report?.where !== undefined && { key: 'Where', value: concern.report.where },
          concern.report?.contact !== undefined && { key: 'How to reach them', value: concern.report.contact },
          { key: 'What became of it', value: <Ending concern={concern} /> },
        ]}
      />
      <p>
        <a href={taskPaths.task(concern.taskId)}>Open its task</a>
      </p>
    </Layout>
  ),
})

const Ending = ({ concern: { closedAt, outcome } }: { concern: StoredConcern }) =>
  closedAt === null || outcome === null ? (
    <Tag colour="red">Open</Tag>
  ) : (
    <>
      {outcomeWords(safetyConcernReported.code, outcome)}, {formatShortInstant(closedAt)}
    </>
  )
