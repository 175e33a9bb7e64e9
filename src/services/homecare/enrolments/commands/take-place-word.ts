import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { civilDateOf } from '../../../../core/values/london-time.ts'
import type { Heard, Taken } from '../../exchange/commands/saying.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { HomecareWork } from '../../tables.ts'
import { isAboutLast } from '../place-change.ts'
import { getRegistration } from '../queries/registrations.ts'
import type { PlaceAcknowledged } from '../sayings/place-acknowledged.ts'
import { findOfCompany } from './find-of-company.ts'
import { keepPlaceWord } from './keep-place-word.ts'

/** In the trust's records: its company has read a change of place. Only word of the last change settles anything. */
export async function takePlaceWord(
  anyTx: AnyTx,
  ctx: Context,
  { change: number }: PlaceAcknowledged,
  heard: Heard,
): Promise<Taken> {
  const tx = asTx<HomecareWork & TenancyTables>(anyTx)
  const found = await findOfCompany(tx, ctx, heard)
  if (!found) return { subjects: [], refusals: ['This company has no such registration from us'] }
  await lockHomecare(tx, ctx, found.patientId)
  const { patientId, details } = await getRegistration(tx, ctx, heard.about)
  const { placeChange } = details
  if (placeChange && isAboutLast(placeChange, number)) {
    const said = { on: civilDateOf(heard.sentAt), source: 'organisation' } as const
    await keepPlaceWord(tx, ctx, heard.about, placeChange, said)
  }
  return { subjects: [patientId], patientId }
}
