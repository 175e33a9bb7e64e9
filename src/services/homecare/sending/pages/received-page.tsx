import { Layout } from '../../../../design-system/layout.tsx'
import { PatientBanner } from '../../../../design-system/patient-banner.tsx'
import type { CoreTables } from '../../../../core/command.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { NotFoundError } from '../../../../core/errors.ts'
import type { Child } from '../../../../core/html/jsx-runtime.ts'
import type { Fields } from '../../../../core/http/form/field.ts'
import { page, type FormSpec, type ViewProps } from '../../../../core/http/page.ts'
import type { PathParams } from '../../../../core/http/routes.ts'
import { getAllergyStatus, patientBanner, type PatientTables } from '../../../../core/patients/index.ts'
import type { AllergyStatus } from '../../../../core/values/allergy.ts'
import type { Prescription } from '../../prescriptions/queries/prescriptions.ts'
import { getPrescription } from '../../prescriptions/queries/prescriptions.ts'
import { readSigned, type SignedReading } from '../../signing/queries/read-signed.ts'
import { getPerson, type Person } from '../../therapies/queries/homecare-subject.ts'
import type { SendingWork } from '../commands/order-prescription.ts'
import { sendingPaths } from '../paths.ts'
import { answerPrescriptions } from '../policy.ts'

/** What every page of a company about a prescription knows. Of paper, there is nothing to read. */
export interface ReceivedSubject extends Person {
  readonly prescription: Prescription
  readonly reading: SignedReading | undefined
  readonly allergies: AllergyStatus
}

type ReceivedPath = `/staff/homecare/received/:prescriptionId${'' | `/${string}`}`

interface ReceivedPageSpec<Path extends ReceivedPath, F extends Fields> {
  readonly path: Path
  readonly title: string
  readonly backHref: (prescriptionId: string) => string
  readonly notices?: Readonly<Record<string, string>>
  readonly form?: FormSpec<Path, unknown, ReceivedSubject, F>
  readonly View: (props: ViewProps<Path, unknown, ReceivedSubject, F>) => Child
}

/** A page of a homecare company about a prescription that a clinic sent: its signature is verified each time. */
export function receivedPage<const Path extends ReceivedPath, F extends Fields = Record<string, never>>(
  spec: ReceivedPageSpec<Path, F>,
) {
  return page<SendingWork, Path, unknown, ReceivedSubject, F>({
    path: spec.path,
    audience: 'staff',
    policy: answerPrescriptions,
    purpose: 'direct-care',
    ...(spec.notices ? { notices: spec.notices } : {}),
    ...(spec.form ? { form: spec.form } : {}),
    async load(given, ctx, at) {
      const tx = given as unknown as Reader<SendingWork & CoreTables>
      const { prescriptionId } = at.path as PathParams<'/:prescriptionId'>
      const prescription = await getPrescription(tx as never, ctx.tenantId, prescriptionId)
      const person = await getPerson(tx as never, ctx, prescription.patientId)
      if (prescription.counterpartId === undefined && !person.isClinic) throw new NotFoundError('Prescription')
      return {
        ...person,
        prescription,
        reading: prescription.leftBy === 'ink' ? undefined : await readSigned(tx as never, ctx, prescriptionId),
        allergies: await getAllergyStatus(tx as unknown as Reader<PatientTables>, ctx, person.patientId),
      }
    },
    shows: ({ patientId }) => [patientId],
    View: (props) => {
      const { patient, allergies, prescription } = props.subject
      return (
        <Layout
          {...props.chrome}
          title={spec.title}
          backHref={spec.backHref(prescription.prescriptionId)}
          banner={<PatientBanner {...patientBanner(patient, allergies, props.ctx.clock.today())} />}
        >
          {spec.View(props)}
        </Layout>
      )
    },
  })
}

export const toQueue = (): string => sendingPaths.received()
