import type { Context } from '../../../../core/context.ts'
import type { AnyTx } from '../../../../core/database/any-transaction.ts'
import { closeTasksOf, type Wanted } from '../../../../core/tasks/index.ts'
import type { Registration } from '../queries/registrations.ts'
import * as reasons from '../task-reasons.ts'

/** Closes everything that waits for somebody because of a registration: it has ended. */
export async function closeTasksOfRegistration(tx: AnyTx, ctx: Context, enrolmentId: string): Promise<void> {
  const { toCheck, sentBack, refusedByCompany, notAnswered, reviewSuspension, addressWanted, toAnswer } = reasons
  const { prescriptionWanted, placeToRead, placeNotAcknowledged } = reasons
  const all = [
    toCheck,
    sentBack,
    refusedByCompany,
    notAnswered,
    reviewSuspension,
    addressWanted,
    toAnswer,
    prescriptionWanted,
    placeToRead,
    placeNotAcknowledged,
  ]
  for (const reason of all) {
    await closeTasksOf(tx, ctx, { reason, key: enrolmentId, outcome: 'ended' })
  }
}

/** Whose tasks of a registration are: its owner, or whoever began it. Never nobody. */
export const ownerOf = ({
  ownerAccountId,
  ownerTeamId,
  createdBy,
}: Pick<Registration, 'ownerAccountId' | 'ownerTeamId' | 'createdBy'>): Wanted =>
  ownerTeamId === undefined
    ? { accountId: ownerAccountId ?? createdBy }
    : ownerAccountId === undefined
      ? { teamId: ownerTeamId }
      : { accountId: ownerAccountId, teamId: ownerTeamId }
