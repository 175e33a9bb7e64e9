import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { StartUpError } from '../core/errors.ts'

/** Long enough that nobody guesses it, with the file in hand and years of time. */
const SHORTEST_PASSPHRASE = 16
const PASSPHRASE = [
  '--passphrase-file <file>',
  'a file that holds the passphrase of the keys, and nothing else',
] as const

export const exportTenantCommand = new Command('export-tenant')
  .description('Write everything that an organisation has to one file, readable without Troth, with its proof.')
  .argument('<organisation>', 'its short name, for example riverside')
  .argument('<file>', 'the new file (tar); never overwritten')
  .option(...PASSPHRASE)
  .action(async (organisation: string, file: string, options: { passphraseFile?: string }) => {
    const given = options.passphraseFile === undefined ? undefined : await readPassphrase(options.passphraseFile)
    const passphrase = given ?? newPassphrase()
    const config = readConfig()
    const [{ openDatabaseServer, openPlatform }, { organisationNamed }, { exportTenant }] = await Promise.all([
      import('../app.ts'),
      import('./organisation-named.ts'),
      import('../core/leaving/export-tenant.ts'),
    ])
    const server = await openDatabaseServer(config, { purpose: 'troth export-tenant' })
    try {
      const { platform, close } = await openPlatform(config, server, { worker: false, isCommand: true })
      try {
        const { tenantId, slug } = await organisationNamed(platform, organisation)
        const made = await exportTenant(platform, {
          organisation: { tenantId, slug },
          to: resolve(file),
          passphrase,
          connection: server.application,
          ...(process.stderr.isTTY ? { onTable: (name, rows) => console.error(`${name}: ${rows} rows`) } : {}),
        })
        const rows = made.tables.reduce((sum, table) => sum + table.rows, 0)
        console.log(
          `Wrote ${resolve(file)}: ${made.tables.length} tables, ${rows} rows, ${made.log.entries} entries of the audit log, ${made.keys.rows} keys.`,
        )
        if (made.valuesWithoutKey > 0)
          console.log(`${made.valuesWithoutKey} sealed values have no key any more: they were erased.`)
        console.log('Prove it with "troth verify-export". Names and health data are readable in it: keep it safe.')
        if (given === undefined)
          console.log(
            `The passphrase of its keys, shown this once; send it by another way than the file:\n\n${passphrase}`,
          )
      } finally {
        await close()
      }
    } finally {
      await server.stop()
    }
  })

export const verifyExportCommand = new Command('verify-export')
  .description('Prove an export by itself: no database, no key file, no network. Ends with 1 when anything is wrong.')
  .argument('<file>', 'the export')
  .option(...PASSPHRASE)
  .option('--checkpoint <file...>', 'checkpoints of the audit log that were kept elsewhere')
  .action(async (file: string, options: { passphraseFile?: string; checkpoint?: string[] }) => {
    const { verifyExport } = await import('../core/leaving/verify-export.ts')
    const passphrase = options.passphraseFile === undefined ? undefined : await readPassphrase(options.passphraseFile)
    const kept = await Promise.all((options.checkpoint ?? []).map(read))
    const { problems, manifest, log, opened } = await verifyExport(resolve(file), {
      kept,
      ...(passphrase === undefined ? {} : { passphrase }),
    })
    if (manifest && log) {
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
      console.log(
        `Export of ${manifest.organisation.shortName}, ${manifest.exportedAt}: ${manifest.tables.length} tables, ${rows} rows, ${log.entries} entries and ${log.checkpoints} checkpoints of the audit log.`,
      )
    }
    if (problems.length > 0) {
      console.log(['NOT GOOD.', ...problems.map((problem) => `  ${problem}.`)].join('\n'))
      process.exitCode = 1
      return
    }
    console.log('GOOD: every table, key and entry is what was signed.')
    console.log(
      passphrase === undefined
        ? 'Sealed values were not opened: give --passphrase-file to prove them too.'
        : `${opened} sealed values were opened.`,
    )
  })

/** 160 bits, in groups that can be read out. */
const newPassphrase = (): string =>
  randomBytes(20)
    .toString('hex')
    .replace(/(.{5})(?=.)/g, '$1-')

async function readPassphrase(file: string): Promise<string> {
  const passphrase = (await read(file)).trim()
  if (passphrase.length < SHORTEST_PASSPHRASE)
    throw new StartUpError(
      `The passphrase in ${file} is too short: it needs at least ${SHORTEST_PASSPHRASE} characters.`,
    )
  return passphrase
}

async function read(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new StartUpError(`${file} cannot be read: check that it is there and that you may read it.`, { cause })
  })
}
