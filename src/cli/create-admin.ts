import { Command, Option } from 'commander'
import { readConfig } from '../config.ts'
import { ORGANISATION_KINDS, type OrganisationKind } from '../core/tenancy/organisation.ts'
import { setUpWords } from './set-up-words.ts'
import { withPlatform } from './with-platform.ts'

interface Options {
  readonly name: string
  readonly organisation: string
  readonly organisationName?: string
  readonly kind?: OrganisationKind
  readonly odsCode?: string
  readonly telephone?: string
}

export const createAdminCommand = new Command('create-admin')
  .description(
    'Make an administrator and print the link that sets up the account. Makes the organisation if it is new.',
  )
  .argument('<email>', 'e-mail address of the administrator')
  .requiredOption('--name <name>', 'name of the administrator, for example "Claire Whitfield"')
  .requiredOption('--organisation <short-name>', 'how the organisation is called in addresses, for example riverside')
  .option('--organisation-name <name>', 'full name, for a new organisation')
  .addOption(
    new Option('--kind <kind>', 'what a new organisation is').choices(Object.keys(ORGANISATION_KINDS) as string[]),
  )
  .option('--ods-code <code>', 'ODS code of a new organisation')
  .option('--telephone <number>', 'telephone number of a new organisation: it stands on every page')
  .action(async (email: string, { name, organisation, organisationName, ...rest }: Options) => {
    const config = readConfig()
    const { link } = await withPlatform(config, 'troth create-admin', async (platform) => {
      const { createAdministrator } = await import('../core/identity/administration/index.ts')
      return await createAdministrator(platform, {
        organisation: { slug: organisation, ...(organisationName ? { name: organisationName } : {}), ...rest },
        name,
        email,
      })
    })
    console.log(setUpWords(name, link))
  })
