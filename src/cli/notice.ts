import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { withPlatform } from './with-platform.ts'
import { writeOut } from './write-out.ts'

export const noticeCommand = new Command('notice')
  .description(
    'Write the privacy notice of an organisation in plain words, made from what the program itself declares.',
  )
  .argument('<organisation>', 'its short name, for example riverside')
  .option('--to <file>', 'a new file; printed unless given')
  .action(async (organisation: string, options: { to?: string }) => {
    const [{ controllerOf, declared }, { organisationNamed }, { privacyNotice }] = await Promise.all([
      import('./declared.ts'),
      import('./organisation-named.ts'),
      import('../core/privacy/index.ts'),
    ])
    const text = await withPlatform(readConfig(), 'troth notice', async (platform) => {
      const { tenantId } = await organisationNamed(platform, organisation)
      return privacyNotice(declared(), await controllerOf(platform, tenantId), platform.clock.today())
    })
    await writeOut(text, options.to)
  })
