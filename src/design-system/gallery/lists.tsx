import { BarChart } from '../chart.tsx'
import { Button } from '../components/button.tsx'
import { Pagination } from '../components/pagination.tsx'
import { SummaryList } from '../components/summary-list.tsx'
import { Tag } from '../components/tag.tsx'
import { TaskList } from '../components/task-list.tsx'
import { DataTable } from '../data-table.tsx'
import { SelectField, TextField, type FormValues } from '../fields.tsx'
import { PatientBanner, formatNhsNumber } from '../patient-banner.tsx'

interface Person {
  readonly id: string
  readonly name: string
  readonly nhsNumber: string
  readonly supply: number
  readonly status: 'Active' | 'Stopped'
}

const PEOPLE: readonly Person[] = [
  { id: '1', name: 'ABARA, Chidi', nhsNumber: '9990000018', supply: 4, status: 'Active' },
  {
    id: '2',
    name: 'FEATHERSTONEHAUGH-CHOLMONDELEY, Wilhelmina',
    nhsNumber: '9990000026',
    supply: 31,
    status: 'Active',
  },
  { id: '3', name: 'O’BRIEN, Zoë', nhsNumber: '9990000034', supply: 0, status: 'Stopped' },
]

const QUERY = { sort: 'name', status: 'active', page: '2', q: '' }

const FILTERS: FormValues = { status: 'active' }

const Worklist = ({ narrow }: { narrow: 'stack' | 'scroll' }) => (
  <DataTable<Person>
    id={`worklist-${narrow}`}
    caption={`Patients on homecare medicines (${narrow})`}
    path="/staff/patients"
    query={QUERY}
    narrow={narrow}
    filters={
      <>
        <TextField name={`q-${narrow}`} label="Name or NHS number" values={FILTERS} errors={{}} width={20} />
        <SelectField
          name={`status-${narrow}`}
          label="Status"
          values={FILTERS}
          errors={{}}
          placeholder="Any"
          options={[
            { value: 'active', label: 'Active' },
            { value: 'stopped', label: 'Stopped' },
          ]}
        />
      </>
    }
    filterNames={['q', 'status']}
    columns={[
      {
        key: 'name',
        heading: 'Name',
        cell: (row) => row.name,
        href: (row) => `/staff/patients/${row.id}`,
        sortable: true,
      },
      { key: 'number', heading: 'NHS number', cell: (row) => formatNhsNumber(row.nhsNumber), nowrap: true },
      { key: 'supply', heading: 'Days of supply', cell: (row) => row.supply, numeric: true, sortable: true },
      {
        key: 'status',
        heading: 'Status',
        cell: (row) => <Tag colour={row.status === 'Active' ? 'green' : 'grey'}>{row.status}</Tag>,
      },
    ]}
    rows={PEOPLE}
    total={203}
    pageSize={25}
    rowActions={(row) => (
      <Button small variant="secondary" ariaLabel={`Assign ${row.name}`}>
        Assign
      </Button>
    )}
    csvPath="/staff/patients.csv"
    emptyText="No patients match these filters."
  />
)

const Banners = () => (
  <>
    <PatientBanner
      family="O’Brien"
      given="Zoë"
      title="Ms"
      born="12-Mar-1961"
      age="65y"
      nhsNumber="9990000034"
      gender="Female"
      allergies={['Penicillin', 'Peanuts']}
      address="12 Long Lane, Sheffield, S1 2AB"
      telephone="01632 960 001"
      href="#"
    />
    <PatientBanner
      family="Abara"
      given="Chidi"
      born="1-Jan-2026"
      age="10m"
      nhsNumberNote="not yet traced"
      gender="Not known"
      allergies="not-asked"
    />
    <PatientBanner
      family="Featherstonehaugh-Cholmondeley"
      given="Wilhelmina Alexandrina"
      born="3-Feb-1930"
      age="96y"
      nhsNumber="9990000026"
      gender="Female"
      allergies="none-known"
      died="2-Feb-2026"
      sensitive
      address="never shown"
    />
  </>
)

/** Lists, tables, banners and a chart. */
export const ListGallery = () => (
  <>
    <h2 class="nhsuk-heading-m">Patient banners</h2>
    <Banners />
    <h2 class="nhsuk-heading-m">Lists</h2>
    <SummaryList
      rows={[
        { key: 'Name', value: 'Zoë O’Brien', actions: [{ text: 'Change', href: '#', visuallyHiddenText: 'name' }] },
        { key: 'Address', value: ['12 Long Lane', <br />, 'Sheffield', <br />, 'S1 2AB'] },
      ]}
    />
    <SummaryList
      card={{ heading: 'Homecare registration', headingLevel: 3, actions: { items: [{ text: 'Edit', href: '#' }] } }}
      rows={[{ key: 'Company', value: 'Meadow Homecare' }]}
    />
    <TaskList
      idPrefix="steps"
      items={[
        { title: 'Your details', href: '#', status: 'Completed' },
        { title: 'Your medicines', href: '#', hint: 'Takes 5 minutes', status: { tag: 'Incomplete', colour: 'blue' } },
        { title: 'Delivery', status: { tag: 'Cannot start yet', colour: 'grey' } },
      ]}
    />
    <Worklist narrow="stack" />
    <Worklist narrow="scroll" />
    <DataTable
      caption="Nothing here"
      path="#"
      query={{}}
      columns={[]}
      rows={[]}
      total={0}
      pageSize={25}
      emptyText="You have no tasks."
      id="empty"
    />
    <Pagination page={1} pages={3} hrefFor={(page) => `?page=${page}`} label="Pages of nothing" />
    <h2 class="nhsuk-heading-m">Chart</h2>
    <BarChart
      id="deliveries"
      caption="Deliveries by month"
      labelHeading="Month"
      valueHeading="Deliveries"
      bars={[
        { label: 'September', value: 1204 },
        { label: 'October', value: 1390 },
        { label: 'November, to the 22nd', value: 870 },
      ]}
    />
  </>
)
