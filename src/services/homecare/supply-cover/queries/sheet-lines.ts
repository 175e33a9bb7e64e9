import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { findPatients, hasNhsNumber, howToReach, nameOf } from '../../../../core/patients/index.ts'
import { namesOf } from '../../../../core/tasks/index.ts'
import { formatNhsNumber } from '../../../../core/values/nhs-number.ts'
import { displayName } from '../../../../core/values/person-name.ts'
import { listCompanies } from '../../companies/queries.ts'
import { type SheetLine, standsOnSheet } from '../run-out-sheet.ts'
import { chosenFrom } from '../worklist.ts'
import { coverOf } from './cover-of.ts'
import type { WorklistTables } from './worklist-page.ts'

/** Who stands on the run-out sheet, in the order of the worklist. */
export async function sheetLines(tx: Reader<WorklistTables>, ctx: Context): Promise<readonly SheetLine[]> {
  const today = ctx.clock.today()
  const covers = chosenFrom((await coverOf(tx, ctx, 'everyone')).filter(standsOnSheet), {})
  const people = await findPatients(
    tx,
    ctx,
    covers.map(({ patientId }) => patientId),
  )
  const names = await namesOf(
    tx,
    ctx.tenantId,
    covers.flatMap(({ ownerAccountId }) => ownerAccountId ?? []),
  )
  const companies = await listCompanies(tx, ctx.tenantId)
  return covers.flatMap((cover) => {
    const patient = people.get(cover.patientId)
    if (!patient) return []
    // The program may see every contact; those who open the sheet may not.
    const ways = patient.sensitive ? [] : howToReach(patient, today).ways
    return [
      {
        cover,
        person: displayName(nameOf(patient, today)),
        nhsNumber: hasNhsNumber(patient.nhsNumber) ? formatNhsNumber(patient.nhsNumber.number) : 'No NHS number',
        born: patient.birthDate,
        isSensitive: patient.sensitive,
        telephone: ways.find(({ channel }) => channel === 'telephone' || channel === 'text-relay')?.to,
        ownerName: names.get(cover.ownerAccountId ?? '') ?? 'A team',
        companyTelephone: companies.find(({ companyId }) => companyId === cover.companyId)?.telephone,
      },
    ]
  })
}
