import { Layout } from '../../../../design-system/layout.tsx'
import { PatientBanner } from '../../../../design-system/patient-banner.tsx'
import type { CoreTables } from '../../../../core/command.ts'
import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { Child } from '../../../../core/html/jsx-runtime.ts'
import type { Fields } from '../../../../core/http/form/field.ts'
import { page, type At, type FormSpec, type PageSpec, type ViewProps } from '../../../../core/http/page.ts'
import type { PathParams } from '../../../../core/http/routes.ts'
import type { MedicineTables } from '../../../../core/medicines/index.ts'
import { getAllergyStatus, patientBanner, type PatientTables } from '../../../../core/patients/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { Policy } from '../../../../core/policy/policy.ts'
import type { AllergyStatus } from '../../../../core/values/allergy.ts'
import type { HomecareWork } from '../../tables.ts'
import { getPerson, type Person } from '../../therapies/queries/homecare-subject.ts'
import { getTherapy, type Therapy } from '../../therapies/queries/therapies.ts'
import { prescriptionPaths } from '../paths.ts'
import type { HomecareSubject } from '../policy.ts'
import { getPrescription, type Prescription } from '../queries/prescriptions.ts'
import { findContent } from '../queries/read-content.ts'
import type { StoredContent } from '../stored-content.ts'

export type PrescriptionTablesRead = HomecareWork & TenancyTables & MedicineTables

/** What every page of a prescription knows, beside what it loaded itself. */
export interface PrescriptionSubject<Own> extends PrescriptionKnown {
  readonly own: Own
}
/** What is known before a page loads anything of its own. */
export interface PrescriptionKnown extends Person {
  readonly prescription: Prescription
  readonly therapy: Therapy
  readonly stored: StoredContent | undefined
  readonly allergies: AllergyStatus
}

type PrescriptionPath = `/staff/homecare/prescriptions/:prescriptionId${'' | `/${string}`}`

interface PrescriptionPageSpec<Path extends PrescriptionPath, Query, Own, F extends Fields> {
  readonly path: Path
  readonly policy: Policy<HomecareSubject>
  readonly title: string | ((subject: PrescriptionKnown) => string)
  /** Where "Back" leads; the prescription unless stated. */
  readonly backHref?: (subject: PrescriptionKnown) => string
  readonly query?: Parameters<typeof page<PrescriptionTablesRead, Path, Query, PrescriptionSubject<Own>, F>>[0]['query']
  readonly load?: (
    tx: Reader<PrescriptionTablesRead & CoreTables>,
    ctx: Context,
    subject: PrescriptionKnown,
    at: At<Path, Query>,
  ) => Promise<Own>
  readonly form?: FormSpec<Path, Query, PrescriptionSubject<Own>, F>
  readonly notices?: Readonly<Record<string, string>>
  readonly pdf?: PageSpec<PrescriptionTablesRead, Path, Query, PrescriptionSubject<Own>, F>['pdf']
  readonly View: (props: ViewProps<Path, Query, PrescriptionSubject<Own>, F>) => Child
}

/** A page of one prescription on the clinic's side, with the identity banner and the record in the audit trail. */
export function prescriptionPage<
  const Path extends PrescriptionPath,
  Query,
  Own = undefined,
  F extends Fields = Record<string, never>,
>(spec: PrescriptionPageSpec<Path, Query, Own, F>) {
  return page<PrescriptionTablesRead, Path, Query, PrescriptionSubject<Own>, F>({
    path: spec.path,
    audience: 'staff',
    policy: spec.policy,
    purpose: 'direct-care',
    ...(spec.query ? { query: spec.query } : {}),
    ...(spec.notices ? { notices: spec.notices } : {}),
    ...(spec.form ? { form: spec.form } : {}),
    ...(spec.pdf ? { pdf: spec.pdf } : {}),
    async load(given, ctx, at) {
      const tx = given as unknown as Reader<PrescriptionTablesRead>
      const { prescriptionId } = at.path as PathParams<'/:prescriptionId'>
      const prescription = await getPrescription(tx, ctx.tenantId, prescriptionId)
      const person = await getPerson(tx, ctx, prescription.patientId)
      const subject = {
        ...person,
        prescription,
        therapy: await getTherapy(tx, ctx.tenantId, prescription.therapyId),
        stored: await findContent(tx, ctx, prescriptionId),
        allergies: await getAllergyStatus(tx as unknown as Reader<PatientTables>, ctx, person.patientId),
      }
      return { ...subject, own: (await spec.load?.(given, ctx, subject, at)) as Own }
    },
    shows: ({ patientId }) => [patientId],
    View: (props) => {
      const { subject } = props
      const { patient, allergies, prescription } = subject
      return (
        <Layout
          {...props.chrome}
          title={typeof spec.title === 'string' ? spec.title : spec.title(subject)}
          backHref={spec.backHref?.(subject) ?? prescriptionPaths.prescription(prescription.prescriptionId)}
          banner={<PatientBanner {...patientBanner(patient, allergies, props.ctx.clock.today())} />}
        >
          {spec.View(props)}
        </Layout>
      )
    },
  })
}
