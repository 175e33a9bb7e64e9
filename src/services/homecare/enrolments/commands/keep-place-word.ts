import type { Context } from '../../../../core/context.ts'
import type { AnyTx } from '../../../../core/database/any-transaction.ts'
import { closeTasksOf } from '../../../../core/tasks/index.ts'
import type { PlaceChange } from '../place-change.ts'
import { placeNotAcknowledged, placeToRead } from '../task-reasons.ts'
import { keepPlaceChange } from './keep-place-change.ts'

/** Somebody at the company has read the last change: nothing waits for it any more, on either side. */
export async function keepPlaceWord(
  tx: AnyTx,
  ctx: Context,
  enrolmentId: string,
  change: PlaceChange,
  acknowledged: NonNullable<PlaceChange['acknowledged']>,
): Promise<void> {
  await keepPlaceChange(tx, ctx, enrolmentId, { ...change, acknowledged })
  for (const reason of [placeNotAcknowledged, placeToRead]) {
    await closeTasksOf(tx, ctx, { reason, key: enrolmentId, outcome: 'acknowledged' })
  }
}
