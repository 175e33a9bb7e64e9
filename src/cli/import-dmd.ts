import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { StartUpError } from '../core/errors.ts'
import type { DmdChanges, DmdOutcome, DmdProblem, DmdProgress } from '../core/medicines/index.ts'
import { formatDate } from '../core/values/civil-date.ts'
import { toCsv } from '../core/values/csv.ts'
import { progressBar } from './progress-bar.ts'

interface Options {
  readonly report: string
  readonly older?: boolean
  readonly smaller?: boolean
}

/** Ended with this when rows could not be used: the others are in, and somebody has to look at these. */
const SOME_ROWS_LEFT = 3
/** More than these are only in the file. */
const MOST_SHOWN = 10

export const importDmdCommand = new Command('dmd')
  .description('Bring in a release of the NHS dictionary of medicines and devices (dm+d), whole or not at all.')
  .argument('<folder>', 'the folder that the eight XML files of the release were unzipped into')
  .option('--older', 'bring in a release that is older than the one that is held')
  .option('--smaller', 'bring in a release that lacks much of what is held')
  .option('--report <folder>', 'where the list of rows to look at is written', '.')
  .action(async (folder: string, options: Options) => {
    const outcome = await bringIn(resolve(folder), options)
    if (process.stderr.isTTY) process.stderr.write('\n')
    console.log(wordsOf(outcome))
    if (outcome.problems.length === 0) return
    console.log(`They are all listed in ${await writeProblems(outcome, resolve(options.report))}.`)
    process.exitCode = SOME_ROWS_LEFT
  })

/** The program itself may only read the dictionary, so this speaks to the database as its owner. */
async function bringIn(folder: string, { older, smaller }: Options): Promise<DmdOutcome> {
  const [{ openDatabaseServer, openPlatform }, { importDmd }] = await Promise.all([
    import('../app.ts'),
    import('../core/medicines/import/import-dmd.ts'),
  ])
  const config = readConfig()
  const server = await openDatabaseServer(config, { purpose: 'troth import dmd' })
  try {
    const { owner } = server
    if (!owner)
      throw new StartUpError(
        'Medicines are brought in by the database’s owner: set DATABASE_OWNER_URL, for example postgres://troth_owner:secret@localhost:5432/troth.',
      )
    const { platform, close } = await openPlatform(config, server, { worker: false, isCommand: true })
    try {
      return await importDmd({
        owner,
        folder,
        isDemonstration: platform.demonstration === true,
        now: platform.clock.now(),
        allowOlder: older,
        allowSmaller: smaller,
        onProgress: process.stderr.isTTY ? showProgress : undefined,
      })
    } finally {
      await close()
    }
  } finally {
    await server.stop()
  }
}

const showProgress = ({ share, doing }: DmdProgress): void =>
  void process.stderr.write(`\r${progressBar(share)} ${doing.padEnd(40)}`)

function wordsOf({ releasedOn, isSample, changes, problems, hasChanged }: DmdOutcome): string {
  const release = `${isSample ? 'The made-up sample' : 'dm+d'} of ${formatDate(releasedOn)}`
  return [
    hasChanged ? `${release} is in.` : `${release} was in already: nothing has changed.`,
    ...changes.flatMap((change) => changeWords(change) ?? []),
    ...(problems.length === 0 ? [] : [`${count(problems.length)} could not be used:`]),
    ...problems.slice(0, MOST_SHOWN).map((problem) => `  ${problemWords(problem)}`),
    ...(problems.length > MOST_SHOWN ? [`  and ${(problems.length - MOST_SHOWN).toLocaleString('en-GB')} more`] : []),
  ].join('\n')
}

const count = (rows: number): string => `${rows.toLocaleString('en-GB')} ${rows === 1 ? 'row' : 'rows'}`
const problemWords = ({ file, line, reason }: DmdProblem): string => `${file} line ${line}: ${reason}`

/** One line for each kind of row that is any different from before. */
function changeWords(change: DmdChanges): string | undefined {
  const parts = [
    [change.added, 'new'],
    [change.changed, 'changed'],
    [change.becameInvalid, 'no longer valid'],
    [change.discontinued, 'discontinued'],
    [change.idChanged, 'with an earlier code'],
    [change.gone, change.isEntry ? 'not in this release, and kept' : 'taken away'],
  ] as const
  const words = parts.flatMap(([number, what]) => (number === 0 ? [] : [`${number.toLocaleString('en-GB')} ${what}`]))
  return words.length === 0
    ? undefined
    : `  ${change.words}: ${words.join(', ')} (${change.inRelease.toLocaleString('en-GB')} in the release)`
}

async function writeProblems({ releasedOn, problems }: DmdOutcome, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, `dmd-${releasedOn}-rows-to-look-at.csv`)
  const columns = [
    { heading: 'File', value: ({ file }: DmdProblem) => file },
    { heading: 'Line', value: ({ line }: DmdProblem) => line },
    { heading: 'Reason', value: ({ reason }: DmdProblem) => reason },
  ]
  await writeFile(`${path}.part`, toCsv(columns, problems))
  await rename(`${path}.part`, path)
  return path
}
