import { Button } from '../../../../design-system/components/button.tsx'
import { SummaryList } from '../../../../design-system/components/summary-list.tsx'
import { Table } from '../../../../design-system/components/table.tsx'
import { patientPage, type PatientSubject } from '../../../../core/patients/index.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { formatDate } from '../../../../core/values/civil-date.ts'
import { MISSED_CAUSES } from '../missed-dose.ts'
import { supplyPaths } from '../paths.ts'
import { seeSupplyOfPatient } from '../policy.ts'
import { supplyOfTherapy, type ReportedMiss, type SupplyOfTherapy } from '../queries/supply-page.ts'
import type { WorklistTables } from '../queries/worklist-page.ts'
import { STOCK_CONFIDENCE, STOCK_SOURCES, STOCK_STATES } from '../stock.ts'
import { daysWords, holdingWords, RiskWords, untilWords } from './cover-words.tsx'

const REPORTED_BY = {
  patient: 'The patient',
  staff: 'Staff',
  company: 'The homecare company',
  troth: 'Troth: no stock',
}

export const supplyPage = patientPage({
  path: '/staff/patients/:patientId/homecare/supply/:therapyId',
  policy: seeSupplyOfPatient,
  title: ({ own }: PatientSubject<SupplyOfTherapy>) => `Supply of ${own.cover.medicine}`,
  wide: true,
  notices: {
    missed: 'Missed dose recorded. A clinician has a task to decide what the patient should do now.',
    known: 'This missed dose was recorded before.',
    withdrawn: 'Missed dose withdrawn.',
    extra: 'Extra use recorded.',
  },
  load: (tx: Reader<WorklistTables>, ctx, patient, { path }) =>
    supplyOfTherapy(tx, ctx, path.therapyId, patient.patientId),
  View: ({ subject: { own, patientId } }) => (
    <>
      <h1 class="nhsuk-heading-l">Supply of {own.cover.medicine}</h1>
      <Summary own={own} />
      <Deadlines own={own} />
      <Stock own={own} />
      <p>
        <Button href={supplyPaths.missed(patientId, own.cover.therapyId)} variant="secondary">
          Record a missed dose
        </Button>{' '}
        <Button href={supplyPaths.extra(patientId, own.cover.therapyId)} variant="secondary">
          Record an extra use
        </Button>
      </p>
      <Doses own={own} />
      <Missed missed={own.missed} patientId={patientId} therapyId={own.cover.therapyId} />
      <p>
        <a href={supplyPaths.worklist()}>Everyone’s supply</a>
      </p>
    </>
  ),
})

const Summary = ({ own: { cover, ownerName } }: { own: SupplyOfTherapy }) => (
  <SummaryList
    rows={[
      { key: 'Doses covered until', value: untilWords(cover) },
      { key: 'Days left', value: daysWords(cover) },
      { key: 'Risk', value: <RiskWords risk={cover.risk} /> },
      { key: 'Next step', value: holdingWords(cover) },
      { key: 'Owner', value: ownerName },
      { key: 'Homecare company', value: cover.companyName ?? 'None yet' },
    ]}
  />
)

const Deadlines = ({ own: { cover } }: { own: SupplyOfTherapy }) => {
  if (cover.cover.state !== 'runs-out') return null
  const { deadlines } = cover.cover
  return (
    <Table
      caption="Last day for each step"
      head={['Step', 'Last day']}
      rows={[
        ['Ask for a new prescription', formatDate(deadlines.askBy)],
        ['Sign it, with blood tests and funding in order', formatDate(deadlines.signBy)],
        ['The homecare company has it', formatDate(deadlines.prescriptionAtCompanyBy)],
        ['Delivered, before the reserve is used', formatDate(deadlines.deliverBy)],
        ['First dose without stock', formatDate(cover.cover.firstUncovered)],
      ]}
      firstCellIsHeader
    />
  )
}

const Stock = ({ own: { facts, cover } }: { own: SupplyOfTherapy }) => {
  const { stock } = facts
  if (stock.status === 'unknown') {
    return (
      <>
        <h2 class="nhsuk-heading-m">At home</h2>
        <p>{cover.risk.sentence}.</p>
      </>
    )
  }
  return (
    <>
      <Table
        caption={`At home, counted on ${formatDate(stock.countedOn)}`}
        head={['Units', 'State', 'Batch', 'Use by', 'Known from', 'How sure']}
        rows={stock.lots.map((lot) => [
          lot.units === 'unknown' ? 'Not counted' : String(lot.units),
          STOCK_STATES[lot.state],
          lot.batch ?? 'Not read',
          lot.usableUntil === undefined ? 'Not read' : formatDate(lot.usableUntil),
          STOCK_SOURCES[lot.source],
          STOCK_CONFIDENCE[lot.confidence],
        ])}
        responsive
      />
      {cover.cover.state !== 'unknown' && cover.cover.confidence === 'assumed' && (
        <p>The count is old, so this is what should be there. Ask for a stock check.</p>
      )}
    </>
  )
}

const Doses = ({ own: { doses, cover } }: { own: SupplyOfTherapy }) => {
  const firstUncovered = cover.cover.state === 'runs-out' ? cover.cover.firstUncovered : undefined
  const wordsFor = (on: string): string => {
    if (cover.cover.state === 'unknown') return 'Not known'
    return firstUncovered !== undefined && on >= firstUncovered ? 'No stock yet' : 'Covered'
  }
  return doses.length === 0 ? (
    <p>{cover.cover.state === 'unknown' ? NOT_STARTED : 'No doses are due in the next 16 weeks.'}</p>
  ) : (
    <Table
      caption="Doses of the next 16 weeks"
      head={['Day', 'Doses', 'Stock']}
      rows={doses.map(({ on, times }) => [formatDate(on), String(times), wordsFor(on)])}
      firstCellIsHeader
    />
  )
}

const Missed = (props: { missed: readonly ReportedMiss[]; patientId: string; therapyId: string }) =>
  props.missed.length === 0 ? null : (
    <Table
      caption="Missed doses"
      head={['Day', 'Doses', 'Why', 'Said by', 'Change']}
      rows={props.missed.map(({ missedDoseId, dueOn, doses, cause, reportedBy }) => [
        formatDate(dueOn),
        String(doses),
        (MISSED_CAUSES as Readonly<Record<string, string>>)[cause] ?? cause,
        REPORTED_BY[reportedBy],
        {
          text: 'Withdraw',
          href: supplyPaths.withdrawMissed(props.patientId, props.therapyId, missedDoseId),
          visuallyHiddenText: `the missed dose of ${formatDate(dueOn)}`,
        },
      ])}
      firstCellIsHeader
      responsive
    />
  )

const NOT_STARTED = 'The days of the doses are known once the homecare company has accepted the prescription.'
