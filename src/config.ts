import { join, resolve } from 'node:path'
import { z } from 'zod'
import { StartUpError } from './core/errors.ts'

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().min(1).max(65535))
const flag = z.enum(['on', 'off']).transform((text) => text === 'on')
const addresses = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()])))
  .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])))

const isOrigin = (text: string): boolean => {
  const url = URL.parse(text)
  return url !== null && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
}
const namesDatabase = (text: string): boolean => {
  const url = URL.parse(text)
  return url !== null && url.username !== '' && /^\/[^/@:]+$/.test(url.pathname)
}
const postgresUrl = z
  .url({ protocol: /^postgres(ql)?$/ })
  .refine(namesDatabase)
  .optional()
const POSTGRES_URL_RULE =
  'must be the address of a PostgreSQL database, with user, password and database name (percent-encode signs such as @ and / in the password)'

/** Every variable the program reads, with its rule and an example for the error message. Nothing else reads the environment. */
const VARIABLES = {
  PORT: { schema: port.default(3000), rule: 'must be a whole number from 1 to 65535', example: '3000' },
  PUBLIC_URL: {
    schema: z
      .url({ protocol: /^https?$/ })
      .refine(isOrigin)
      .transform((text) => new URL(text).origin)
      .optional(),
    rule: 'must be the address people type, without a path',
    example: 'https://troth.example.nhs.uk',
  },
  DATABASE_URL: {
    schema: postgresUrl,
    rule: POSTGRES_URL_RULE,
    example: 'postgres://troth_app:secret@localhost:5432/troth',
  },
  DATABASE_OWNER_URL: {
    schema: postgresUrl,
    rule: POSTGRES_URL_RULE,
    example: 'postgres://troth_owner:secret@localhost:5432/troth',
  },
  TROTH_DATA_DIR: { schema: z.string().default('.troth'), rule: 'must be a folder', example: '/var/lib/troth' },
  TROTH_KEY_FILE: { schema: z.string().optional(), rule: 'must be a file', example: '/etc/troth/keys.json' },
  TROTH_SHEET_DIR: { schema: z.string().optional(), rule: 'must be a folder', example: '/mnt/pharmacy/troth' },
  TROTH_DEMO: { schema: flag.default(true), rule: 'must be "on" or "off"', example: 'off' },
  TROTH_LOG: {
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
    rule: 'must be debug, info, warn, error or silent',
    example: 'info',
  },
  TROTH_TRUSTED_PROXIES: {
    schema: addresses,
    rule: 'must be a list of network addresses or ranges',
    example: '10.0.0.5, 10.1.0.0/16',
  },
  TROTH_DATABASE_NETWORK: {
    schema: z.enum(['open', 'private']).default('open'),
    rule: 'must be "open", or "private" when nobody else can read or change what passes between Troth and its database',
    example: 'private',
  },
  SIMULATOR_PORT: { schema: port.optional(), rule: 'must be a whole number from 1 to 65535', example: '3001' },
  METRICS_PORT: { schema: port.optional(), rule: 'must be a whole number from 1 to 65535', example: '9464' },
  SMTP_URL: {
    schema: z.url({ protocol: /^smtps?$/ }).optional(),
    rule: 'must be the address of a mail server',
    example: 'smtps://user:secret@smtp.example.nhs.uk:465',
  },
  SMTP_FROM: { schema: z.email().optional(), rule: 'must be an e-mail address', example: 'no-reply@example.nhs.uk' },
} as const

/** The settings of one run of the program. */
export interface Config {
  readonly port: number
  readonly publicUrl: string
  readonly databaseUrl: string | undefined
  readonly databaseOwnerUrl: string | undefined
  readonly dataDir: string
  readonly keyFile: string
  /** Where the sealed run-out sheets go; best on another machine. */
  readonly sheetDir: string | undefined
  readonly demonstration: boolean
  readonly log: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  readonly trustedProxies: readonly string[]
  readonly simulatorPort: number
  /** Where the numbers for whoever runs the program are read, on this machine only; nowhere unless set. */
  readonly metricsPort: number | undefined
  readonly smtpUrl: string | undefined
  /** The address that e-mails come from. */
  readonly smtpFrom: string
}

