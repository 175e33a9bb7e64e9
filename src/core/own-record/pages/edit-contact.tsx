import type { Context } from '../../context.ts'
import { CONFIRM_MINUTES } from '../../identity/patient-access/step.ts'
import type { Reader } from '../../database/transaction.ts'
import { NotFoundError } from '../../errors.ts'
import type { ContactPoint, Kept, Patient } from '../../patients/patient.ts'
import { findOwnPoint } from '../own-contact.ts'
import { changeOwnContact } from '../policy.ts'
import { getOwnRecord, type OwnRecordTables } from '../queries.ts'

/** What every page that changes how we reach someone has in common. */
export const EDITING = {
  audience: 'patient',
  policy: changeOwnContact,
  purpose: 'own-record',
  confirmedWithin: CONFIRM_MINUTES,
  load: (tx: Reader<OwnRecordTables>, ctx: Context) => getOwnRecord(tx, ctx),
  shows: ({ patientId }: { readonly patientId: string }) => [patientId],
} as const

/** The same for an address, which begins as the one that is in force today. */
export const EDITING_ADDRESS = {
  ...EDITING,
  load: async (tx: Reader<OwnRecordTables>, ctx: Context) => ({
    ...(await getOwnRecord(tx, ctx)),
    today: ctx.clock.today(),
  }),
} as const

/** The version of the record that a form was filled in on. */
export const versionOf = ({ patient }: { readonly patient: Patient }): number => patient.version

export interface OwnPointSubject {
  readonly patientId: string
  readonly patient: Patient
  readonly point: Kept<ContactPoint>
}

/** Where a page about one contact point was asked for. */
export interface AtEntry {
  readonly path: { readonly entry: string }
}

/** One contact point of the person's own record, by its number; any other number is not found. */
export async function loadPoint(
  tx: Reader<OwnRecordTables>,
  ctx: Context,
  entryId: string,
  systems: readonly ContactPoint['system'][],
): Promise<OwnPointSubject> {
  const { patientId, patient } = await getOwnRecord(tx, ctx)
  const point = findOwnPoint(patient.contactPoints, entryId, ctx.clock.today())
  if (!point || !systems.includes(point.system)) throw new NotFoundError('Contact point')
  return { patientId, patient, point }
}
