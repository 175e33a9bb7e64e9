import { z } from 'zod'
import type { Reader } from '../../../../core/database/transaction.ts'
import { NotAllowedError } from '../../../../core/errors.ts'
import { page } from '../../../../core/http/page.ts'
import { hasNhsNumber } from '../../../../core/patients/index.ts'
import { type HomeTables, homeLink, ownersOf } from '../../../../core/tasks/index.ts'
import { ownerOptions } from '../../../../core/tasks/pages/owner-field.tsx'
import { PatientWords } from '../../../../core/tasks/pages/task-words.tsx'
import { readOwner } from '../../../../core/tasks/worklist.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import { formatShortDeadline } from '../../../../core/values/london-time.ts'
import { formatNhsNumber } from '../../../../core/values/nhs-number.ts'
import { displayName } from '../../../../core/values/person-name.ts'
import { type Column, DataTable } from '../../../../design-system/data-table.tsx'
import { SelectField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { HomecareWork } from '../../tables.ts'
import { ENROLMENT_STATES, type EnrolmentState } from '../enrolment.ts'
import { registrationPaths } from '../paths.ts'
import { listRegistrations as mayList } from '../policy.ts'
import { listRegistrations, type RegistrationFilter, type RegistrationLine } from '../queries/list-registrations.ts'
import { ageWords, StateTag, stateWords } from './words.tsx'

homeLink({
  text: 'Homecare registrations',
  href: registrationPaths.list(),
  description: 'Who is being registered, with whom it waits and for how long.',
  policy: mayList,
  order: 40,
  kinds: ['nhs-trust', 'homecare-company'],
})

const AGES = { '2': '2 days or more', '7': '7 days or more', '28': '28 days or more' } as const
const PAGE_SIZE = 50
const FILE_SIZE = 100

const listQuery = z.object({
  state: z
    .enum(Object.keys(ENROLMENT_STATES) as [EnrolmentState, ...EnrolmentState[]])
    .optional()
    .catch(undefined),
  age: z
    .enum(Object.keys(AGES) as [keyof typeof AGES])
    .optional()
    .catch(undefined),
  owner: z.string().max(60).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(20).default(1).catch(1),
  format: z.string().max(10).optional().catch(undefined),
})
type Query = z.infer<typeof listQuery>

const filterOf = ({ state, age, owner }: Query): RegistrationFilter => ({
  state,
  days: age === undefined ? undefined : Number(age),
  owner: owner === undefined ? undefined : readOwner(owner),
})

export const registrationsPage = page({
  path: '/staff/homecare/registrations',
  audience: 'staff',
  policy: mayList,
  purpose: 'direct-care',
  query: listQuery,
  async load(tx: Reader<HomecareWork & HomeTables>, ctx, { query }) {
    const { kind } = await getOrganisation(tx as never, ctx.tenantId)
    if (kind !== 'nhs-trust' && kind !== 'homecare-company') throw new NotAllowedError(mayList.name)
    const size = query.format === 'csv' ? FILE_SIZE : PAGE_SIZE
    const found = await listRegistrations(tx as never, ctx, filterOf(query), { number: query.page, size })
    return { ...found, isCompany: kind === 'homecare-company', owners: await ownersOf(tx as never, ctx.tenantId) }
  },
  shows: ({ lines }) => lines.map(({ patientId }) => patientId),
  csv: ({ lines, isCompany }, ctx) => ({
    file: fileOf(lines, isCompany, ctx.clock.now()),
    shows: lines.map(({ patientId }) => patientId),
  }),
  View: ({ subject: { lines, total, isCompany, owners }, at: { query }, chrome, ctx }) => {
    const { page: number, format: _format, ...chosen } = query
    const shared = { values: chosen, errors: {} }
    return (
      <Layout {...chrome} title="Homecare registrations" backHref="/staff" wide>
        <h1 class="nhsuk-heading-l">Homecare registrations</h1>
        <DataTable<RegistrationLine>
          caption="Registrations, longest in their state first"
          path={registrationPaths.list()}
          query={chosen}
          columns={columnsOf(isCompany, ctx.clock.now())}
          rows={lines}
          total={total}
          pageSize={PAGE_SIZE}
          page={number}
          filterNames={['state', 'age', 'owner']}
          filters={
            <>
              <SelectField
                {...shared}
                name="state"
                label="State"
                placeholder="All that have not ended"
                options={Object.keys(ENROLMENT_STATES)
                  .filter((state) => state !== 'not-begun')
                  .map((state) => ({ value: state, label: stateWords(state as EnrolmentState, isCompany) }))}
              />
              <SelectField
                {...shared}
                name="age"
                label="For how long"
                placeholder="Any time"
                options={Object.entries(AGES).map(([value, label]) => ({ value, label }))}
              />
              {!isCompany && (
                <SelectField
                  {...shared}
                  name="owner"
                  label="Whose"
                  placeholder="Anyone"
                  options={ownerOptions(owners)}
                />
              )}
            </>
          }
          csvPath={registrationPaths.list({ ...said(chosen), format: 'csv' })}
          emptyText="There are no registrations here."
        />
      </Layout>
    )
  },
})

const said = (chosen: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(chosen).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))

const columnsOf = (isCompany: boolean, now: Date): readonly Column<RegistrationLine>[] => [
  {
    key: 'patient',
    heading: 'Patient',
    cell: ({ patient }) => <PatientWords patient={patient} />,
    href: ({ enrolmentId }) => registrationPaths.registration(enrolmentId),
  },
  { key: 'medicine', heading: 'Medicine', cell: ({ medicine }) => medicine },
  isCompany
    ? { key: 'hospital', heading: 'Hospital', cell: ({ hospital }) => hospital ?? '' }
    : { key: 'company', heading: 'Company', cell: ({ company }) => company ?? '' },
  { key: 'state', heading: 'State', cell: ({ state }) => <StateTag state={state} isCompany={isCompany} /> },
  { key: 'since', heading: 'For', cell: ({ stateSince }) => ageWords(stateSince, now), nowrap: true },
  {
    key: 'answer',
    heading: 'Answer due',
    cell: ({ answerBy }) => (answerBy ? formatShortDeadline(answerBy) : ''),
  },
  isCompany
    ? { key: 'reference', heading: 'Our reference', cell: ({ accountReference }) => accountReference ?? '' }
    : { key: 'owner', heading: 'Whose', cell: ({ owner }) => owner },
]

const fileOf = (lines: readonly RegistrationLine[], isCompany: boolean, now: Date) => ({
  fileName: 'homecare-registrations.csv',
  columns: [
    'Medicine',
    'Patient',
    'NHS number',
    isCompany ? 'Hospital' : 'Company',
    'State',
    'For',
    'Answer due',
    'Reference',
    'Whose',
  ],
  rows: lines.map((line) => [
    line.medicine,
    line.patient && displayName(line.patient.name),
    line.patient && !line.patient.sensitive && hasNhsNumber(line.patient.nhsNumber)
      ? formatNhsNumber(line.patient.nhsNumber.number)
      : undefined,
    isCompany ? line.hospital : line.company,
    stateWords(line.state, isCompany),
    ageWords(line.stateSince, now),
    line.answerBy && formatShortDeadline(line.answerBy),
    line.accountReference,
    line.owner,
  ]),
})
