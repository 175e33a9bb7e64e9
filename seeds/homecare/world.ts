import { systemContext, type Context, type Platform } from '../../src/core/context.ts'
import { readInTenant } from '../../src/core/database/in-tenant.ts'
import type { Reader } from '../../src/core/database/transaction.ts'
import { findPatientByNhsNumber, type PatientTables } from '../../src/core/patients/index.ts'
import type { HomecareWork } from '../../src/services/homecare/tables.ts'
import type { CivilDate } from '../../src/core/values/civil-date.ts'
import { newUuid } from '../../src/core/values/uuid.ts'
import { asStaff } from '../as-staff.ts'
import { testNhsNumber } from '../people.ts'
import type { Companies, Schemes } from './agreements.ts'
import type { Case } from './cases.ts'

type Work = HomecareWork & PatientTables

/** What every part of the story needs: the people, what they rest on, and the day on which the demonstration began. */
export interface World {
  readonly platform: Platform
  readonly companies: Companies
  readonly schemes: Schemes
  readonly today: CivilDate
  readonly nurse: Context
  readonly doctor: Context
  readonly pharmacist: Context
  /** Of the homecare company that uses Troth. */
  readonly supplier: Context
  readonly system: Context
}

export async function worldOf(
  platform: Platform,
  parts: Pick<World, 'companies' | 'schemes' | 'today'>,
): Promise<World> {
  const [nurse, doctor, pharmacist] = [
    await asStaff(platform, 'riverside', 'nurse'),
    await asStaff(platform, 'riverside', 'doctor'),
    await asStaff(platform, 'riverside', 'pharmacist'),
  ]
  const supplier = await asStaff(platform, 'brightwell', 'pharmacist')
  const system = systemContext(platform, nurse.tenantId, newUuid(platform.clock.now()))
  return { platform, ...parts, nurse, doctor, pharmacist, supplier, system }
}

export const read = <Found>(ctx: Context, work: (tx: Reader<Work>) => Promise<Found>): Promise<Found> =>
  readInTenant<Work, Found>(ctx, work)

export async function patientOf({ nurse }: World, { person }: Case): Promise<string> {
  const { number } = testNhsNumber(person) as { number: string }
  const found = await read(nurse, (tx) => findPatientByNhsNumber(tx, nurse, number))
  if (!found) throw new Error(`The demonstration has nobody with the number ${number}`)
  return typeof found === 'string' ? found : found.patientId
}

/** As far as somebody’s homecare of a medicine has come in an organisation; undefined before it was begun. */
export const enrolmentOf = (ctx: Context, enrolmentId: string) =>
  read(ctx, (tx) =>
    tx
      .selectFrom('homecare.enrolment')
      .select(['enrolment_id as enrolmentId', 'state', 'version'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('enrolment_id', '=', enrolmentId)
      .executeTakeFirst(),
  )

/** A story that is refused something has gone wrong: it says what, and is not built half. */
export function expectDone(what: string, answer: object): void {
  const { refusals, refused } = answer as { refusals?: readonly object[]; refused?: readonly object[] }
  const all = [...(refusals ?? []), ...(refused ?? [])]
  if (all.length > 0) throw new Error(`${what} was refused: ${JSON.stringify(all)}`)
}
