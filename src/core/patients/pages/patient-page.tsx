import { WarningCallout } from '../../../design-system/components/warning-callout.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import { PatientBanner } from '../../../design-system/patient-banner.tsx'
import type { CoreTables } from '../../command.ts'
import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import type { Child } from '../../html/jsx-runtime.ts'
import type { CsvFile } from '../../http/csv.ts'
import type { Fields } from '../../http/form/field.ts'
import { page, type At, type FormSpec, type ViewProps } from '../../http/page.ts'
import type { PathParams } from '../../http/routes.ts'
import type { Policy } from '../../policy/policy.ts'
import type { Purpose } from '../../policy/purposes.ts'
import type { AllergyStatus } from '../../values/allergy.ts'
import type { z } from 'zod'
import type { Patient } from '../patient.ts'
import { patientPaths } from '../paths.ts'
import type { RecordSubject } from '../policy.ts'
import { getPatient } from '../queries.ts'
import { getAllergyStatus } from '../queries/patient-parts.ts'
import type { PatientTables } from '../tables.ts'
import { patientBanner } from './patient-banner.ts'

/** What every page about a patient knows, beside what it loaded itself. */
export interface PatientSubject<Own> extends RecordSubject {
  readonly patient: Patient
  readonly allergies: AllergyStatus
  readonly own: Own
}

type PatientPath = `${string}/:patientId` | `${string}/:patientId/${string}`

interface PatientPageSpec<Tables, Path extends PatientPath, Query, Own, F extends Fields> {
  readonly path: Path
  readonly policy: Policy<RecordSubject>
  /** Direct care unless stated. */
  readonly purpose?: Purpose
  readonly query?: z.ZodType<Query>
  /** The words of the tab and, unless the view draws its own, of the heading. */
  readonly title: string | ((subject: PatientSubject<Own>) => string)
  /** Where "Back" leads; the record unless stated. */
  readonly backHref?: (patientId: string) => string
  /** What this page needs beside the patient. */
  readonly load?: (
    tx: Reader<Tables & PatientTables & CoreTables>,
    ctx: Context,
    patient: Patient,
    at: At<Path, Query>,
  ) => Promise<Own>
  /** Other patients whose data the page shows. */
  readonly alsoShows?: (subject: PatientSubject<Own>) => readonly string[]
  readonly form?: FormSpec<Path, Query, PatientSubject<Own>, F>
  readonly csv?: (subject: PatientSubject<Own>, ctx: Context) => CsvFile
  readonly notices?: Readonly<Record<string, string>>
  readonly wide?: boolean
  readonly View: (props: ViewProps<Path, Query, PatientSubject<Own>, F>) => Child
}

/**
 * A page about one patient. The identity banner, the record in the audit trail and the word that a record was merged come
 * with it, so that no page can forget them.
 */
export function patientPage<
  Tables,
  const Path extends PatientPath,
  Query,
  Own = undefined,
  F extends Fields = Record<string, never>,
>(spec: PatientPageSpec<Tables, Path, Query, Own, F>) {
  const titleOf = (subject: PatientSubject<Own>) => (typeof spec.title === 'string' ? spec.title : spec.title(subject))
  return page<Tables & PatientTables, Path, Query, PatientSubject<Own>, F>({
    path: spec.path,
    audience: 'staff',
    policy: spec.policy,
    purpose: spec.purpose ?? 'direct-care',
    ...(spec.query ? { query: spec.query } : {}),
    ...(spec.notices ? { notices: spec.notices } : {}),
    ...(spec.form ? { form: spec.form } : {}),
    async load(given, ctx, at) {
      const tx = given as unknown as Reader<Tables & PatientTables & CoreTables>
      const { patientId } = at.path as PathParams<'/:patientId'>
      const reader = tx as unknown as Reader<PatientTables>
      const patient = await getPatient(reader, ctx, patientId)
      const allergies = await getAllergyStatus(reader, ctx, patientId)
      const own = (await spec.load?.(tx, ctx, patient, at)) as Own
      return { patientId, sensitive: patient.sensitive, patient, allergies, own }
    },
    shows: (subject) => [subject.patientId, ...(spec.alsoShows?.(subject) ?? [])],
    ...(spec.csv
      ? {
          csv: (subject: PatientSubject<Own>, ctx: Context) => ({
            file: spec.csv!(subject, ctx),
            shows: [subject.patientId],
          }),
        }
      : {}),
    View: (props) => {
      const { patient, allergies, patientId } = props.subject
      const backHref = spec.backHref?.(patientId) ?? patientPaths.record(patientId)
      return (
        <Layout
          {...props.chrome}
          title={titleOf(props.subject)}
          backHref={backHref}
          wide={spec.wide}
          banner={<PatientBanner {...patientBanner(patient, allergies, props.ctx.clock.today())} />}
        >
          {patient.mergedInto !== undefined && <Merged into={patient.mergedInto} />}
          {spec.View(props)}
        </Layout>
      )
    },
  })
}

const Merged = ({ into }: { into: string }) => (
  <WarningCallout heading="This record was merged into another">
    <p>
      Nothing can be changed here. <a href={patientPaths.record(into)}>Open the record that is used now</a>.
    </p>
  </WarningCallout>
)
