import { join, resolve } from 'node:path'
import { z } from 'zod'
import { StartUpError } from './core/errors.ts'

const port = z.coerce.number().int().min(1).max(65535)
const flag = z.enum(['on', 'off']).transform((text) => text === 'on')

/** Every variable the program reads, with an example for the error message. Nothing else reads the environment. */
const VARIABLES = {
  PORT: { schema: port.default(3000), example: '3000' },
  PUBLIC_URL: { schema: z.url({ protocol: /^https?$/ }).optional(), example: 'https://troth.example.nhs.uk' },
  DATABASE_URL: {
    schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    example: 'postgres://troth_app:secret@localhost:5432/troth',
  },
  DATABASE_OWNER_URL: {
    schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    example: 'postgres://troth_owner:secret@localhost:5432/troth',
  },
  TROTH_DATA_DIR: { schema: z.string().min(1).default('.troth'), example: '/var/lib/troth' },
  TROTH_KEY_FILE: { schema: z.string().min(1).optional(), example: '/etc/troth/keys.json' },
  TROTH_DEMO: { schema: flag.default(true), example: 'off' },
  TROTH_LOG: { schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'), example: 'info' },
  TROTH_TRUSTED_PROXIES: {
    schema: z
      .string()
      .default('')
      .transform((text) => text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()])))
      .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]))),
    example: '10.0.0.5, 10.1.0.0/16',
  },
  SIMULATOR_PORT: { schema: port.optional(), example: '3001' },
  SMTP_URL: {
    schema: z.url({ protocol: /^smtps?$/ }).optional(),
    example: 'smtps://user:secret@smtp.example.nhs.uk:465',
  },
} as const

/** The settings of one run of the program. */
export interface Config {
  readonly port: number
  readonly publicUrl: string
  readonly databaseUrl: string | undefined
  readonly databaseOwnerUrl: string | undefined
  readonly dataDir: string
  readonly keyFile: string
  readonly demonstration: boolean
  readonly log: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  readonly trustedProxies: readonly string[]
  readonly simulatorPort: number
  readonly smtpUrl: string | undefined
}

/** Reads the environment once. Throws a `StartUpError` that names each wrong variable, what is wrong and an example. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const problems: string[] = []
  const read = <Name extends keyof typeof VARIABLES>(name: Name): z.infer<(typeof VARIABLES)[Name]['schema']> => {
    const { schema, example } = VARIABLES[name]
    const text = environment[name]
    const parsed = schema.safeParse(text === '' ? undefined : text)
    if (!parsed.success)
      problems.push(`${name} is not valid (${parsed.error.issues[0]?.message ?? 'unknown'}), for example ${example}`)
    return parsed.data as z.infer<(typeof VARIABLES)[Name]['schema']>
  }
  const listenOn = read('PORT')
  const dataDir = resolve(read('TROTH_DATA_DIR') ?? '.troth')
  const config: Config = {
    port: listenOn,
    publicUrl: read('PUBLIC_URL') ?? `http://localhost:${listenOn}`,
    databaseUrl: read('DATABASE_URL'),
    databaseOwnerUrl: read('DATABASE_OWNER_URL'),
    dataDir,
    keyFile: resolve(read('TROTH_KEY_FILE') ?? join(dataDir, 'keys.json')),
    demonstration: read('TROTH_DEMO'),
    log: read('TROTH_LOG'),
    trustedProxies: read('TROTH_TRUSTED_PROXIES') ?? [],
    simulatorPort: read('SIMULATOR_PORT') ?? listenOn + 1,
    smtpUrl: read('SMTP_URL'),
  }
  if (problems.length > 0) throw unusable(problems)
  const url = new URL(config.publicUrl)
  if (url.protocol !== 'https:' && url.hostname !== 'localhost') {
    problems.push(
      'PUBLIC_URL must start with https:// unless it is localhost, for example https://troth.example.nhs.uk',
    )
  }
  if (problems.length > 0) throw unusable(problems)
  return config
}

const unusable = (problems: readonly string[]) =>
  new StartUpError(`The settings cannot be used: ${problems.join('; ')}.`)
