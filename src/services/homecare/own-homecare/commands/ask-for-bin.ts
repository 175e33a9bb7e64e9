import { command } from '../../../../core/command.ts'
import { createTask } from '../../../../core/tasks/index.ts'
import { lockSupply, type LockedSupply, type SupplyWork } from '../../supply-cover/commands/load-supply.ts'
import { ownerOf } from '../../supply-cover/owner.ts'
import { tellOfOwnHomecare } from '../policy.ts'
import { BIN_WISHES, type BinWish } from '../sharps-bin.ts'
import { binAsked } from '../task-reasons.ts'

export interface AskForBin {
  readonly therapyId: string
  readonly wish: BinWish
}

/** Asks a named person to arrange a sharps bin with the homecare company. Asked again while it is open, it is one task. */
export const askForBin = command<SupplyWork, AskForBin, LockedSupply, undefined>({
  action: 'homecare.own-bin.asked',
  policy: tellOfOwnHomecare,
  load: (tx, { therapyId }, ctx) => lockSupply(tx, ctx, therapyId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { patientId, facts }, { therapyId, wish }, note) {
    note.entity = { type: 'homecare.therapy', id: therapyId }
    note.values = { new: { wish } }
    await createTask(tx, ctx, {
      reason: binAsked,
      owner: ownerOf({ ownerAccountId: facts?.therapy.ownerAccountId, ownerTeamId: facts?.therapy.ownerTeamId }),
      patientId,
      entity: { type: 'homecare.therapy', id: therapyId },
      key: `${therapyId} ${wish}`,
      note: BIN_WISHES[wish],
    })
    return undefined
  },
})
