import { SUPPLY_RULE } from '../../../../core/identity/signatures/signature.ts'
import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { SummaryList } from '../../../../design-system/components/summary-list.tsx'
import { Table } from '../../../../design-system/components/table.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { IdentityTables } from '../../../../core/identity/accounts/tables.ts'
import { namesOf } from '../../../../core/tasks/index.ts'
import { formatInstant } from '../../../../core/values/london-time.ts'
import { formatDate } from '../../../../core/values/civil-date.ts'
import { eventsFrom } from '../../../../core/values/state-machine.ts'
import { sentence } from '../../steps/sentence.ts'
import { STEP_SOURCES } from '../../steps/step.ts'
import { screeningPaths } from '../../screening/paths.ts'
import { sendingPaths } from '../../sending/paths.ts'
import { signingPaths } from '../../signing/paths.ts'
import { findLiveScheme } from '../../schemes/queries.ts'
import { maySignFirst } from '../../schemes/sign-first.ts'
import { filledColumns } from '../../steps/filled-columns.ts'
import { listSteps, type Step } from '../../steps/queries.ts'
import { HOMECARE_ROLES, type HomecareRole, homecareRolesOf } from '../../therapies/homecare-role.ts'
import { PRESCRIPTION_CLASSES } from '../classify.ts'
import { MAY_CHANGE } from '../commands/save-part.ts'
import { PRESCRIPTION } from '../prescription.ts'
import { isInForce, PRESCRIPTION_EVENTS, PRESCRIPTION_STATES, type PrescriptionEvent } from '../prescription-state.ts'
import { prescriptionPaths } from '../paths.ts'
import { isPaperOnlySchedule } from '../route.ts'
import { viewPrescription } from '../policy.ts'
import { findDifferences } from '../queries/differences.ts'
import { findProduct } from '../queries/find-product.ts'
import { draftOf } from '../queries/gather-facts.ts'
import type { Prescription } from '../queries/prescriptions.ts'
import { PaperOnly } from './check-answers.page.tsx'
import { contentRows, Differences, handOf, handRows } from './content-rows.tsx'
import { prescriptionPage } from './prescription-page.tsx'
import { SignedFirst } from './signed-first.tsx'

export const prescriptionPageOfOne = prescriptionPage({
  path: '/staff/homecare/prescriptions/:prescriptionId',
  policy: viewPrescription,
  title: ({ therapy }) => `Prescription of ${therapy.medicine.toLowerCase()}`,
  backHref: ({ patientId }) => prescriptionPaths.homecare(patientId),
  notices: {
    finished: 'The prescription is finished. It waits for clinical screening.',
    'handed-over': 'The prescriber has been given a task to check and finish this.',
  },
  async load(tx, ctx, subject) {
    const { prescription, stored } = subject
    const draft = draftOf(stored?.written) ?? stored?.draft ?? {}
    const id = draft.ampId ?? draft.vmpId
    const steps = await listSteps(tx, ctx, [prescription.prescriptionId])
    const people = [prescription.prescriberId, ...steps.map(({ actorId }) => actorId)]
    const { schemeId } = subject.therapy
    const scheme = schemeId === undefined ? undefined : await findLiveScheme(tx, ctx.tenantId, schemeId)
    return {
      maySignFirst: maySignFirst(scheme),
      draft,
      product: id === undefined ? undefined : await findProduct(tx, id),
      found: await findDifferences(tx as never, ctx, { ...subject, isDraft: stored?.written === undefined }),
      steps,
      names: await namesOf(tx as unknown as Reader<IdentityTables>, ctx.tenantId, people),
    }
  },
  View: ({ ctx, subject: { prescription, therapy, stored, own, patient } }) => {
    const roles = homecareRolesOf(ctx, 'nhs-trust')
    return (
      <>
        <h1 class="nhsuk-heading-l">
          <span class="nhsuk-caption-l">Prescription of {therapy.medicine.toLowerCase()}</span>
          {PRESCRIPTION_STATES[prescription.state]}
        </h1>
        <SignedFirst state={prescription.state}>
          Nothing is sent until pharmacy has screened it. A question of pharmacy or a change ends the signature.
        </SignedFirst>
        <PaperOnly schedule={own.product?.controlledDrug.schedule ?? prescription.schedule} />
        {isChangeBegun(stored) && MAY_CHANGE.includes(prescription.state) && (
          <InsetText>
            <p>
              Someone has begun to change this and has not finished.{' '}
              <a href={prescriptionPaths.check(prescription.prescriptionId)}>See the change</a>.
            </p>
          </InsetText>
        )}
        {isInForce(prescription.state) && !SUPPLY_RULE.verified && (
          <WarningCallout heading="Not for supply" headingLevel={2}>
            <p>Nobody has agreed to this way of signing yet. This must not be supplied to a real person.</p>
          </WarningCallout>
        )}
        <SummaryList
          rows={[
            { key: 'Prescriber', value: own.names.get(prescription.prescriberId) ?? 'Someone who is no longer here' },
            {
              key: 'Compared with the last',
              value: prescription.class === undefined ? 'Not compared yet' : PRESCRIPTION_CLASSES[prescription.class],
            },
            { key: 'What it is for', value: therapy.indication ?? 'Not entered' },
            ...contentRows(own.draft, own.product),
            ...handRows(stored === undefined ? {} : handOf(stored)),
          ]}
        />
        <h2 class="nhsuk-heading-m">Since the last prescription</h2>
        <Differences found={own.found} isAddressHidden={patient.contactHidden} />
        <NextActs prescription={prescription} roles={roles} maySignFirst={own.maySignFirst} />
        <History steps={own.steps} names={own.names} />
      </>
    )
  },
})

