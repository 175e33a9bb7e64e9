import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { SummaryList } from '../../../../design-system/components/summary-list.tsx'
import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import { Form, TextAreaField } from '../../../../design-system/fields.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { IdentityTables } from '../../../../core/identity/accounts/tables.ts'
import { optional, textField } from '../../../../core/http/form/fields.ts'
import { namesOf } from '../../../../core/tasks/index.ts'
import { allergyLine } from '../../../../core/values/allergy.ts'
import { formatInstant } from '../../../../core/values/london-time.ts'
import { PRESCRIPTION_CLASSES } from '../../prescriptions/classify.ts'
import { Differences, handOf, handRows } from '../../prescriptions/pages/content-rows.tsx'
import { prescriptionPage } from '../../prescriptions/pages/prescription-page.tsx'
import { SignedFirst } from '../../prescriptions/pages/signed-first.tsx'
import { refusalErrors } from '../../prescriptions/pages/refusal-errors.ts'
import { PRESCRIPTION_STATES } from '../../prescriptions/prescription-state.ts'
import { type Finding, GATE_GRADES, type Grade } from '../../schemes/gates.ts'
import { listMattersOf, type Matter } from '../../matters/queries/matters.ts'
import { screenPrescription } from '../commands/screen-prescription.ts'
import { screeningPaths } from '../paths.ts'
import { screenPrescriptions } from '../policy.ts'
import { getScreeningCase } from '../queries/screening-case.ts'
import { ENDED_QUERY, QUERY_OUTCOMES, QUERY_REASONS } from '../screening.ts'
import { WrittenSummary } from './written-summary.tsx'

const reasonName = (gate: string) => `reason-${gate}`
const reasons = Object.fromEntries(
  GATE_GRADES.value.reason.map((gate) => [
    reasonName(gate),
    optional(textField({ label: 'Reason to go ahead', maxLength: 500 })),
  ]),
)
const fields = {
  ...reasons,
  funding: textField({
    label: 'What you found about funding',
    hint: 'Not checked by Troth. For example the reference, what it covers and until when',
    missing: 'Enter what you found about funding',
    maxLength: 500,
  }),
  monitoring: textField({
    label: 'What you found about blood tests and monitoring',
    hint: 'Not checked by Troth. For example the dates and whether they are in range',
    missing: 'Enter what you found about blood tests and monitoring',
    maxLength: 500,
  }),
}

const FIELD_OF: Readonly<Record<string, string>> = {
  'funding-not-noted': 'funding',
  'monitoring-not-noted': 'monitoring',
  ...Object.fromEntries(GATE_GRADES.value.reason.map((gate) => [gate, reasonName(gate)])),
}

