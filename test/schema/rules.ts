import { SEALED_CLASSES, type DataClass } from '../../src/core/database/data-map.ts'
import type { TableInDatabase, Oddity } from './catalogue.ts'
import { readType, type DeclaredTable } from './declared-tables.ts'
import { PLATFORM_TABLES } from './platform-tables.ts'
import { agrees } from './type-agreement.ts'

const TENANT = `(tenant_id = (current_setting('app.tenant_id'::text))::uuid)`
/** The one policy text: every command, everyone, reading and writing. */
const THE_POLICY = `tenant|*|t|{0}|${TENANT}|${TENANT}`
/** Classes that say something about a person: a table that no organisation owns may not have them. */
const ABOUT_PEOPLE: readonly DataClass[] = [
  'identifier',
  'contact',
  'demographic',
  'family',
  'health',
  ...SEALED_CLASSES,
]

/** Every complaint about the database and its declarations, one sentence each. */
export function schemaComplaints(tables: readonly TableInDatabase[], declared: readonly DeclaredTable[]): string[] {
  const names = new Set(tables.filter(({ isPartition }) => !isPartition).map(({ name }) => name))
  const known = Map.groupBy(declared, ({ name }) => name)
  return [
    ...tables.flatMap((table) => (table.isPartition ? partition(table) : oneTable(table, known.get(table.name) ?? []))),
    ...declared
      .filter(({ name }) => !names.has(name))
      .map(({ name, file }) => `${name}: in ${file}, not in the database`),
    ...Object.keys(PLATFORM_TABLES)
      .filter((name) => known.get(name)?.[0]?.class !== 'platform')
      .map((name) => `${name}: listed as platform, but is none`),
  ]
}

export const oddityComplaints = (oddities: readonly Oddity[]): string[] =>
  oddities.map(({ kind, name }) =>
    kind === NO_USAGE
      ? `${name}: the program may not use this schema: "grant usage on schema ${name} to troth_application"`
      : `${name}: ${kind} is forbidden`,
  )

const NO_USAGE = 'schema that the program may not use' satisfies Oddity['kind']

function oneTable(table: TableInDatabase, maps: readonly DeclaredTable[]): string[] {
  const [map] = maps
  if (!map || maps.length > 1) return [`${table.name}: must be in exactly one data map, is in ${maps.length}`]
  const rights = table.rights.filter((right) => ['truncate', 'references', 'trigger'].includes(right))
  return [
    ...(map.class === 'tenant' ? tenantTable(table) : sharedTable(table, map)),
    ...rights.map((right) => `${table.name}: the program may ${right}, which goes round row-level security`),
    ...columns(table, map),
  ]
}

function tenantTable(table: TableInDatabase): string[] {
  return [
    ...(table.rowSecurity && table.forced ? [] : [`${table.name}: row-level security must be enabled and forced`]),
    ...(table.policies.length === 1 && table.policies[0] === THE_POLICY
      ? []
      : [`${table.name}: must have the one tenant policy, has ${table.policies.join(' and ') || 'none'}`]),
    ...(table.keys.some(({ kind }) => kind === 'primary') ? [] : [`${table.name}: has no primary key`]),
    ...table.keys
      .filter(
        ({ kind, columns: [first], targetColumns }) =>
          first !== 'tenant_id' || (kind === 'foreign' && targetColumns?.[0] !== 'tenant_id'),
      )
      .map(({ name, kind }) => `${table.name}: ${kind} key ${name} must begin with tenant_id`),
  ]
}

function sharedTable(table: TableInDatabase, map: DeclaredTable): string[] {
  const personal = Object.entries(map.columns).filter(([, dataClass]) => ABOUT_PEOPLE.includes(dataClass))
  return [
    ...(map.class === 'platform' && !PLATFORM_TABLES[table.name]
      ? [`${table.name}: is platform, but not in test/schema/platform-tables.ts with a reason`]
      : []),
    ...personal.map(
      ([column, dataClass]) => `${table.name}.${column}: ${dataClass} in a table that no organisation owns`,
    ),
  ]
}

/** The program reaches a partition through its parent only: addressed directly, a partition shows rows its parent would not. */
const partition = (table: TableInDatabase): string[] => [
  ...(table.rights.length === 0 ? [] : [`${table.name}: the program may ${table.rights.join(', ')} a partition`]),
  ...(table.rowSecurity && table.forced
    ? []
    : [`${table.name}: a partition must have row-level security enabled and forced`]),
]

function columns(table: TableInDatabase, map: DeclaredTable): string[] {
  const real = new Map(table.columns.map((column) => [column.name, column]))
  const missing = Object.keys(map.columns).filter((name) => !real.has(name))
  return [
    ...missing.map((name) => `${table.name}.${name}: in ${map.file}, not in the database`),
    ...table.columns.flatMap(({ name, type, required, hasDefault }) => {
      const at = `${table.name}.${name}`
      const dataClass = map.columns[name]
      const written = map.types.get(name)
      if (!dataClass || !written) return [`${at}: has no ${dataClass ? 'type' : 'data class'} in ${map.file}`]
      const read = readType(written)
      const isSealed = (SEALED_CLASSES as readonly string[]).includes(dataClass)
      return [
        ...(isSealed && type !== 'bytea' ? [`${at}: ${dataClass} must be sealed bytes, is ${type}`] : []),
        ...(agrees(read.type, type) ? [] : [`${at}: ${read.type} in ${map.file}, ${type} in the database`]),
        ...(read.nullable === required
          ? [`${at}: ${read.nullable ? 'null in' : 'never null in'} ${map.file}, not so in the database`]
          : []),
        ...(read.generated && !hasDefault
          ? [`${at}: Generated in ${map.file}, without a default in the database`]
          : []),
      ]
    }),
  ]
}
