import { comment, grants, literal, type Grant, type SchemaObject } from './schema-object.ts'

type Named = { name: string; comment: string | null }

export const printExtension = ({ name, schema }: { name: string; schema: string }): SchemaObject => ({
  kind: 'extension',
  name,
  statements: [`create extension if not exists ${name} with schema ${schema};`],
})

export const printSchema = (schema: Named & { grants: Grant[] | null }): SchemaObject => ({
  kind: 'schema',
  name: schema.name,
  // `public` is in every database; its comment is not ours.
  statements:
    schema.name === 'public'
      ? []
      : [
          `create schema ${schema.name};`,
          ...comment(`schema ${schema.name}`, schema.comment),
          ...grants(`schema ${schema.name}`, schema.grants),
        ],
})

export const printDefaultRights = (rights: { kind: string; schema: string; grants: Grant[] | null }): SchemaObject => ({
  kind: 'default rights',
  name: `${rights.schema} ${rights.kind}`,
  statements: grants(rights.kind, rights.grants).map(
    (grant) => `alter default privileges in schema ${rights.schema} ${grant}`,
  ),
})

export const printEnum = (type: Named & { labels: string[] | null }): SchemaObject => ({
  kind: 'type',
  name: type.name,
  statements: [
    `create type ${type.name} as enum (${(type.labels ?? []).map(literal).join(', ')});`,
    ...comment(`type ${type.name}`, type.comment),
  ],
})

export const printComposite = (type: Named & { fields: string[] | null }): SchemaObject => ({
  kind: 'type',
  name: type.name,
  statements: [
    `create type ${type.name} as (${(type.fields ?? []).join(', ')});`,
    ...comment(`type ${type.name}`, type.comment),
  ],
})

export type DomainRow = Named & { base: string; default: string | null; notNull: boolean; checks: string[] | null }
export const printDomain = (domain: DomainRow): SchemaObject => ({
  kind: 'type',
  name: domain.name,
  statements: [
    `create domain ${domain.name} as ${[
      domain.base,
      ...(domain.default === null ? [] : [`default ${domain.default}`]),
      ...(domain.notNull ? ['not null'] : []),
      ...(domain.checks ?? []),
    ].join(' ')};`,
    ...comment(`domain ${domain.name}`, domain.comment),
  ],
})

export type SequenceRow = Named & {
  grants: Grant[] | null
  type: string
  start: string
  increment: string
  min: string
  max: string
  cache: string
  cycle: boolean
  owner: string | null
}
export const printSequence = (sequence: SequenceRow): SchemaObject => ({
  kind: 'sequence',
  name: sequence.name,
  statements: [
    `create sequence ${sequence.name} as ${sequence.type} start ${sequence.start} increment ${sequence.increment} minvalue ${sequence.min} maxvalue ${sequence.max} cache ${sequence.cache}${sequence.cycle ? ' cycle' : ''};`,
    ...comment(`sequence ${sequence.name}`, sequence.comment),
    ...grants(`sequence ${sequence.name}`, sequence.grants),
  ],
})

/** After the tables: a sequence goes when the column that owns it goes. */
export const printSequenceOwner = ({ name, owner }: SequenceRow): SchemaObject => ({
  kind: 'sequence owner',
  name,
  statements: owner === null ? [] : [`alter sequence ${name} owned by ${owner};`],
})

export type FunctionRow = Named & { procedure: boolean; definition: string; grants: Grant[] | null; closed: boolean }
export const printFunction = (routine: FunctionRow): SchemaObject => {
  const what = `${routine.procedure ? 'procedure' : 'function'} ${routine.name}`
  return {
    kind: 'function',
    name: routine.name,
    statements: [
      `${routine.definition.trimEnd()};`,
      ...comment(what, routine.comment),
      ...(routine.closed ? [`revoke execute on ${what} from public;`] : []),
      // Everyone may execute a function unless that is taken away, so PostgreSQL's default is not repeated.
      ...grants(
        what,
        (routine.grants ?? []).filter(({ grantee }) => grantee !== 'public'),
      ),
    ],
  }
}

export type ViewRow = Named & {
  materialised: boolean
  options: string[] | null
  definition: string
  grants: Grant[] | null
}
export const printView = (view: ViewRow): SchemaObject => {
  const kind = view.materialised ? 'materialized view' : 'view'
  const options = view.options ? ` with (${[...view.options].sort().join(', ')})` : ''
  return {
    kind: 'view',
    name: view.name,
    statements: [
      `create ${kind} ${view.name}${options} as\n${view.definition.trimEnd()}`,
      ...comment(`${kind} ${view.name}`, view.comment),
      ...grants(view.name, view.grants),
    ],
  }
}
