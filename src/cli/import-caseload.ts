import { resolve } from 'node:path'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { StartUpError } from '../core/errors.ts'
import type { ImportProgress } from '../core/patients/index.ts'
import type { CaseloadOutcome } from '../services/homecare/caseload/index.ts'
import { readMapping } from './column-mapping.ts'
import { progressBar } from './progress-bar.ts'
import { withPlatform } from './with-platform.ts'

interface Options {
  readonly organisation: string
  readonly preview?: boolean
  readonly apply?: boolean
  readonly column?: string[]
  readonly identifierSystem?: string
  readonly replace?: string[]
  readonly report: string
}

/** Ended with this when rows were refused: good rows are in, and somebody has to look at the others. */
const SOME_ROWS_LEFT = 3

export const importCaseloadCommand = new Command('caseload')
  .description(
    'Bring in the medicines homecare that patients have already. Says what would change, unless told to apply it.',
  )
  .argument('<path>', 'the file: CSV, one row for each patient and treatment')
  .requiredOption('--organisation <short-name>', 'whose patients they are, as in its addresses, for example riverside')
  .option('--preview', 'change nothing, and list what would change: this is so unless --apply is given')
  .option('--apply', 'bring the good rows in')
  .option('--column <heading=meaning...>', 'what a column means, for example "Surname=familyName"; "-" leaves it out')
  .option('--identifier-system <url>', 'whose numbers the column with another identifier holds')
  .option('--replace <field...>', 'what the file may replace where Troth holds something else, for example owner')
  .option('--report <folder>', 'where the lists of changes and of rows to look at are written', '.')
  .action(async (path: string, options: Options) => {
    if (options.preview === true && options.apply === true)
      throw new StartUpError('Give --preview or --apply, not both.')
    const outcome = await withPlatform(readConfig(), 'troth import', (platform) => bring(platform, path, options))
    if (process.stderr.isTTY) process.stderr.write('\n')
    console.log(wordsOf(outcome))
    if (outcome.run.state === 'failed') process.exitCode = 1
    else if (outcome.run.refused > 0) process.exitCode = SOME_ROWS_LEFT
  })

type Opened = Parameters<Parameters<typeof withPlatform>[2]>[0]

async function bring(platform: Opened, path: string, options: Options): Promise<CaseloadOutcome> {
  const [
    { importCaseload, isReplaceable, REPLACEABLE },
    { systemContext },
    { platformReader },
    { findTenantBySlug },
    { newUuid },
  ] = await Promise.all([
    import('../services/homecare/caseload/index.ts'),
    import('../core/context.ts'),
    import('../core/database/platform-reader.ts'),
    import('../core/tenancy/queries.ts'),
    import('../core/values/uuid.ts'),
  ])
  const unknown = (options.replace ?? []).find((field) => !isReplaceable(field))
  if (unknown !== undefined)
    throw new StartUpError(`"${unknown}" cannot be replaced: use one of ${REPLACEABLE.join(', ')}.`)
  const tenantId = await findTenantBySlug(platformReader(platform), options.organisation)
  if (!tenantId) throw new StartUpError(`There is no organisation "${options.organisation}".`)
  return await importCaseload(systemContext(platform, tenantId, newUuid(platform.clock.now())), {
    path: resolve(path),
    mode: options.apply === true ? 'apply' : 'preview',
    mapping: readMapping(options.column),
    identifierSystem: options.identifierSystem,
    replace: (options.replace ?? []).filter(isReplaceable),
    reportFolder: resolve(options.report),
    onProgress: process.stderr.isTTY ? showProgress : undefined,
  })
}

function showProgress({ rows, bytes, totalBytes }: ImportProgress): void {
  const share = totalBytes === 0 ? 1 : Math.min(1, bytes / totalBytes)
  process.stderr.write(`\r${progressBar(share)} ${rows.toLocaleString('en-GB')} rows`)
}

function wordsOf({ run, resumed, notes, changesPath, reportPath }: CaseloadOutcome): string {
  const isPreview = run.mode === 'preview'
  const would = isPreview ? 'would be ' : ''
  const added = `${run.added.toLocaleString('en-GB')} ${run.added === 1 ? 'treatment' : 'treatments'}`
  return [
    ...(resumed ? ['Went on where an earlier import of the same file had stopped.'] : []),
    ...notes,
    ...(run.failure === null ? [] : [run.failure]),
    `${added} ${would}added, ${run.changed} ${would}changed, ${run.unchanged} the same already, ${run.refused} refused.`,
    `Every row, with what it ${isPreview ? 'would change' : 'changed'}, is listed in ${changesPath}. It holds health data: delete it when you have read it.`,
    ...(reportPath === undefined ? [] : [`The rows to look at are listed in ${reportPath}.`]),
    ...(isPreview ? ['Nothing was changed. To bring the good rows in, add --apply.'] : []),
  ].join('\n')
}
