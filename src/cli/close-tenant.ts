import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { StartUpError } from '../core/errors.ts'
import { withPlatform } from './with-platform.ts'

export const closeTenantCommand = new Command('close-tenant')
  .description(
    'Close an organisation: nobody can sign in to it any more. Its records stay, to be exported and deleted.',
  )
  .argument('<organisation>', 'its short name, for example riverside')
  .requiredOption('--confirm <short-name>', 'the short name again: closing cannot be undone by a command')
  .action(async (slug: string, { confirm }: { confirm: string }) => {
    if (confirm !== slug) throw new StartUpError('The two names differ, so nothing was closed.')
    await withPlatform(readConfig(), 'troth close-tenant', async (platform) => {
      const [{ organisationNamed }, { closeOrganisation }] = await Promise.all([
        import('./organisation-named.ts'),
        import('../core/tenancy/close-organisation.ts'),
      ])
      const { tenantId } = await organisationNamed(platform, slug)
      const isNew = await closeOrganisation(platform, tenantId)
      console.log(isNew ? `${slug} is closed.` : `${slug} had been closed before: nothing has changed.`)
    })
  })