export const screenPage = prescriptionPage({
  path: '/staff/homecare/prescriptions/:prescriptionId/screen',
  policy: screenPrescriptions,
  title: 'Clinical screening',
  backHref: () => screeningPaths.queue(),
  async load(tx, ctx, { prescription }) {
    const { prescriptionId } = prescription
    const matters = await listMattersOf(tx, ctx, prescriptionId)
    const people = [...matters.flatMap(({ openedBy, closedBy }) => [openedBy, closedBy ?? ''])]
    return {
      found: await getScreeningCase(tx as never, ctx, prescriptionId),
      queries: matters.filter(({ kind, rule }) => kind === 'query' && rule === 'screening'),
      names: await namesOf(
        tx as unknown as Reader<IdentityTables>,
        ctx.tenantId,
        people.filter((id) => id !== ''),
      ),
    }
  },
  form: {
    fields,
    version: ({ prescription }) => prescription.version,
    async submit(ctx, { prescription: { prescriptionId, state } }, values, { version = 0 }) {
      const { funding, monitoring, ...given } = values
      const byGate = Object.fromEntries(
        Object.entries(given as Record<string, string | undefined>).map(([name, reason]) => [
          name.slice('reason-'.length),
          reason ?? '',
        ]),
      )
      const { refusals } = await screenPrescription(ctx, {
        prescriptionId,
        version,
        reasons: byGate,
        funding,
        monitoring,
      })
      return refusals.length > 0
        ? { errors: refusalErrors(refusals, FIELD_OF) }
        : { redirect: screeningPaths.queue({ notice: state === 'signed-unscreened' ? 'screened-signed' : 'screened' }) }
    },
  },
  View: ({ form, subject: { prescription, therapy, stored, own, patient, allergies } }) => {
    const { found, queries, names } = own
    const { written, last, findings, others, scheme } = found
    const isOpen = prescription.state === 'in-screening' || prescription.state === 'signed-unscreened'
    return (
      <>
        <h1 class="nhsuk-heading-l">
          <span class="nhsuk-caption-l">
            {therapy.medicine},{' '}
            {prescription.class === undefined ? 'not classed' : PRESCRIPTION_CLASSES[prescription.class]}
          </span>
          Clinical screening
        </h1>
        <SignedFirst state={prescription.state}>
          The prescriber has signed exactly what is here. Once you have screened it, it can be ordered. If you ask or
          decline, the signature no longer counts.
        </SignedFirst>
        {!isOpen && <InsetText>{PRESCRIPTION_STATES[prescription.state]}.</InsetText>}
        <Findings findings={findings} />
        <h2 class="nhsuk-heading-m">Since the last prescription</h2>
        <Differences
          found={
            last === undefined
              ? 'first'
              : last.written === undefined
                ? 'last-unknown'
                : { differences: found.differences }
          }
          isAddressHidden={patient.contactHidden}
        />
        <h2 class="nhsuk-heading-m">What is prescribed</h2>
        {written !== undefined && <WrittenSummary content={written.content} isAddressHidden={patient.contactHidden} />}
        <h2 class="nhsuk-heading-m">The patient</h2>
        <SummaryList
          rows={[
            { key: 'What it is for', value: therapy.indication ?? 'Not entered' },
            { key: 'Allergies', value: allergyLine(allergies) },
            {
              key: 'Other treatments in homecare',
              value:
                others.length === 0
                  ? 'None here'
                  : others.map(({ name, company }) => `${name} from ${company}`).join('; '),
            },
            { key: 'Monitoring expected by the scheme', value: scheme?.monitoring ?? 'There is no scheme' },
          ]}
        />
        {stored !== undefined && (
          <>
            <h2 class="nhsuk-heading-m">Entered by the prescriber</h2>
            <SummaryList rows={handRows(handOf(stored))} />
          </>
        )}
        <Queries queries={queries} names={names} />
        {isOpen && (
          <>
            <h2 class="nhsuk-heading-m">Your decision</h2>
            <Form {...form.hidden}>
              {findings
                .filter(({ grade }) => grade === 'reason')
                .map(({ name, sentence }) => (
                  <TextAreaField {...form.field(reasonName(name) as never)} hint={sentence} maxlength={500} rows={2} />
                ))}
              <TextAreaField {...form.field('funding')} maxlength={500} rows={2} />
              <TextAreaField {...form.field('monitoring')} maxlength={500} rows={2} />
              <Button>
                {prescription.state === 'signed-unscreened'
                  ? 'Screened: it can be ordered'
                  : 'Screened: send it to be signed'}
              </Button>
            </Form>
            <p>
              <a href={screeningPaths.query(prescription.prescriptionId)}>Ask the prescriber</a>
            </p>
            <p>
              <a href={screeningPaths.decline(prescription.prescriptionId)}>Decline this prescription</a>
            </p>
          </>
        )}
      </>
    )
  },
})

const HEADINGS: Readonly<Record<Grade, string>> = {
  stop: 'This cannot go ahead',
  reason: 'Give a reason to go ahead',
  note: 'Please note',
}

const Findings = ({ findings }: { findings: readonly Finding[] }) => (
  <>
    {(Object.keys(HEADINGS) as Grade[]).map((grade) => {
      const mine = findings.filter((finding) => finding.grade === grade)
      return (
        mine.length > 0 && (
          <WarningCallout headingLevel={2} heading={HEADINGS[grade]}>
            <ul>
              {mine.map(({ sentence }) => (
                <li>{sentence}</li>
              ))}
            </ul>
          </WarningCallout>
        )
      )
    })}
  </>
)

const Queries = ({ queries, names }: { queries: readonly Matter[]; names: ReadonlyMap<string, string> }) =>
  queries.length === 0 ? (
    <></>
  ) : (
    <>
      <h2 class="nhsuk-heading-m">Questions to the prescriber</h2>
      <SummaryList
        rows={queries.map((query) => ({
          key: `${QUERY_REASONS[query.reasonCode as keyof typeof QUERY_REASONS] ?? 'Question'}, ${formatInstant(query.openedAt)}`,
          value: [
            `${names.get(query.openedBy) ?? 'Someone'} asked: ${query.words ?? ''}`,
            query.outcomeCode === undefined
              ? 'Not answered yet'
              : `${{ ...QUERY_OUTCOMES, ...ENDED_QUERY }[query.outcomeCode as keyof typeof QUERY_OUTCOMES] ?? query.outcomeCode}. ${query.outcome ?? ''}`,
          ].join(' — '),
        }))}
      />
    </>
  )
