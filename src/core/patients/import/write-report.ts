import { chmod, mkdir, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../../context.ts'
import { readInTenant } from '../../database/in-tenant.ts'
import { type ImportTables, listImportProblems } from '../../imports/index.ts'
import { csvLine } from '../../values/csv.ts'

const PAGE = 5_000

/** Writes the rows to look at as CSV: lines, columns and reasons. Returns its path, or nothing when every row went in. */
export async function writeReport(ctx: Context, runId: string, folder: string): Promise<string | undefined> {
  const first = await problemsAfter(ctx, runId, undefined)
  if (first.length === 0) return undefined
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `import-${runId}.csv`)
  const unfinished = `${path}.part`
  const file = await open(unfinished, 'w', 0o600)
  try {
    await file.write(csvLine(['Line', 'Row', 'What happened', 'Column', 'Reason']))
    for (let page = first; page.length > 0; page = await problemsAfter(ctx, runId, page.at(-1))) {
      const lines = page.map(({ line, row, kind, column, reason }) =>
        csvLine([line, row ?? '', kind === 'held' ? 'Held' : 'Refused', column, reason]),
      )
      await file.write(lines.join(''))
    }
    await file.sync()
  } finally {
    await file.close()
  }
  await chmod(unfinished, 0o600)
  await rename(unfinished, path)
  return path
}

const problemsAfter = (ctx: Context, runId: string, after: { line: number; number: number } | undefined) =>
  readInTenant<ImportTables, Awaited<ReturnType<typeof listImportProblems>>>(ctx, (tx) =>
    listImportProblems(tx, ctx, runId, { after, limit: PAGE }),
  )
