import { ConflictError } from '../../../../core/errors.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { optional, textField } from '../../../../core/http/form/fields.ts'
import { page } from '../../../../core/http/page.ts'
import { listPatientSummaries, nameOf, patientPaths, type PatientSummary } from '../../../../core/patients/index.ts'
import { taskPaths } from '../../../../core/tasks/index.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { formatDate } from '../../../../core/values/civil-date.ts'
import { formatInstant } from '../../../../core/values/london-time.ts'
import { formatNhsNumber, nhsNumberProblem, parseNhsNumber } from '../../../../core/values/nhs-number.ts'
import { displayName, fullName } from '../../../../core/values/person-name.ts'
import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { SummaryList } from '../../../../design-system/components/summary-list.tsx'
import { Form, RadiosField, TextField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { HomecareWork } from '../../tables.ts'
import { decideWhose, type DecideRefusal } from '../commands/decide.ts'
import { findHeldKind } from '../commands/hold.ts'
import type { SaidOfPatient } from '../held-kind.ts'
import { sayWhoseItIs } from '../policy.ts'
import { getUnmatched, listWaiting, type Unmatched } from '../queries/unmatched.ts'

const REFUSALS: Record<DecideRefusal, string> = {
  settled: 'Someone has said already whose it is.',
  'no-such-patient': 'Select a record from the list',
  'merged-record': 'This record was merged into another: select the one that is used now',
  'cannot-register': 'A new record could not be made: another record has this NHS number',
}

const summaryWords = ({ birthDate, nhsNumber }: PatientSummary): string =>
  [
    birthDate === undefined ? 'date of birth not known' : `born ${formatDate(birthDate)}`,
    'number' in nhsNumber ? `NHS number ${formatNhsNumber(nhsNumber.number)}` : 'no NHS number',
  ].join(', ')

const saidOf = (waiting: readonly Unmatched[]): SaidOfPatient | undefined =>
  waiting.map(({ kind, body }) => findHeldKind(kind)?.patientOf(body)).find((said) => said !== undefined)

export const matchPage = page({
  path: '/staff/homecare/whose-is-it/:messageId',
  audience: 'staff',
  policy: sayWhoseItIs,
  purpose: 'direct-care',
  async load(tx: Reader<HomecareWork & TenancyTables>, ctx, { path }) {
    const { kind } = await getOrganisation(tx as never, ctx.tenantId)
    const first = await getUnmatched(tx as never, ctx, path.messageId)
    const waiting = await listWaiting(tx as never, ctx, first.from.tenantId, first.aboutId)
    const known = await listPatientSummaries(tx as never, ctx, [...new Set(waiting.flatMap((one) => one.candidates))])
    const held = findHeldKind(first.kind)
    const mayRegister = waiting.some((one) => findHeldKind(one.kind)?.register !== undefined)
    return { kind, first, known, said: saidOf(waiting), mayRegister, title: held?.title ?? 'Message' }
  },
  shows: ({ known }) => known.map(({ patientId }) => patientId),
  form: {
    fields: {
      whose: textField({ label: 'Whose record does it belong to?', missing: 'Select whose record it belongs to' }),
      number: optional(
        textField({
          label: 'NHS number of the record',
          understand(text: string) {
            const problem = nhsNumberProblem(text)
            return problem === undefined ? { value: parseNhsNumber(text) ?? text } : { problem }
          },
        }),
      ),
    },
    version: ({ first }) => first.version,
    check: ({ whose, number }) =>
      whose === 'other' && number === undefined ? { number: 'Enter the NHS number of the record' } : {},
    async submit(ctx, { first: { messageId }, known, mayRegister }, { whose, number }, { version }) {
      if (version === undefined) throw new ConflictError('The page has no version')
      const isKnown =
        known.some(({ patientId }) => patientId === whose) ||
        whose === 'other' ||
        (whose === 'new' && mayRegister) ||
        whose === 'nobody'
      if (!isKnown) return { errors: { whose: 'Select whose record it belongs to from the list' } }
      const decided =
        whose === 'other'
          ? await decideWhose(ctx, { messageId, version, whose: { nhsNumber: number ?? '' } })
          : await decideWhose(ctx, {
              messageId,
              version,
              whose: whose === 'new' || whose === 'nobody' ? whose : { patientId: whose },
            })
      if ('refused' in decided) {
        return decided.refused === 'no-such-patient' && whose === 'other'
          ? { errors: { number: 'No record here has this NHS number' } }
          : { errors: { form: REFUSALS[decided.refused] } }
      }
      const { patientId } = decided
      return { redirect: patientId === undefined ? taskPaths.list() : patientPaths.record(patientId, 'saved') }
    },
  },
  View: ({ subject: { first, known, said, mayRegister, title }, form, chrome, ctx }) => (
    <Layout {...chrome} title="Whose is it?" backHref={taskPaths.list()}>
      <h1 class="nhsuk-heading-l">Whose is it?</h1>
      <p>
        {first.from.name} sent this on {formatInstant(first.sentAt)}. We cannot tell for certain whose record it belongs
        to. Nothing of it is lost.
      </p>
      <SummaryList
        rows={[
          { key: 'What', value: title },
          said !== undefined && { key: 'Name', value: fullName(nameOf(said, ctx.clock.today())) },
          said !== undefined && {
            key: 'Date of birth',
            value: said.birthDate === undefined ? 'Not known' : formatDate(said.birthDate),
          },
          said !== undefined && {
            key: 'NHS number',
            value: 'number' in said.nhsNumber ? formatNhsNumber(said.nhsNumber.number) : 'None',
          },
        ]}
      />
      {first.isSettled ? (
        <InsetText>
          <p>Someone has said whose it is.</p>
        </InsetText>
      ) : (
        <Form {...form.hidden}>
          <RadiosField
            {...form.field('whose')}
            options={[
              ...known.map((patient) => ({
                value: patient.patientId,
                label: displayName(patient.name),
                hint: summaryWords(patient),
              })),
              {
                value: 'other',
                label: 'Another record',
                conditional: <TextField {...form.field('number')} width={10} />,
              },
              ...(mayRegister ? [{ value: 'new', label: 'Nobody here: make a new record' }] : []),
              { value: 'nobody', label: 'It is about nobody here', hint: 'Tell the sender' },
            ]}
          />
          <Button>Save</Button>
        </Form>
      )}
    </Layout>
  ),
})
