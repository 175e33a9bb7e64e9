/** One kind of file: which files it is, what it may open a door into, and what it may use from npm or Node. */
export interface Room {
  readonly name: string
  readonly is: RegExp
  /** What the room is for, printed in docs/architecture.md. */
  readonly holds: string
  /** Rooms it may import from; `*` is all of them. */
  readonly may: readonly string[]
  /** Packages it may import; `*` is all but those that belong to one room alone. */
  readonly uses: readonly string[]
  /** Names of rules in words.ts that its text must keep. */
  readonly keeps: readonly string[]
}

/** A noun is a folder of core, of core/identity or of a service. */
const IN_NOUN = '^src/(?!core/(?:http|fhir|policy|html|values)/)(?:core|core/identity|services/[a-z-]+)/[a-z-]+/'
const noun = (file: string): RegExp => new RegExp(`${IN_NOUN}${file}$`)

/** Folders of core that are machinery, not nouns: what is not one of the fixed names there may do I/O. */
const MACHINERY =
  'audit|database|encryption|housekeeping|idempotency|jobs|leaving|ledger|live|observability|privacy|signing'

/** Files of nouns that are neither rules nor one of the fixed names: how someone is recognised, and how an organisation begins. */
const SPECIAL = [
  'tenancy/(?:create|close)-organisation',
  'disclosures/kind',
  'identity/[a-z-]+/(?:token|confirmation|indexes|authenticator|recovery-code|password-hash|signed-in-[a-z]+|find-[a-z-]+)',
  'api-clients/(?:token|find-[a-z-]+)',
  'imports/csv-records',
  'patients/import/(?:survey-file|read-rows|take-rows|decide-rows|rows-before|run-import|write-report)',
  'medicines/import/(?:check-stages|find-files|import-dmd|import-options|merge-stages|read-file|refresh-search|stage)',
].join('|')

const NOUN = ['command', 'query', 'policy', 'rules', 'domain', 'workings', 'tables', 'paths', 'messages'] as const

