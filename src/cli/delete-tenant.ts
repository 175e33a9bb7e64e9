import { resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { StartUpError } from '../core/errors.ts'

interface Options {
  readonly export?: string
  readonly waiver?: string
  readonly destroy?: boolean
  readonly confirm?: string
  readonly certificate?: string
}

export const deleteTenantCommand = new Command('delete-tenant')
  .description('Show what deleting a closed organisation would delete; with --destroy, delete it for good.')
  .argument('<organisation>', 'its short name, for example riverside')
  .option('--export <file>', 'an export made after it closed: proved before anything is deleted')
  .option('--waiver <words>', 'instead of an export: who decided that none is needed, and why; kept in the certificate')
  .option('--destroy', 'delete for good; without it, nothing is changed')
  .option('--confirm <name>', 'the full name of the organisation; asked for when it is left out')
  .option('--certificate <file>', 'the new file that says what was destroyed (default: destroyed-<organisation>.json)')
  .action(async (slug: string, options: Options) => {
    const [{ openDatabaseServer, openPlatform }, { organisationNamed }, leaving] = await Promise.all([
      import('../app.ts'),
      import('./organisation-named.ts'),
      import('../core/leaving/delete-tenant.ts'),
    ])
    const config = readConfig()
    const server = await openDatabaseServer(config, { purpose: 'troth delete-tenant' })
    try {
      const { owner } = server
      if (!owner)
        throw new StartUpError(
          'Deleting takes rows that the program may only add to, so it needs the owner of the database: set DATABASE_OWNER_URL.',
        )
      const { platform, close } = await openPlatform(config, server, { worker: false, isCommand: true })
      try {
        const organisation = await organisationNamed(platform, slug)
        const rows = Object.entries(await leaving.rowsToDelete(owner, organisation.tenantId))
        for (const [name, count] of rows)
          console.log(`${name.padEnd(50)} ${count.toLocaleString('en-GB').padStart(12)}`)
        if (options.destroy !== true) {
          console.log(
            'Nothing was deleted. To delete it for good, add --destroy, with --export <file> or --waiver <words>.',
          )
          return
        }
        const because = groundsOf(options)
        const name = (await leaving.nameOf(owner, organisation.tenantId)) ?? slug
        const typed = options.confirm ?? (await ask(`Type the full name of the organisation to delete it for good: `))
        if (typed.trim() !== name) throw new StartUpError('That is not its name, so nothing was deleted.')
        const certificate = resolve(options.certificate ?? `destroyed-${slug}.json`)
        await leaving.deleteTenant(platform, { organisation, owner, because, certificate })
        console.log(`${name} was deleted. The certificate is ${certificate}: keep it, and give it to the organisation.`)
      } finally {
        await close()
      }
    } finally {
      await server.stop()
    }
  })

function groundsOf({ export: file, waiver }: Options) {
  if (file !== undefined && waiver === undefined) return { export: resolve(file) }
  if (waiver !== undefined && file === undefined) return { waiver }
  throw new StartUpError('Give either --export <file> or --waiver <words>: nothing is deleted without one of them.')
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await terminal.question(question)
  } finally {
    terminal.close()
  }
}
