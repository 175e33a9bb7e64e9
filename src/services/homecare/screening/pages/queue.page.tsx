import { Tag } from '../../../../design-system/components/tag.tsx'
import { DataTable } from '../../../../design-system/data-table.tsx'
import { SelectField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { page } from '../../../../core/http/page.ts'
import { homeLink } from '../../../../core/tasks/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { PRESCRIPTION_CLASSES } from '../../prescriptions/classify.ts'
import { PRESCRIPTION_STATES, type PrescriptionState } from '../../prescriptions/prescription-state.ts'
import { fileOf, kept, linesOf, optionsOf, Patient, queueQuery, sinceWords } from '../../sending/pages/queue-parts.tsx'
import { isClinic } from '../../sending/queries/parties.ts'
import { listQueue, PAGE_SIZE, patientsOf, type QueueLine, type QueueTables } from '../../sending/queries/queue.ts'
import { screeningPaths } from '../paths.ts'
import { screenPrescriptions } from '../policy.ts'

const STATES = ['in-screening', 'signed-unscreened', 'queried'] as const satisfies readonly PrescriptionState[]
const STATE_WORDS = Object.fromEntries(STATES.map((state) => [state, PRESCRIPTION_STATES[state]]))
const COLOURS = { new: 'purple', changed: 'orange', 'unchanged-repeat': 'green' } as const

homeLink({
  text: 'Clinical screening',
  href: screeningPaths.queue(),
  description: 'Prescriptions that wait for a second pair of eyes.',
  policy: screenPrescriptions as never,
  order: 41,
  kinds: ['nhs-trust'],
})

export const screeningQueuePage = page({
  path: '/staff/homecare/screening',
  audience: 'staff',
  policy: screenPrescriptions,
  purpose: 'direct-care',
  query: queueQuery,
  notices: {
    screened: 'Screened. It waits for its prescriber to sign.',
    'screened-signed': 'Screened. It was signed before, and can be ordered now.',
    queried: 'The prescriber has been asked.',
    declined: 'Declined. The prescriber can see why.',
  },
  async load(tx: Reader<QueueTables & TenancyTables>, ctx, { query }) {
    const states = STATES.filter((state) => query.state === undefined || state === query.state)
    const filter = { states, class: query.class, isReceived: false }
    return { isClinic: await isClinic(tx, ctx.tenantId), ...(await listQueue(tx, ctx, filter, linesOf(query))) }
  },
  shows: ({ lines }) => patientsOf(lines),
  csv: ({ lines }) => ({ file: fileOf('clinical-screening.csv', lines), shows: patientsOf(lines) }),
  View: ({ subject, at: { query }, chrome, ctx }) => {
    const shared = { values: kept(query), errors: {} }
    return (
      <Layout {...chrome} title="Clinical screening" wide>
        <h1 class="nhsuk-heading-l">Clinical screening</h1>
        <DataTable<QueueLine>
          caption="Waiting for clinical screening"
          path={screeningPaths.queue()}
          query={kept(query)}
          columns={[
            {
              key: 'patient',
              heading: 'Patient',
              cell: (line) => <Patient line={line} />,
              href: ({ prescriptionId }) => screeningPaths.screen(prescriptionId),
            },
            { key: 'medicine', heading: 'Medicine', cell: ({ medicine }) => medicine },
            {
              key: 'class',
              heading: 'Class',
              cell: ({ class: kind }) =>
                kind === undefined ? '' : <Tag colour={COLOURS[kind]}>{PRESCRIPTION_CLASSES[kind]}</Tag>,
            },
            { key: 'state', heading: 'State', cell: ({ state }) => PRESCRIPTION_STATES[state] },
            { key: 'since', heading: 'Since', cell: (line) => sinceWords(line, ctx.clock.now()) },
            { key: 'prescriber', heading: 'Prescriber', cell: ({ prescriber }) => prescriber },
          ]}
          rows={subject.lines}
          total={subject.total}
          pageSize={PAGE_SIZE}
          page={query.page ?? 1}
          filterNames={['class', 'state']}
          filters={
            <>
              <SelectField
                {...shared}
                name="class"
                label="Class"
                placeholder="Any"
                options={optionsOf(PRESCRIPTION_CLASSES)}
              />
              <SelectField {...shared} name="state" label="State" placeholder="Any" options={optionsOf(STATE_WORDS)} />
            </>
          }
          csvPath={screeningPaths.queue({ ...kept(query), format: 'csv' })}
          emptyText="Nothing waits for clinical screening."
        />
        <p>
          <a href={screeningPaths.overrides()}>How often checks are overridden</a>
        </p>
      </Layout>
    )
  },
})
