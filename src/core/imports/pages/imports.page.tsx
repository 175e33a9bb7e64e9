import { Table } from '../../../design-system/components/table.tsx'
import { Tag } from '../../../design-system/components/tag.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import { page } from '../../http/page.ts'
import { formatShortInstant } from '../../values/london-time.ts'
import { IMPORT_FORMATS, IMPORT_STATES, type ImportRun } from '../import-run.ts'
import { importPath } from '../paths.ts'
import * as policy from '../policy.ts'
import { listImportRuns } from '../queries.ts'

const COLOURS = { running: 'blue', finished: 'green', failed: 'red' } as const
const whole = (count: number) => ({ text: count.toLocaleString('en-GB'), format: 'numeric' as const })

const rowOf = (run: ImportRun) => [
  <a href={importPath(run.runId)}>{formatShortInstant(run.startedAt)}</a>,
  run.mode === 'preview' ? 'Preview' : 'Import',
  IMPORT_FORMATS[run.format],
  <Tag colour={COLOURS[run.state]}>{IMPORT_STATES[run.state]}</Tag>,
  whole(run.added),
  whole(run.changed),
  whole(run.unchanged),
  whole(run.held),
  whole(run.refused),
]

export const importsPage = page({
  path: '/staff/administration/imports',
  audience: 'staff',
  policy: policy.seeImports,
  purpose: 'administration',
  load: async (tx: Parameters<typeof listImportRuns>[0], ctx) => await listImportRuns(tx, ctx),
  shows: () => [],
  View: ({ subject, chrome }) => (
    <Layout {...chrome} title="Imports" wide>
      <h1 class="nhsuk-heading-l">Imports</h1>
      <p>
        Files of patients that were brought in at the command line. A preview changes nothing: it says what an import
        would do.
      </p>
      {subject.length === 0 ? (
        <p>Nothing has been imported.</p>
      ) : (
        <Table
          caption="Imports and previews"
          head={[
            'Started',
            'Kind',
            'File',
            'State',
            { text: 'Added', format: 'numeric' },
            { text: 'Changed', format: 'numeric' },
            { text: 'Unchanged', format: 'numeric' },
            { text: 'To look at', format: 'numeric' },
            { text: 'Refused', format: 'numeric' },
          ]}
          rows={subject.map(rowOf)}
          responsive
        />
      )}
    </Layout>
  ),
})