type Stored = { readonly draft: object; readonly written: unknown } | undefined
const isChangeBegun = (stored: Stored): boolean => {
  const written = stored?.written === undefined ? undefined : draftOf(stored.written as never)
  if (written === undefined) return false
  const draft = stored?.draft as Readonly<Record<string, unknown>>
  return Object.entries(written).some(([name, value]) => JSON.stringify(draft[name]) !== JSON.stringify(value))
}

/** Acts that have a page here, and who waits for whom with the others. */
const NextActs = ({
  prescription,
  roles,
  maySignFirst: maySign,
}: {
  prescription: Prescription
  roles: ReadonlySet<HomecareRole>
  maySignFirst: boolean
}) => {
  const { prescriptionId, state } = prescription
  const all = eventsFrom(PRESCRIPTION, state).filter((event) => maySign || event !== 'sign-first')
  const mine = new Set(
    all.filter((event) => [...roles].some((role) => eventsFrom(PRESCRIPTION, state, role).includes(event))),
  )
  const others = all.filter((event) => !mine.has(event) && isOfPeople(event))
  const mayWrite = roles.has('prescriber') || roles.has('delegate')
  return (
    <>
      <h2 class="nhsuk-heading-m">What comes next</h2>
      {mayWrite && MAY_CHANGE.includes(state) && (
        <Button href={prescriptionPaths.check(prescriptionId)}>
          {state === 'draft' ? 'Go on writing' : 'Change this prescription'}
        </Button>
      )}
      {mayWrite && (isInForce(state) || state === 'completed' || state === 'expired') && (
        <Button href={prescriptionPaths.renew(prescriptionId)}>Renew</Button>
      )}
      {(isInForce(state) || state === 'completed') && !isPaperOnlySchedule(prescription.schedule) && (
        <p>
          <a href={prescriptionPaths.print(prescriptionId)}>Print a copy</a>
        </p>
      )}
      {prescription.screenedDigest !== undefined &&
        prescription.leftBy === undefined &&
        isPaperOnlySchedule(prescription.schedule) && (
          <p>
            <a href={prescriptionPaths.printToSign(prescriptionId)}>Print it to sign in ink</a>
          </p>
        )}
      {mayWrite && mine.has('discard') && (
        <p>
          <a href={prescriptionPaths.discard(prescriptionId)}>Discard this prescription</a>
        </p>
      )}
      {[...mine].map((event) => {
        const href = ACTS[event]?.(prescriptionId)
        return (
          href !== undefined && (
            <p>
              <a href={href}>{capital(PRESCRIPTION_EVENTS[event])}</a>
            </p>
          )
        )
      })}
      {others.length > 0 && (
        <>
          <p>Others can:</p>
          <ul class="nhsuk-list nhsuk-list--bullet">
            {others.map((event) => (
              <li>{PRESCRIPTION_EVENTS[event]}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** Acts of screening, signing and sending, each on its own page. */
const ACTS: Partial<Record<PrescriptionEvent, (prescriptionId: string) => string>> = {
  screen: screeningPaths.screen,
  'answer-query': screeningPaths.answer,
  sign: () => signingPaths.list(),
  'sign-first': () => signingPaths.list(),
  order: sendingPaths.order,
}
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What Troth does by itself is not something to wait for anyone with. */
const isOfPeople = (event: PrescriptionEvent): boolean =>
  PRESCRIPTION.transitions.some((row) => row.event === event && row.by.some((role) => role !== 'system'))

const History = ({ steps, names }: { steps: readonly Step[]; names: ReadonlyMap<string, string> }) => (
  <Table
    caption="What has happened"
    responsive
    {...filledColumns({
      head: ['When', 'What', 'Who', 'Why'],
      rows: steps.map((step) => [
        formatInstant(step.happenedAt),
        sentence(PRESCRIPTION_EVENTS[step.event as PrescriptionEvent] ?? 'brought in from another system'),
        whoOf(step, names),
        step.reason ?? '',
      ]),
    })}
  />
)

/** Who did it, as what; and when it was recorded for someone else, how and when they said so. */
function whoOf({ actorId, role, source, saidOn }: Step, names: ReadonlyMap<string, string>): string {
  if (role === 'system') return 'Troth'
  const name = names.get(actorId)
  const who = name === undefined ? capital(HOMECARE_ROLES[role]) : `${name}, as ${HOMECARE_ROLES[role]}`
  if (source === undefined) return who
  return `${who}. ${STEP_SOURCES[source]}${saidOn === undefined ? '' : ` on ${formatDate(saidOn)}`}`
}
