import { z } from 'zod'
import { InsetText } from '../../../design-system/components/inset-text.tsx'
import { SummaryList } from '../../../design-system/components/summary-list.tsx'
import { Table } from '../../../design-system/components/table.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import { page } from '../../http/page.ts'
import type { Reader } from '../../database/transaction.ts'
import { formatInstant } from '../../values/london-time.ts'
import { IMPORT_FORMATS, IMPORT_STATES, type ImportRun } from '../import-run.ts'
import { importsPath } from '../paths.ts'
import * as policy from '../policy.ts'
import { getImportRun, listImportProblems } from '../queries.ts'
import type { ImportTables } from '../tables.ts'

/** Problems on the page, and in the file that can be saved. */
const SHOWN = 100
const IN_FILE = 20_000

const count = (number: number) => number.toLocaleString('en-GB')

const facts = (run: ImportRun) => [
  { key: 'Started', value: formatInstant(run.startedAt) },
  { key: 'State', value: IMPORT_STATES[run.state] },
  ...(run.failure === null ? [] : [{ key: 'Why it stopped', value: run.failure }]),
  { key: 'File', value: `${IMPORT_FORMATS[run.format]}, ${count(run.fileBytes)} bytes` },
  { key: 'Rows read', value: count(run.position) },
  { key: run.mode === 'preview' ? 'Would be added' : 'Added', value: count(run.added) },
  { key: run.mode === 'preview' ? 'Would be changed' : 'Changed', value: count(run.changed) },
  { key: 'Unchanged', value: count(run.unchanged) },
  { key: 'Held: may already be here', value: count(run.held) },
  { key: 'Refused', value: count(run.refused) },
]

export const importPage = page({
  path: '/staff/administration/imports/:runId',
  audience: 'staff',
  policy: policy.seeImports,
  purpose: 'administration',
  query: z.object({ format: z.string().optional() }),
  load: async (tx: Reader<ImportTables>, ctx, { path, query }) => {
    const run = await getImportRun(tx, ctx, path.runId)
    const limit = query.format === 'csv' ? IN_FILE : SHOWN + 1
    return { run, problems: await listImportProblems(tx, ctx, run.runId, { limit }) }
  },
  shows: () => [],
  csv: ({ run, problems }) => ({
    file: {
      fileName: `import-${run.runId}-rows-to-look-at.csv`,
      columns: ['Line', 'Row', 'What happened', 'Column', 'Reason'],
      rows: problems.map(({ line, row, kind, column, reason }) => [
        line,
        row ?? '',
        kind === 'held' ? 'Held' : 'Refused',
        column,
        reason,
      ]),
    },
    shows: [],
  }),
  View: ({ subject: { run, problems }, chrome }) => {
    const fields = Object.entries(run.changedFields).sort(([, a], [, b]) => b - a)
    return (
      <Layout {...chrome} title={run.mode === 'preview' ? 'Preview of an import' : 'Import'} backHref={importsPath()}>
        <h1 class="nhsuk-heading-l">{run.mode === 'preview' ? 'Preview of an import' : 'Import'}</h1>
        {run.state === 'running' && (
          <InsetText>
            This has not finished. If it was stopped, start it again with the same file: it goes on where it was.
          </InsetText>
        )}
        <SummaryList rows={facts(run)} />
        {fields.length > 0 && (
          <Table
            caption="What changed"
            head={['Field', { text: 'Records', format: 'numeric' }]}
            rows={fields.map(([field, records]) => [field, { text: count(records), format: 'numeric' }])}
          />
        )}
        {problems.length > 0 && (
          <>
            <Table
              caption="Rows to look at"
              head={[
                { text: 'Line', format: 'numeric' },
                { text: 'Row', format: 'numeric' },
                'What happened',
                'Column',
                'Reason',
              ]}
              rows={problems
                .slice(0, SHOWN)
                .map(({ line, row, kind, column, reason }) => [
                  { text: count(line), format: 'numeric' },
                  { text: row === undefined ? '' : count(row), format: 'numeric' },
                  kind === 'held' ? 'Held' : 'Refused',
                  column,
                  reason,
                ])}
              responsive
            />
            <p>
              {problems.length > SHOWN && `The first ${SHOWN} are shown. `}
              <a href="?format=csv">Save the list as a file</a>
            </p>
          </>
        )}
      </Layout>
    )
  },
})
