import { Layout } from '../../../../design-system/layout.tsx'
import { PatientBanner } from '../../../../design-system/patient-banner.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { Child } from '../../../../core/html/jsx-runtime.ts'
import type { Fields } from '../../../../core/http/form/field.ts'
import { page, type FormSpec, type ViewProps } from '../../../../core/http/page.ts'
import type { PathParams } from '../../../../core/http/routes.ts'
import { getAllergyStatus, patientBanner, type PatientTables } from '../../../../core/patients/index.ts'
import type { Policy } from '../../../../core/policy/policy.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { AllergyStatus } from '../../../../core/values/allergy.ts'
import { prescriptionPaths } from '../../prescriptions/paths.ts'
import type { HomecareSubject } from '../../prescriptions/policy.ts'
import { findLiveScheme } from '../../schemes/queries.ts'
import type { HomecareWork } from '../../tables.ts'
import { isPauseOverLimit } from '../pause-limit.ts'
import { getPerson, type Person } from '../queries/homecare-subject.ts'
import { getTherapy, listPauses, type Therapy } from '../queries/therapies.ts'

export interface TherapySubject extends Person {
  readonly therapy: Therapy
  readonly allergies: AllergyStatus
  /** A pause that goes on is longer than the scheme allows. */
  readonly isOverLimit: boolean
}

/** A page with one act on a treatment. */
export function therapyPage<
  const Path extends `/staff/homecare/treatments/:therapyId/${string}`,
  F extends Fields,
>(spec: {
  readonly path: Path
  readonly policy: Policy<HomecareSubject>
  readonly title: string
  readonly form: FormSpec<Path, unknown, TherapySubject, F>
  readonly View: (props: ViewProps<Path, unknown, TherapySubject, F>) => Child
}) {
  return page<HomecareWork & TenancyTables, Path, unknown, TherapySubject, F>({
    path: spec.path,
    audience: 'staff',
    policy: spec.policy,
    purpose: 'direct-care',
    form: spec.form,
    async load(given, ctx, at) {
      const tx = given as unknown as Reader<HomecareWork & TenancyTables>
      const { therapyId } = at.path as PathParams<'/:therapyId'>
      const therapy = await getTherapy(tx, ctx.tenantId, therapyId)
      const person = await getPerson(tx, ctx, therapy.patientId)
      const scheme =
        therapy.schemeId === undefined ? undefined : await findLiveScheme(tx, ctx.tenantId, therapy.schemeId)
      const open = (await listPauses(tx, ctx.tenantId, therapyId)).find(({ until }) => until === undefined)
      return {
        ...person,
        therapy,
        allergies: await getAllergyStatus(tx as unknown as Reader<PatientTables>, ctx, person.patientId),
        isOverLimit: open !== undefined && isPauseOverLimit(open.from, ctx.clock.today(), scheme?.mostPauseDays),
      }
    },
    shows: ({ patientId }) => [patientId],
    View: (props) => {
      const { patient, allergies, therapy, patientId } = props.subject
      return (
        <Layout
          {...props.chrome}
          title={spec.title}
          backHref={prescriptionPaths.homecare(patientId)}
          banner={<PatientBanner {...patientBanner(patient, allergies, props.ctx.clock.today())} />}
        >
          <h1 class="nhsuk-heading-l">
            <span class="nhsuk-caption-l">{therapy.medicine}</span>
            {spec.title}
          </h1>
          {spec.View(props)}
        </Layout>
      )
    },
  })
}
