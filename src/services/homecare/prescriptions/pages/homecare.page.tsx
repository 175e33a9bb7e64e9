import { Button } from '../../../../design-system/components/button.tsx'
import { Table } from '../../../../design-system/components/table.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { patientPage, type PatientTables, recordLink } from '../../../../core/patients/index.ts'
import { allows } from '../../../../core/policy/enforce.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { formatDate } from '../../../../core/values/civil-date.ts'
import { civilDateOf } from '../../../../core/values/london-time.ts'
import { eventsFrom } from '../../../../core/values/state-machine.ts'
import { ENROLMENT_STATES } from '../../enrolments/enrolment.ts'
import type { HomecareTables } from '../../tables.ts'
import { homecareRolesOf } from '../../therapies/homecare-role.ts'
import { therapyPaths } from '../../therapies/paths.ts'
import { getPerson } from '../../therapies/queries/homecare-subject.ts'
import { listTherapiesOfPatient, type Therapy } from '../../therapies/queries/therapies.ts'
import { THERAPY, THERAPY_STATES, type TherapyEvent } from '../../therapies/therapy.ts'
import { registrationPaths } from '../../enrolments/paths.ts'
import { supplyPaths } from '../../supply-cover/paths.ts'
import { prescriptionPaths } from '../paths.ts'
import { PRESCRIPTION_STATES } from '../prescription-state.ts'
import { viewHomecare, writePrescription } from '../policy.ts'
import { listPrescriptionsOfPatient } from '../queries/prescriptions.ts'
import { listRegistrations } from '../queries/registrations.ts'

recordLink({ text: 'Homecare', href: (id) => prescriptionPaths.homecare(id), policy: viewHomecare, order: 20 })

/** Acts on a treatment that have a page, in the order in which they are offered. */
const ACTS: readonly (readonly [TherapyEvent, (therapyId: string) => string, string])[] = [
  ['change-dose', therapyPaths.changeDose, 'Change the dose'],
  ['keep-dose', therapyPaths.keepDose, 'Keep the old dose'],
  ['pause', therapyPaths.pause, 'Pause'],
  ['restart', therapyPaths.restart, 'Restart'],
  ['stop', therapyPaths.stop, 'Stop'],
]

export const homecarePage = patientPage({
  path: '/staff/patients/:patientId/homecare',
  policy: viewHomecare,
  title: 'Homecare',
  wide: true,
  notices: {
    discarded: 'The prescription was discarded',
    paused: 'The treatment is paused. You will be asked to look at it again on the date you chose.',
    restarted: 'The treatment goes on',
    stopped: 'The treatment was stopped, and the homecare company is asked to stop what is on its way',
    kept: 'The old dose is kept',
  },
  async load(tx: Reader<HomecareTables & TenancyTables & PatientTables>, ctx, patient) {
    const { recordIds, isClinic } = await getPerson(tx, ctx, patient.patientId)
    return {
      isClinic,
      registrations: await listRegistrations(tx, ctx.tenantId, recordIds),
      therapies: await listTherapiesOfPatient(tx, ctx.tenantId, recordIds),
      prescriptions: await listPrescriptionsOfPatient(tx, ctx.tenantId, recordIds),
    }
  },
  View: ({ ctx, subject }) => {
    const { patient, patientId, own } = subject
    const roles = homecareRolesOf(ctx, own.isClinic ? 'nhs-trust' : 'homecare-company')
    const isLive = patient.mergedInto === undefined
    const actsOn = ({ state, therapyId, counterpartId }: Therapy) => {
      const mine = new Set([...roles].flatMap((role) => eventsFrom(THERAPY, state, role)))
      return own.isClinic && isLive && counterpartId === undefined
        ? ACTS.filter(([event]) => mine.has(event)).map(([, path, text]) => ({ text, href: path(therapyId) }))
        : []
    }
    const medicineOf = new Map(own.therapies.map(({ therapyId, medicine }) => [therapyId, medicine]))
    const mayWrite = isLive && allows(writePrescription, ctx, { ...subject, isClinic: own.isClinic })
    return (
      <>
        <h1 class="nhsuk-heading-l">Homecare</h1>
        {mayWrite && <Button href={prescriptionPaths.begin(patientId)}>Write a prescription</Button>}
        <Section
          caption="Homecare registrations"
          head={['Medicine', 'Homecare company', 'State', 'Since']}
          rows={own.registrations.map(({ enrolmentId, medicine, company, state, stateSince }) => [
            <a href={registrationPaths.registration(enrolmentId)}>{medicine}</a>,
            company,
            ENROLMENT_STATES[state],
            formatDate(civilDateOf(stateSince)),
          ])}
        />
        <Section
          caption="Treatments"
          head={['Medicine', 'For', 'State', 'Since', 'You can']}
          rows={own.therapies.map((therapy) => [
            own.isClinic ? (
              <a href={supplyPaths.supply(patientId, therapy.therapyId)}>
                {therapy.medicine}
                <span class="nhsuk-u-visually-hidden">: supply</span>
              </a>
            ) : (
              therapy.medicine
            ),
            therapy.indication ?? 'Not entered',
            THERAPY_STATES[therapy.state],
            formatDate(civilDateOf(therapy.stateSince)),
            <Links links={actsOn(therapy)} about={therapy.medicine} />,
          ])}
        />
        <Section
          caption="Prescriptions"
          head={['Medicine', 'State', 'Since', 'First dose']}
          rows={own.prescriptions.map(({ prescriptionId, therapyId, state, stateSince, firstDoseOn }) => [
            own.isClinic ? (
              <a href={prescriptionPaths.prescription(prescriptionId)}>
                {medicineOf.get(therapyId) ?? 'Prescription'} of {formatDate(civilDateOf(stateSince))}
              </a>
            ) : (
              (medicineOf.get(therapyId) ?? 'Prescription')
            ),
            PRESCRIPTION_STATES[state],
            formatDate(civilDateOf(stateSince)),
            firstDoseOn === undefined ? 'Not entered' : formatDate(firstDoseOn),
          ])}
        />
      </>
    )
  },
})

type Rows = Parameters<typeof Table>[0]['rows']
const Section = ({ caption, head, rows }: { caption: string; head: readonly string[]; rows: Rows }) =>
  rows.length === 0 ? (
    <>
      <h2 class="nhsuk-heading-m">{caption}</h2>
      <p>None.</p>
    </>
  ) : (
    <Table caption={caption} responsive head={head} rows={rows} />
  )

const Links = ({ links, about }: { links: readonly { text: string; href: string }[]; about: string }) =>
  links.length === 0 ? (
    <>Nothing now</>
  ) : (
    <ul class="nhsuk-list">
      {links.map(({ text, href }) => (
        <li>
          <a href={href}>
            {text}
            <span class="nhsuk-u-visually-hidden"> ({about})</span>
          </a>
        </li>
      ))}
    </ul>
  )