/** Reads the environment once. Throws a `StartUpError` that names each wrong variable, what is wrong and an example. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const problems = unknownNames(environment)
  const read = <Name extends keyof typeof VARIABLES>(name: Name): z.infer<(typeof VARIABLES)[Name]['schema']> => {
    const { schema, rule, example } = VARIABLES[name]
    const text = environment[name]?.trim()
    const parsed = schema.safeParse(text === '' ? undefined : text)
    if (!parsed.success) problems.push(`${name} ${rule}, for example ${name}=${example}`)
    return parsed.data as z.infer<(typeof VARIABLES)[Name]['schema']>
  }
  const listenOn = read('PORT') ?? 3000
  const dataDir = resolve(read('TROTH_DATA_DIR') ?? '.troth')
  const publicUrl = read('PUBLIC_URL') ?? `http://localhost:${listenOn}`
  const sheetDir = read('TROTH_SHEET_DIR')
  const config: Config = {
    port: listenOn,
    publicUrl,
    databaseUrl: read('DATABASE_URL'),
    databaseOwnerUrl: read('DATABASE_OWNER_URL'),
    dataDir,
    keyFile: resolve(read('TROTH_KEY_FILE') ?? join(dataDir, 'keys.json')),
    sheetDir: sheetDir === undefined ? undefined : resolve(sheetDir),
    demonstration: read('TROTH_DEMO'),
    log: read('TROTH_LOG'),
    trustedProxies: read('TROTH_TRUSTED_PROXIES') ?? [],
    simulatorPort: read('SIMULATOR_PORT') ?? (listenOn === 65535 ? 65534 : listenOn + 1),
    metricsPort: read('METRICS_PORT'),
    smtpUrl: read('SMTP_URL'),
    smtpFrom: read('SMTP_FROM') ?? `no-reply@${URL.parse(publicUrl)?.hostname ?? 'localhost'}`,
  }
  if (problems.length === 0) problems.push(...contradictions(config))
  if (read('TROTH_DATABASE_NETWORK') !== 'private') problems.push(...readableByOthers(config))
  if (problems.length > 0) throw new StartUpError(`The settings cannot be used: ${problems.join('; ')}.`)
  return config
}

/** A misspelt TROTH_DEMO would start a demonstration where people rely on a real one, so no unknown name passes in silence. */
const unknownNames = (environment: Record<string, string | undefined>): string[] =>
  Object.keys(environment)
    .filter((name) => name.startsWith('TROTH_') && !name.startsWith('TROTH_TEST_') && !Object.hasOwn(VARIABLES, name))
    .map((name) => `${name} is not a setting of Troth (there are ${ours.join(', ')})`)

const ours = Object.keys(VARIABLES).filter((name) => name.startsWith('TROTH_'))

/** Ways in pg's own words to ask for a connection that nobody can read, to a server that has proved who it is. */
const PROVEN = ['require', 'verify-ca', 'verify-full']

/** Records and the password go over this wire. A database on this machine needs no encryption. */
const readableByOthers = ({ databaseUrl, databaseOwnerUrl }: Config): string[] =>
  Object.entries({ DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: databaseOwnerUrl })
    .filter(([, text]) => text !== undefined && !isSafeWay(new URL(text)))
    .map(
      ([name]) =>
        `${name} leads to another machine without an encrypted connection to a server that proves who it is: add ?sslmode=verify-full to the address, or set TROTH_DATABASE_NETWORK=private if nobody else can read or change what passes between the two`,
    )

function isSafeWay({ hostname, searchParams }: URL): boolean {
  const host = searchParams.getAll('host').at(-1) ?? decodeURIComponent(hostname)
  if (host === '' || host.startsWith('/') || isLoopback(host)) return true
  const isLax = searchParams.get('uselibpqcompat') === 'true' && searchParams.get('sslmode') !== 'verify-full'
  return PROVEN.includes(searchParams.getAll('sslmode').at(-1) ?? '') && !isLax && !searchParams.has('ssl')
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)

/** Values that are right one by one and cannot be meant together. */
function contradictions(config: Config): string[] {
  const url = new URL(config.publicUrl)
  return [
    ...(url.protocol !== 'https:' && url.hostname !== 'localhost'
      ? [
          'PUBLIC_URL must start with https:// unless it is localhost, because browsers keep sign-in cookies for secure addresses only, for example PUBLIC_URL=https://troth.example.nhs.uk',
        ]
      : []),
    ...(config.databaseOwnerUrl !== undefined && config.databaseUrl === undefined
      ? [
          'DATABASE_OWNER_URL is set and DATABASE_URL is not, so the program would not use that server: set both, for example DATABASE_URL=postgres://troth_app:secret@localhost:5432/troth',
        ]
      : []),
    ...(config.metricsPort === config.port || (config.demonstration && config.metricsPort === config.simulatorPort)
      ? ['METRICS_PORT must not be the same as PORT or SIMULATOR_PORT, for example METRICS_PORT=9464']
      : []),
    ...(config.simulatorPort === config.port
      ? [`SIMULATOR_PORT must not be the same as PORT, for example SIMULATOR_PORT=${config.port + 1}`]
      : []),
  ]
}
