// A whole page with header, footer and a table of 40 rows, against the same HTML joined from strings.
import { renderPage } from '../src/core/html/render.ts'
import { Table } from '../src/design-system/components/table.tsx'
import { Tag } from '../src/design-system/components/tag.tsx'
import { Layout } from '../src/design-system/layout.tsx'
import { median } from './support/rate.ts'
import { report } from './support/report.ts'

const ROWS = Array.from({ length: 40 }, (_, index) => ({
  name: `MOSS${index}, Ada`,
  nhsNumber: `999 000 ${String(index).padStart(4, '0')}`,
  bornOn: '1 February 1980',
  state: index % 3 === 0 ? 'Overdue' : 'Waiting',
}))

const page = (): string =>
  renderPage(
    <Layout
      title="Patients"
      audience="staff"
      currentPath="/staff/patients"
      organisation={{
        name: 'Riverside NHS Trust',
        telephone: '01632 960001',
        openingTimes: ['Monday to Friday, 9am to 5pm'],
      }}
      navigation={[
        { href: '/staff', text: 'Home' },
        { href: '/staff/patients', text: 'Patients' },
      ]}
    >
      <h1 class="nhsuk-heading-l">Patients</h1>
      <Table
        caption="Patients"
        head={['Name', 'NHS number', 'Date of birth', 'State']}
        rows={ROWS.map(({ name, nhsNumber, bornOn, state }) => [
          { text: name, href: `/staff/patients/${nhsNumber.replaceAll(' ', '')}` },
          nhsNumber,
          bornOn,
          <Tag>{state}</Tag>,
        ])}
      />
    </Layout>,
  )

export async function run(): Promise<void> {
  const pieces = page().split(/(?<=>)/)
  const joined = (): string => {
    let html = ''
    for (const piece of pieces) html += piece
    return html
  }
  const values: number[] = []
  const floors: number[] = []
  for (let round = 0; round < 9; round += 1) {
    floors.push(microseconds(joined))
    values.push(microseconds(page))
  }
  report({
    name: 'render-40-rows',
    value: median(values),
    unit: 'µs',
    floor: median(floors),
    note: 'processor time, to bytes in both; goal 250 µs or less',
  })
  await Promise.resolve()
}

/** Processor time, which other programs on the machine do not lengthen as they do the clock's. Ends with the bytes that are sent. */
function microseconds(work: () => string): number {
  for (let warm = 0; warm < 500; warm += 1) Buffer.from(work())
  const times = 500
  let bytes = 0
  const begun = process.cpuUsage()
  for (let time = 0; time < times; time += 1) bytes += Buffer.from(work()).length
  const { user, system } = process.cpuUsage(begun)
  if (bytes === 0) throw new Error('Nothing was rendered')
  return (user + system) / times
}
