import type { z } from 'zod'
import type { CoreTables } from '../../../../core/command.ts'
import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { Child } from '../../../../core/html/jsx-runtime.ts'
import type { Fields } from '../../../../core/http/form/field.ts'
import { type At, type FormSpec, page, type ViewProps } from '../../../../core/http/page.ts'
import type { PdfFile } from '../../../../core/http/pdf.ts'
import type { PathParams } from '../../../../core/http/routes.ts'
import { getAllergyStatus, patientBanner, type PatientTables } from '../../../../core/patients/index.ts'
import type { Policy } from '../../../../core/policy/policy.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { AllergyStatus } from '../../../../core/values/allergy.ts'
import { Layout } from '../../../../design-system/layout.tsx'
import { PatientBanner } from '../../../../design-system/patient-banner.tsx'
import type { HomecareWork } from '../../tables.ts'
import { registrationPaths } from '../paths.ts'
import type { RegistrationSubject } from '../policy.ts'
import { getRegistration, type Registration } from '../queries/registrations.ts'

type Path = `/staff/homecare/registrations/:enrolmentId${string}`
type Tables = HomecareWork & TenancyTables

/** What every page about a registration knows, beside what it loaded itself. */
export interface RegistrationView<Own> extends RegistrationSubject {
  readonly registration: Registration
  readonly allergies: AllergyStatus
  readonly own: Own
}

interface RegistrationPageSpec<P extends Path, Query, Own, F extends Fields> {
  readonly path: P
  readonly policy: Policy<RegistrationSubject>
  readonly query?: z.ZodType<Query>
  readonly title: string | ((subject: RegistrationView<Own>) => string)
  readonly backHref?: (registration: Registration) => string
  readonly load?: (
    tx: Reader<Tables & CoreTables>,
    ctx: Context,
    registration: Registration,
    at: At<P, Query>,
  ) => Promise<Own>
  readonly form?: FormSpec<P, Query, RegistrationView<Own>, F>
  readonly notices?: Readonly<Record<string, string>>
  /** The same thing on paper, at `?format=pdf`. */
  readonly pdf?: (subject: RegistrationView<Own>) => PdfFile | undefined
  readonly View: (props: ViewProps<P, Query, RegistrationView<Own>, F>) => Child
}

/** A page about one registration, with the banner of its patient and the record in the audit trail. */
export function registrationPage<
  const P extends Path,
  Query,
  Own = undefined,
  F extends Fields = Record<string, never>,
>(spec: RegistrationPageSpec<P, Query, Own, F>) {
  return page<Tables, P, Query, RegistrationView<Own>, F>({
    path: spec.path,
    audience: 'staff',
    policy: spec.policy,
    purpose: 'direct-care',
    ...(spec.query ? { query: spec.query } : {}),
    ...(spec.notices ? { notices: spec.notices } : {}),
    ...(spec.form ? { form: spec.form } : {}),
    pdf(subject) {
      const file = spec.pdf?.(subject)
      return file && { file, shows: [subject.patientId] }
    },
    async load(given, ctx, at) {
      const tx = given as unknown as Reader<Tables & CoreTables>
      const { enrolmentId } = at.path as PathParams<'/:enrolmentId'>
      const registration = await getRegistration(tx, ctx, enrolmentId)
      const { patientId, sensitive, kind, isCompanyOnTroth } = registration
      const allergies = await getAllergyStatus(tx as unknown as Reader<PatientTables>, ctx, patientId)
      const own = (await spec.load?.(tx, ctx, registration, at)) as Own
      return { patientId, sensitive, kind, isCompanyOnTroth, registration, allergies, own }
    },
    shows: ({ patientId }) => [patientId],
    View: (props) => {
      const { registration, allergies } = props.subject
      const { patient, sensitive, enrolmentId } = registration
      const back = spec.backHref?.(registration) ?? registrationPaths.registration(enrolmentId)
      // The hospital may have said that a record is sensitive which is not marked so here.
      const shown = registration.isAddressHidden && sensitive ? { ...patient, sensitive } : patient
      return (
        <Layout
          {...props.chrome}
          title={typeof spec.title === 'string' ? spec.title : spec.title(props.subject)}
          backHref={back}
          banner={<PatientBanner {...patientBanner(shown, allergies, props.ctx.clock.today())} />}
        >
          {spec.View(props)}
        </Layout>
      )
    },
  })
}

/** Every sentence that stands in the way, as the error of a form. */
export const formErrors = (refusals: readonly { readonly sentence: string }[]): { readonly form: string } => ({
  form: refusals.map(({ sentence }) => sentence).join('. '),
})
