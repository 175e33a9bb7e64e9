import { resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { Command, Option } from 'commander'
import { readConfig } from '../config.ts'
import { StartUpError } from '../core/errors.ts'
import type { ImportOutcome, ImportProgress } from '../core/patients/index.ts'
import { readMapping } from './column-mapping.ts'
import { progressBar } from './progress-bar.ts'
import { withPlatform } from './with-platform.ts'

interface Options {
  readonly organisation: string
  readonly preview?: boolean
  readonly format: 'auto' | 'csv' | 'json' | 'ndjson'
  readonly column?: string[]
  readonly identifierSystem?: string
  readonly ignore?: string[]
  readonly addAlike?: boolean
  readonly again?: boolean
  readonly report: string
}

/** Ended with this when rows were refused or held: good rows are in, and somebody has to look at the others. */
const SOME_ROWS_LEFT = 3

export const importPatientsCommand = new Command('patients')
  .description('Bring in the records of another system. Started again with the same file, it goes on where it stopped.')
  .argument('<path>', 'the file: FHIR R4 Patient as JSON, Bundle or NDJSON, or CSV')
  .requiredOption('--organisation <short-name>', 'whose records they are, as in its addresses, for example riverside')
  .option('--preview', 'change nothing, and say what would change')
  .addOption(
    new Option('--format <format>', 'how to read the file').choices(['auto', 'csv', 'json', 'ndjson']).default('auto'),
  )
  .option(
    '--column <heading=meaning...>',
    'what a CSV column means, for example "Surname=familyName"; "-" leaves it out',
  )
  .option('--identifier-system <url>', 'whose numbers the CSV column with another identifier holds')
  .option('--ignore <element...>', 'FHIR elements to leave aside, for example photo')
  .option('--add-alike', 'add people whose name and birth date are already here, instead of holding them back')
  .option('--again', 'bring in a file that was brought in before')
  .option('--report <folder>', 'where the list of rows to look at is written', '.')
  .action(async (path: string, options: Options) => {
    // Rows are short-lived: a small nursery keeps the memory of a long import small and costs no speed.
    setFlagsFromString('--max-semi-space-size=4')
    const outcome = await withPlatform(readConfig(), 'troth import', async (platform) => {
      const [{ importPatients }, { systemContext }, { platformReader }, { findTenantBySlug }, { newUuid }] =
        await Promise.all([
          import('../core/patients/index.ts'),
          import('../core/context.ts'),
          import('../core/database/platform-reader.ts'),
          import('../core/tenancy/queries.ts'),
          import('../core/values/uuid.ts'),
        ])
      const tenantId = await findTenantBySlug(platformReader(platform), options.organisation)
      if (!tenantId) throw new StartUpError(`There is no organisation "${options.organisation}".`)
      return await importPatients(systemContext(platform, tenantId, newUuid(platform.clock.now())), {
        path: resolve(path),
        mode: options.preview === true ? 'preview' : 'apply',
        format: options.format,
        mapping: readMapping(options.column),
        identifierSystem: options.identifierSystem,
        ignore: options.ignore,
        addAlike: options.addAlike,
        again: options.again,
        reportFolder: resolve(options.report),
        onProgress: process.stderr.isTTY ? showProgress : undefined,
      })
    })
    if (process.stderr.isTTY) process.stderr.write('\n')
    console.log(wordsOf(outcome))
    if (outcome.run.state === 'failed') process.exitCode = 1
    else if (outcome.run.refused + outcome.run.held > 0) process.exitCode = SOME_ROWS_LEFT
  })

function showProgress({ rows, bytes, totalBytes }: ImportProgress): void {
  const share = totalBytes === 0 ? 1 : Math.min(1, bytes / totalBytes)
  process.stderr.write(`\r${progressBar(share)} ${rows.toLocaleString('en-GB')} rows`)
}

function wordsOf({ run, resumed, notes, reportPath }: ImportOutcome): string {
  const count = (number: number, one: string, more: string) =>
    `${number.toLocaleString('en-GB')} ${number === 1 ? one : more}`
  const would = run.mode === 'preview' ? 'would be ' : ''
  return [
    ...(resumed ? ['Went on where an earlier import of the same file had stopped.'] : []),
    ...notes,
    ...(run.failure === null ? [] : [run.failure]),
    `${count(run.added, 'patient', 'patients')} ${would}added, ${run.changed} ${would}changed, ${run.unchanged} the same already, ${run.held} held back, ${run.refused} refused.`,
    ...(reportPath === undefined ? [] : [`The rows to look at are listed in ${reportPath}.`]),
  ].join('\n')
}
