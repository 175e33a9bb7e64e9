import { createHash } from 'node:crypto'
import { command } from '../../../../core/command.ts'
import { closeTasksOf, createTask } from '../../../../core/tasks/index.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import { watchSupply as policy } from '../policy.ts'
import { sheetKeeper } from '../queries/sheet-keeper.ts'
import type { SheetProblem } from '../sheet-state.ts'
import { sheetNotWritten } from '../task-reasons.ts'
import type { WorklistTables } from '../queries/worklist-page.ts'

export interface KeepSheet {
  readonly forOn: CivilDate
  readonly rows: number
  /** The digest of the file that was written, or why none was. */
  readonly result: { readonly digest: string } | { readonly failure: SheetProblem }
}

export const digestOfFile = (file: Buffer): string => createHash('sha256').update(file).digest('hex')

/** Keeps that the sheet was written; when it was not, a named person is asked to put it right, until it is. */
export const keepSheet = command<WorklistTables, KeepSheet, undefined, 'kept'>({
  action: 'homecare.run-out-sheet.kept',
  policy,
  load: () => Promise.resolve(undefined),
  subjects: () => [],
  async run(tx, ctx, _subject, { forOn, rows, result }, note) {
    const now = ctx.clock.now()
    const columns =
      'digest' in result
        ? { tried_at: now, written_at: now, digest: result.digest, rows, failure: null }
        : { tried_at: now, written_at: null, digest: null, rows, failure: result.failure }
    note.values = { forOn, rows, ...('digest' in result ? { digest: result.digest } : { failure: result.failure }) }
    await tx
      .insertInto('homecare.run_out_sheet')
      .values({ tenant_id: ctx.tenantId, for_on: forOn, ...columns })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'for_on']).doUpdateSet(columns))
      .execute()
    if ('digest' in result) {
      await closeTasksOf(tx, ctx, { reason: sheetNotWritten, key: KEY, outcome: 'written' })
      return 'kept'
    }
    const accountId = await sheetKeeper(tx, ctx.tenantId)
    await createTask(tx, ctx, {
      reason: sheetNotWritten,
      owner: accountId === undefined ? { role: 'administrator' } : { accountId },
      key: KEY,
    })
    return 'kept'
  },
})

const KEY = 'run-out-sheet'