/** The rooms of the house, most particular first: a file is in the first room that it fits. */
export const ROOMS: readonly Room[] = [
  {
    name: 'test',
    is: /\.test(-support)?\.tsx?$|\.example\.tsx$/,
    holds: 'Proof, beside what it proves',
    may: ['*'],
    uses: ['*'],
    keeps: [],
  },
  {
    name: 'browser',
    is: /^src\/design-system\/client\//,
    holds: 'The few scripts that run in a browser',
    may: ['browser'],
    uses: ['nhsuk-frontend'],
    keeps: [],
  },
  {
    name: 'settings',
    is: /^src\/config\.ts$/,
    holds: 'The environment, read once',
    may: ['core', 'values'],
    uses: ['zod', 'node:path'],
    keeps: [],
  },
  {
    name: 'program',
    is: /^src\/(main|program|app|database-server|lifetime|nouns|data-maps)\.ts$|^src\/cli\//,
    holds: 'Puts everything together; the commands',
    may: ['*'],
    uses: ['*'],
    keeps: ['environment', 'outside'],
  },
  {
    name: 'integration',
    is: /^src\/integrations\//,
    holds: 'One outside system each: client, simulator, contract test',
    may: ['integration', 'values', 'core'],
    uses: ['*', 'nodemailer'],
    keeps: ['environment', 'sql'],
  },
  {
    name: 'seam',
    is: /^src\/design-system\/macros\.ts$/,
    holds: 'The one file that has heard of Nunjucks',
    may: ['design', 'html'],
    uses: ['*', 'nunjucks'],
    keeps: ['environment', 'outside', 'sql'],
  },
  {
    name: 'design',
    is: /^src\/design-system\//,
    holds: 'NHS components; knows no service and no data',
    may: ['design', 'seam', 'html', 'values'],
    uses: ['preact', 'node:fs', 'node:path', 'node:crypto', 'node:url', 'node:module'],
    keeps: ['environment', 'outside', 'sql'],
  },
  {
    name: 'html',
    is: /^src\/core\/html\//,
    holds: 'The page language',
    may: ['html'],
    uses: ['preact', 'preact-render-to-string'],
    keeps: ['environment', 'outside', 'sql'],
  },
  {
    name: 'pdf',
    is: /^src\/core\/pdf\//,
    holds: 'How a document is drawn; the only room that has heard of pdfkit',
    may: ['pdf', 'domain', 'values'],
    uses: ['pdfkit', 'fontkit', 'node:fs', 'node:module'],
    keeps: ['environment', 'outside', 'sql', 'clock', 'chance'],
  },
  {
    name: 'values',
    is: /^src\/core\/values\//,
    holds: 'NHS number, dates, names: values with their rules',
    may: ['values'],
    uses: ['libphonenumber-js', 'node:crypto', 'node:fs', 'node:path', 'node:url', 'node:zlib', '@noble/hashes'],
    keeps: ['environment', 'outside', 'sql', 'clock', 'chance'],
  },
  {
    name: 'page',
    is: /\.page\.tsx$|\/pages\/[^/]+\.tsx?$/,
    holds: 'One page: address, policy, form, words',
    may: ['page', ...NOUN, 'index', 'design', 'html', 'http', 'values', 'core'],
    uses: ['preact', 'zod'],
    keeps: ['environment', 'outside', 'sql', 'typing'],
  },
  {
    name: 'route',
    is: noun('(?:[a-z-]+-)?routes\\.tsx?'),
    holds: 'Answers that are not pages',
    may: ['route', 'fhir', 'fhir server', 'job', ...NOUN, 'index', 'http', 'values', 'core', 'html', 'design'],
    uses: ['zod'],
    keeps: ['environment', 'outside', 'sql'],
  },
  {
    name: 'rules',
    is: /^src\/core\/policy\/(?!pages\/)/,
    holds: 'What a policy is; roles, purposes, rights',
    may: ['rules', 'values', 'core'],
    uses: [],
    keeps: ['environment', 'outside', 'sql', 'clock', 'chance', 'waiting'],
  },
  {
    name: 'policy',
    is: noun('policy\\.ts'),
    holds: 'Who may, and why',
    may: ['policy', 'rules', 'domain', 'tables', 'values'],
    uses: [],
    keeps: ['environment', 'outside', 'sql', 'clock', 'chance', 'waiting'],
  },
  {
    name: 'tables',
    is: /\/tables\.ts$/,
    holds: 'Columns and their data classes',
    may: ['tables', 'rules', 'domain', 'values', 'core'],
    uses: ['kysely'],
    keeps: ['environment', 'outside', 'sql', 'clock', 'chance', 'waiting'],
  },
  {
    name: 'query',
    is: /\/queries\.ts$|\/queries\/[a-z-]+\.ts$|\/[a-z-]+-row\.ts$/,
    holds: 'Reads, and how a row becomes a domain value',
    may: ['query', 'rules', 'workings', 'domain', 'tables', 'index', 'values', 'core'],
    uses: ['kysely'],
    keeps: ['environment', 'outside', 'writing'],
  },
  {
    name: 'command',
    is: noun('commands(?:/[a-z-]+)?\\.ts'),
    holds: 'Changes: policy, work, audit and jobs in one transaction',
    may: [...NOUN, 'job', 'saying', 'fhir', 'index', 'values', 'core'],
    uses: ['kysely', 'zod', 'node:crypto'],
    keeps: ['environment', 'outside'],
  },
  {
    name: 'saying',
    is: noun('sayings(?:/[a-z-]+)?\\.ts'),
    holds: 'What one organisation tells another, and how it is taken into the record',
    may: [...NOUN, 'saying', 'job', 'index', 'values', 'core'],
    uses: ['zod', 'kysely'],
    keeps: ['environment', 'outside'],
  },
  {
    name: 'job',
    is: noun('jobs(?:/[a-z-]+)?\\.ts'),
    holds: 'Later, and on a timetable',
    may: [...NOUN, 'job', 'saying', 'index', 'integration', 'pdf', 'values', 'core'],
    uses: ['zod', 'kysely'],
    keeps: ['environment', 'outside'],
  },
  {
    name: 'messages',
    is: noun('(?:messages|task-reasons)\\.tsx?'),
    holds: 'Words sent by text, e-mail or letter, and those of tasks',
    may: ['messages', 'domain', 'paths', 'index', 'values'],
    uses: [],
    keeps: ['environment', 'outside', 'sql', 'clock', 'chance'],
  },
  {
    name: 'measures',
    is: noun('measures\\.ts'),
    holds: 'Numbers that whoever runs the program watches: of nobody, and of no organisation',
    may: ['query', 'rules', 'domain', 'tables', 'values', 'core'],
    uses: [],
    keeps: ['environment', 'outside', 'sql', 'clock', 'chance'],
  },
  {
    name: 'fhir',
    is: noun('fhir(?:/[a-z-]+)?\\.ts'),
    holds: 'Maps to and from FHIR',
    may: ['fhir', 'fhir server', 'rules', 'domain', 'values', 'core'],
    uses: ['zod'],
    keeps: ['environment', 'outside', 'sql', 'clock', 'chance', 'waiting'],
  },
  {
    name: 'paths',
    is: noun('paths\\.ts'),
    holds: 'Every address as a function',
    may: ['paths', 'domain', 'values'],
    uses: [],
    keeps: ['environment', 'outside', 'sql', 'clock', 'chance', 'waiting'],
  },
  {
    name: 'index',
    is: /^src\/(?:core|services)\/.+\/index\.ts$/,
    holds: 'The front door of a noun or a service',
    may: ['*'],
    uses: [],
    keeps: ['environment', 'outside', 'sql'],
  },
  {
    name: 'http',
    is: /^src\/core\/http\//,
    holds: 'The only room that knows the web server',
    may: [...NOUN, 'http', 'fhir server', 'page', 'pdf', 'route', 'core', 'html', 'design', 'seam', 'values', 'index'],
    uses: ['*', 'fastify'],
    keeps: ['environment', 'outside'],
  },
  {
    name: 'fhir server',
    is: /^src\/core\/fhir\//,
    holds: 'What every FHIR answer needs: search, bundles, outcomes, who is calling',
    may: ['fhir server', 'http', 'core', 'rules', 'values', 'workings', 'tables', 'query', 'domain', 'index'],
    uses: ['zod', 'kysely', 'node:crypto'],
    keeps: ['environment', 'outside', 'sql'],
  },
  {
    name: 'core',
    is: new RegExp(`^src/core/(?:[a-z-]+\\.ts$|(?:${MACHINERY})/)`),
    holds: 'What everything stands on',
    may: ['core', 'rules', 'values', 'html', 'tables', 'query', 'policy', 'domain', 'job', 'index'],
    uses: ['*'],
    keeps: ['environment', 'outside'],
  },
  {
    name: 'workings',
    is: new RegExp(
      `^src/(?:core/(?:${SPECIAL})|services/homecare/caseload/(?:changes-file|decide-rows|import-caseload|import-options|read-caseload|seen))\\.ts$`,
    ),
    holds: 'Files of a noun that are neither rules nor a fixed name; a reviewed list',
    may: [...NOUN, 'fhir', 'index', 'rules', 'workings', 'http', 'values', 'core'],
    uses: ['*'],
    keeps: ['environment', 'outside'],
  },
  {
    name: 'domain',
    is: /^src\/(core|services)\//,
    holds: 'What is true: pure rules, no I/O, no clock',
    may: ['domain', 'paths', 'rules', 'values'],
    uses: ['zod', 'node:util'],
    keeps: ['environment', 'outside', 'sql', 'clock', 'chance', 'waiting'],
  },
]

/** Packages that only rooms that name them may use. */
export const PRIVATE_PACKAGES = ['fastify', 'nunjucks', 'nodemailer', 'pdfkit', 'fontkit'] as const
