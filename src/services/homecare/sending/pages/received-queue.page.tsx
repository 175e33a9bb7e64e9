import { DataTable } from '../../../../design-system/data-table.tsx'
import { SelectField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { navigationItem } from '../../../../core/http/navigation.ts'
import { page } from '../../../../core/http/page.ts'
import { homeLink } from '../../../../core/tasks/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { formatShortDeadline } from '../../../../core/values/london-time.ts'
import { PRESCRIPTION_STATES, type PrescriptionState } from '../../prescriptions/prescription-state.ts'
import { sendingPaths } from '../paths.ts'
import { answerPrescriptions } from '../policy.ts'
import { isClinic } from '../queries/parties.ts'
import { listQueue, PAGE_SIZE, patientsOf, type QueueLine, type QueueTables } from '../queries/queue.ts'
import { fileOf, kept, linesOf, optionsOf, Patient, queueQuery, sinceWords } from './queue-parts.tsx'

const OPEN = ['transmitted', 'company-query', 'cancel-requested'] as const satisfies readonly PrescriptionState[]
const STATES = [...OPEN, 'acknowledged', 'in-supply', 'cancelled', 'partly-cancelled', 'too-late'] as const
const STATE_WORDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(STATES.map((state) => [state, PRESCRIPTION_STATES[state]])),
  transmitted: 'To be answered',
}

homeLink({
  text: 'Prescriptions from clinics',
  href: sendingPaths.received(),
  description: 'Accept, ask about or cancel what clinics have sent.',
  policy: answerPrescriptions as never,
  order: 43,
  kinds: ['homecare-company'],
})

navigationItem({
  audience: 'staff',
  text: 'Prescriptions',
  href: sendingPaths.received(),
  policy: answerPrescriptions as never,
  order: 30,
  kinds: ['homecare-company'],
})

export const receivedQueuePage = page({
  path: '/staff/homecare/received',
  audience: 'staff',
  policy: answerPrescriptions,
  purpose: 'direct-care',
  query: queueQuery,
  async load(tx: Reader<QueueTables & TenancyTables>, ctx, { query }) {
    const states = query.state === undefined ? OPEN : STATES.filter((state) => state === query.state)
    return {
      isClinic: await isClinic(tx, ctx.tenantId),
      ...(states.length === 0
        ? { lines: [], total: 0 }
        : await listQueue(tx, ctx, { states, isReceived: true }, linesOf(query))),
    }
  },
  shows: ({ lines }) => patientsOf(lines),
  csv: ({ lines }) => ({ file: fileOf('prescriptions-received.csv', lines), shows: patientsOf(lines) }),
  View: ({ subject, at: { query }, chrome, ctx }) => (
    <Layout {...chrome} title="Prescriptions from clinics" wide>
      <h1 class="nhsuk-heading-l">Prescriptions from clinics</h1>
      <DataTable<QueueLine>
        caption={
          query.state === undefined
            ? 'Waiting for your answer'
            : (STATE_WORDS[query.state] ?? PRESCRIPTION_STATES[query.state])
        }
        path={sendingPaths.received()}
        query={kept(query)}
        columns={[
          {
            key: 'patient',
            heading: 'Patient',
            cell: (line) => <Patient line={line} />,
            href: ({ prescriptionId }) => sendingPaths.prescription(prescriptionId),
          },
          { key: 'medicine', heading: 'Medicine', cell: ({ medicine }) => medicine },
          { key: 'state', heading: 'State', cell: ({ state }) => STATE_WORDS[state] ?? PRESCRIPTION_STATES[state] },
          { key: 'since', heading: 'Since', cell: (line) => sinceWords(line, ctx.clock.now()) },
          {
            key: 'answer',
            heading: 'Answer due',
            cell: ({ answerBy }) => (answerBy === undefined ? '' : formatShortDeadline(answerBy)),
          },
        ]}
        rows={subject.lines}
        total={subject.total}
        pageSize={PAGE_SIZE}
        page={query.page ?? 1}
        filterNames={['state']}
        filters={
          <SelectField
            values={kept(query)}
            errors={{}}
            name="state"
            label="State"
            placeholder="Waiting for an answer"
            options={optionsOf(STATE_WORDS)}
          />
        }
        csvPath={sendingPaths.received({ ...kept(query), format: 'csv' })}
        emptyText="No prescription is here."
      />
    </Layout>
  ),
})
