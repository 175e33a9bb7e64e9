import { z } from 'zod'
import { DataTable } from '../../../../design-system/data-table.tsx'
import { SelectField, TextField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { navigationItem } from '../../../../core/http/navigation.ts'
import { page } from '../../../../core/http/page.ts'
import { hasNhsNumber, type PatientTables } from '../../../../core/patients/index.ts'
import { homeLink } from '../../../../core/tasks/index.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { formatShortDate, isCivilDate } from '../../../../core/values/civil-date.ts'
import { formatNhsNumber } from '../../../../core/values/nhs-number.ts'
import { displayName } from '../../../../core/values/person-name.ts'
import type { HomecareTables } from '../../tables.ts'
import { DELIVERY_STATES } from '../delivery.ts'
import { deliveryPaths } from '../paths.ts'
import { seeDeliveries } from '../policy.ts'
import { type DeliveryLineOfList, listDeliveries, type Shown, SHOWN } from '../queries/delivery-list.ts'

const PAGE_SIZE = 50
/** Lines of a file: each patient in it is named in the audit trail. */
const FILE_SIZE = 1_000

const query = z.object({
  shown: z.enum(Object.keys(SHOWN) as [Shown]).catch('todo'),
  by: z.string().refine(isCivilDate).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  format: z.literal('csv').optional().catch(undefined),
})

homeLink({
  text: 'Deliveries of medicines',
  href: deliveryPaths.list(),
  description: 'What must be arranged, and what did not arrive.',
  policy: seeDeliveries,
  order: 44,
  kinds: ['nhs-trust', 'homecare-company'],
})

navigationItem({
  audience: 'staff',
  text: 'Deliveries',
  href: deliveryPaths.list(),
  policy: seeDeliveries,
  order: 31,
  kinds: ['homecare-company'],
})

export const deliveriesPage = page({
  path: '/staff/homecare/deliveries',
  audience: 'staff',
  policy: seeDeliveries,
  purpose: 'direct-care',
  query,
  async load(
    tx: Reader<HomecareTables & PatientTables & TenancyTables>,
    ctx,
    { query: { shown, by, page: number, format } },
  ) {
    const which = format === 'csv' ? { page: 1, size: FILE_SIZE } : { page: number, size: PAGE_SIZE }
    const { kind } = await getOrganisation(tx, ctx.tenantId)
    return { kind, ...(await listDeliveries(tx, ctx, { shown, by, ...which })) }
  },
  shows: ({ lines }) => [...new Set(lines.map(({ patientId }) => patientId))].slice(0, 100),
  csv: ({ lines }) => ({
    file: {
      fileName: 'deliveries.csv',
      columns: [
        'Needed by',
        'State',
        'Booked for',
        'Never booked in time',
        'Medicine',
        'Delivery',
        'Company',
        'Patient',
        'NHS number',
      ],
      rows: lines.map((line) => [
        line.deliverBy,
        DELIVERY_STATES[line.state],
        line.bookedOn,
        line.isNeverBooked ? 'Yes' : 'No',
        line.medicine,
        line.number,
        line.companyName,
        nameOf(line),
        line.patient && !line.patient.sensitive && hasNhsNumber(line.patient.nhsNumber)
          ? formatNhsNumber(line.patient.nhsNumber.number)
          : undefined,
      ]),
    },
    shows: [...new Set(lines.map(({ patientId }) => patientId))],
  }),
  View: ({ subject, at: { query: asked }, chrome }) => {
    const { page: number, format: _format, ...chosen } = asked
    const shared = { values: { ...chosen, by: chosen.by ?? '' }, errors: {} }
    return (
      <Layout {...chrome} title="Deliveries of medicines" wide>
        <h1 class="nhsuk-heading-l">Deliveries of medicines</h1>
        <p>The one that is needed first stands at the top.</p>
        <DataTable<DeliveryLineOfList>
          caption={SHOWN[chosen.shown]}
          path={deliveryPaths.list()}
          query={{ ...chosen }}
          columns={[
            { key: 'by', heading: 'Needed by', cell: ({ deliverBy }) => formatShortDate(deliverBy), nowrap: true },
            {
              key: 'patient',
              heading: 'Patient',
              cell: nameOf,
              href: ({ deliveryId }) => deliveryPaths.delivery(deliveryId),
            },
            { key: 'medicine', heading: 'Medicine', cell: ({ medicine, number: of }) => `${medicine}, delivery ${of}` },
            {
              key: 'state',
              heading: 'State',
              cell: ({ state, isNeverBooked }) =>
                isNeverBooked ? `${DELIVERY_STATES[state]}. Not booked in time` : DELIVERY_STATES[state],
            },
            {
              key: 'booked',
              heading: 'Booked for',
              cell: ({ bookedOn }) => (bookedOn === undefined ? '' : formatShortDate(bookedOn)),
              nowrap: true,
            },
            ...(subject.kind === 'nhs-trust'
              ? [
                  {
                    key: 'company',
                    heading: 'Company',
                    cell: ({ companyName }: DeliveryLineOfList) => companyName ?? '',
                  },
                ]
              : []),
          ]}
          rows={subject.lines}
          total={subject.total}
          pageSize={PAGE_SIZE}
          page={number}
          filterNames={['shown', 'by']}
          filters={
            <>
              <SelectField
                {...shared}
                name="shown"
                label="Show"
                options={Object.entries(SHOWN).map(([value, label]) => ({ value, label }))}
              />
              <TextField {...shared} name="by" label="Needed by" hint="For example, 2027-01-18" width={10} />
            </>
          }
          csvPath={deliveryPaths.list({ ...chosen, format: 'csv' })}
          emptyText="There are no deliveries here."
        />
      </Layout>
    )
  },
})

const nameOf = ({ patient }: DeliveryLineOfList): string => (patient ? displayName(patient.name) : 'A patient')
