import { Command, Option } from 'commander'
import { readConfig } from '../config.ts'
import { withPlatform } from './with-platform.ts'
import { writeOut } from './write-out.ts'

export const ropaCommand = new Command('ropa')
  .description('Write the record of processing (UK GDPR Article 30), made from what the program itself declares.')
  .argument('[organisation]', 'its short name, for its own record; left out, the record of any organisation')
  .addOption(new Option('--format <format>', 'how it is written').choices(['md', 'csv']).default('md'))
  .option('--to <file>', 'a new file; printed unless given')
  .action(async (organisation: string | undefined, options: { format: 'md' | 'csv'; to?: string }) => {
    const [{ declared }, { recordAsCsv, recordAsMarkdown, recordOfProcessing }] = await Promise.all([
      import('./declared.ts'),
      import('../core/privacy/index.ts'),
    ])
    const controller = organisation === undefined ? undefined : await controllerNamed(organisation)
    const record = recordOfProcessing(declared(), controller)
    const title = `Record of processing${controller === undefined ? '' : ` of ${controller.name}`}`
    await writeOut(options.format === 'csv' ? recordAsCsv(record) : recordAsMarkdown(record, title), options.to)
  })

async function controllerNamed(organisation: string) {
  const [{ controllerOf }, { organisationNamed }] = await Promise.all([
    import('./declared.ts'),
    import('./organisation-named.ts'),
  ])
  return await withPlatform(readConfig(), 'troth ropa', async (platform) =>
    controllerOf(platform, (await organisationNamed(platform, organisation)).tenantId),
  )
}
