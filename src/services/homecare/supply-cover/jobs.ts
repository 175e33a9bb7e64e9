import { z } from 'zod'
import { readInTenant } from '../../../core/database/in-tenant.ts'
import { sealSheet, sheetKey } from '../../../core/encryption/sealed-sheet.ts'
import { job } from '../../../core/jobs/job.ts'
import type { Organisation } from '../../../core/tenancy/organisation.ts'
import { getOrganisation } from '../../../core/tenancy/queries.ts'
import { formatInstant } from '../../../core/values/london-time.ts'
import type { HomecareTables } from '../tables.ts'
import { digestOfFile, keepSheet, type KeepSheet } from './commands/keep-sheet.ts'
import { watchSupply } from './commands/watch-supply.ts'
import { sheetLines } from './queries/sheet-lines.ts'
import { watchedTherapies } from './queries/watched-therapies.ts'
import type { WorklistTables } from './queries/worklist-page.ts'
import { runOutSheet, type SheetLine } from './run-out-sheet.ts'

/** Treatments of one transaction. */
const AT_ONCE = 200

/** Every morning before anyone works: doses that had no stock, and a task for everyone who may run out. */
export const watchEveryone = job({
  name: 'homecare.watch-supply',
  says: 'Watch over everyone’s supply',
  payload: z.object({}),
  schedule: '20 4 * * *',
  longestSeconds: 3_600,
  async work(ctx, _payload, time) {
    for (let after: string | undefined; ;) {
      time?.isUp.throwIfAborted()
      const last = after
      const therapyIds = await readInTenant<HomecareTables, readonly string[]>(ctx, (tx) =>
        watchedTherapies(tx, ctx.tenantId, last, AT_ONCE),
      )
      if (therapyIds.length === 0) return
      await watchSupply(ctx, { therapyIds })
      after = therapyIds.at(-1)
    }
  },
})

/** Sheets that stay in the second place. */
const KEPT_SHEETS = 14

/** Every night: who runs out within two weeks, sealed, in a place that is there when Troth is not. */
export const writeRunOutSheet = job({
  name: 'homecare.write-run-out-sheet',
  says: 'Write the run-out sheet',
  payload: z.object({}),
  schedule: '40 4 * * *',
  longestSeconds: 3_600,
  async work(ctx) {
    const { organisation, lines } = await readInTenant<WorklistTables, SheetFacts>(ctx, async (tx) => {
      const found = await getOrganisation(tx, ctx.tenantId)
      return { organisation: found, lines: found.kind === 'nhs-trust' ? await sheetLines(tx, ctx) : [] }
    })
    if (organisation.kind !== 'nhs-trust') return
    const forOn = ctx.clock.today()
    const kept = (result: KeepSheet['result']) => keepSheet(ctx, { forOn, rows: lines.length, result })
    const door = ctx.doors?.sheets
    if (!door) {
      await kept({ failure: 'not-configured' })
      return
    }
    const { renderPdf } = await import('../../../core/pdf/render-pdf.ts')
    const document = runOutSheet({
      organisation: organisation.name,
      forOn,
      writtenAt: formatInstant(ctx.clock.now()),
      isDemonstration: ctx.demonstration === true,
      lines,
    })
    const pdf = await renderPdf(document, { createdAt: ctx.clock.now() })
    const file = sealSheet(sheetKey(ctx.keys, ctx.tenantId), { tenantId: ctx.tenantId, forOn, document: pdf })
    const prefix = `run-out-${ctx.tenantId}-`
    try {
      await door.put(`${prefix}${forOn}.sheet`, file)
      await door.keepLast(prefix, KEPT_SHEETS)
    } catch (error) {
      ctx.log.warn({ error: (error as NodeJS.ErrnoException).code ?? 'unknown' }, 'run-out sheet not written')
      await kept({ failure: 'not-writable' })
      return
    }
    await kept({ digest: digestOfFile(file) })
  },
})

interface SheetFacts {
  readonly organisation: Pick<Organisation, 'kind' | 'name'>
  readonly lines: readonly SheetLine[]
}
