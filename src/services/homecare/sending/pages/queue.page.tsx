import { DataTable } from '../../../../design-system/data-table.tsx'
import { SelectField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { page } from '../../../../core/http/page.ts'
import { homeLink } from '../../../../core/tasks/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { formatShortDeadline } from '../../../../core/values/london-time.ts'
import { prescriptionPaths } from '../../prescriptions/paths.ts'
import { PRESCRIPTION_STATES, type PrescriptionState } from '../../prescriptions/prescription-state.ts'
import { sendingPaths } from '../paths.ts'
import { sendPrescriptions } from '../policy.ts'
import { isClinic } from '../queries/parties.ts'
import { listQueue, PAGE_SIZE, patientsOf, type QueueLine, type QueueTables } from '../queries/queue.ts'
import { fileOf, kept, linesOf, optionsOf, Patient, queueQuery, sinceWords } from './queue-parts.tsx'

const STATES = [
  'signed',
  'ordered',
  'transmitted',
  'unacknowledged',
  'company-query',
  'cancel-requested',
] as const satisfies readonly PrescriptionState[]
const STATE_WORDS = Object.fromEntries(STATES.map((state) => [state, PRESCRIPTION_STATES[state]]))

homeLink({
  text: 'Prescriptions to order and chase',
  href: sendingPaths.queue(),
  description: 'What is signed, and what homecare companies have not answered.',
  policy: sendPrescriptions as never,
  order: 43,
  kinds: ['nhs-trust'],
})

/** Where the next act of a line is done. */
const nextOf = ({ prescriptionId, state }: QueueLine) =>
  state === 'signed'
    ? { text: 'Order', href: sendingPaths.order(prescriptionId) }
    : state === 'ordered'
      ? { text: 'Send by hand', href: sendingPaths.send(prescriptionId) }
      : { text: 'Record an answer', href: sendingPaths.answer(prescriptionId) }

export const sendingQueuePage = page({
  path: '/staff/homecare/sending',
  audience: 'staff',
  policy: sendPrescriptions,
  purpose: 'direct-care',
  query: queueQuery,
  notices: {
    ordered: 'Ordered. It is sent by itself, or you get a task to send it by hand.',
    sent: 'Recorded as sent.',
    answered: 'The answer is recorded.',
  },
  async load(tx: Reader<QueueTables & TenancyTables>, ctx, { query }) {
    const states = STATES.filter((state) => query.state === undefined || state === query.state)
    return {
      isClinic: await isClinic(tx, ctx.tenantId),
      ...(await listQueue(tx, ctx, { states, isReceived: false }, linesOf(query))),
    }
  },
  shows: ({ lines }) => patientsOf(lines),
  csv: ({ lines }) => ({ file: fileOf('prescriptions-to-send.csv', lines), shows: patientsOf(lines) }),
  View: ({ subject, at: { query }, chrome, ctx }) => (
    <Layout {...chrome} title="Prescriptions to order and chase" wide>
      <h1 class="nhsuk-heading-l">Prescriptions to order and chase</h1>
      <DataTable<QueueLine>
        caption="Signed, and not yet accepted"
        path={sendingPaths.queue()}
        query={kept(query)}
        columns={[
          {
            key: 'patient',
            heading: 'Patient',
            cell: (line) => <Patient line={line} />,
            href: ({ prescriptionId }) => prescriptionPaths.prescription(prescriptionId),
          },
          { key: 'medicine', heading: 'Medicine', cell: ({ medicine }) => medicine },
          { key: 'company', heading: 'Company', cell: ({ company }) => company },
          { key: 'state', heading: 'State', cell: ({ state }) => PRESCRIPTION_STATES[state] },
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
            placeholder="Any"
            options={optionsOf(STATE_WORDS)}
          />
        }
        rowActionsHeading="Next"
        rowActions={(line) => {
          const { text, href } = nextOf(line)
          return <a href={href}>{text}</a>
        }}
        csvPath={sendingPaths.queue({ ...kept(query), format: 'csv' })}
        emptyText="Nothing waits to be ordered, sent or answered."
      />
    </Layout>
  ),
})
