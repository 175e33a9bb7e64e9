import { Command, Option } from 'commander'
import { readConfig } from '../config.ts'
import { StartUpError } from '../core/errors.ts'
import { NAMED_RIGHTS, STAFF_ROLES, type NamedRight, type StaffRole } from '../core/policy/roles.ts'
import { isRegister, REGISTERS, type Register } from '../core/values/professional-registration.ts'
import { setUpWords } from './set-up-words.ts'
import { withPlatform } from './with-platform.ts'

interface Options {
  readonly name: string
  readonly organisation: string
  readonly role: StaffRole[]
  readonly right?: NamedRight[]
  readonly registration?: string[]
}

export const createUserCommand = new Command('create-user')
  .description('Make an account for a member of staff and print the link that sets it up.')
  .argument('<email>', 'e-mail address of the member of staff')
  .requiredOption('--name <name>', 'their name, for example "Dr Helen Marsh"')
  .requiredOption('--organisation <short-name>', 'the organisation, as in its addresses, for example riverside')
  .addOption(
    new Option('--role <role...>', 'what they are there; may be given more than once')
      .choices([...STAFF_ROLES])
      .makeOptionMandatory(),
  )
  .addOption(
    new Option('--right <right...>', 'a right on top of their roles').choices(Object.keys(NAMED_RIGHTS) as string[]),
  )
  .option('--registration <register:number...>', `professional registration (${Object.keys(REGISTERS).join(', ')})`)
  .action(async (email: string, { name, organisation, role, right = [], registration = [] }: Options) => {
    const registrations = registration.map(readRegistration)
    const { link } = await withPlatform(readConfig(), 'troth create-user', async (platform) => {
      const { createUser } = await import('../core/identity/administration/index.ts')
      return await createUser(platform, { organisation, name, email, roles: role, rights: right, registrations })
    })
    console.log(setUpWords(name, link))
  })

function readRegistration(text: string): { register: Register; number: string } {
  const [register = '', number = ''] = text.split(':')
  if (isRegister(register) && number !== '') return { register, number }
  throw new StartUpError(
    `"${text}" is not a registration: give the register and the number, for example --registration gmc:1234567.`,
  )
}
